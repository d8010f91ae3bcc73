import { expect, test } from 'vitest';

import { documentCreates } from '../src/creates/documents/index.ts';
import { listTriggers } from '../src/lists/index.ts';
import { known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

interface Item {
  readonly id: string;
  readonly name: string;
}

const list = (key: string, inputData: object = {}, meta: object = {}): Promise<readonly Item[]> =>
  account.tester.trigger(key, { inputData, meta });
const namesOf = (items: readonly Item[]) => items.map(({ name }) => name);

const bill = { currency_id: 'EUR', line_items: [{ description: 'Logo', unit_price: '100' }] };
const invoiceFor = (clientId: number) =>
  account.tester.create('create_invoice', { client_id: clientId, ...bill });
const estimateFor = (clientId: number) =>
  account.tester.create('create_estimate', { client_id: clientId, ...bill });

async function anotherClient(): Promise<number> {
  const clients = await list('client_list');
  return Number(clients.find(({ id }) => Number(id) !== known.client)!.id);
}

test('every dropdown has a list that works', async () => {
  const fields = documentCreates.flatMap(({ operation }) =>
    [operation.inputFields ?? []].flat().flatMap((field) => {
      const { dynamic, children = [] } = field as { dynamic?: string; children?: [] };
      return [dynamic, ...children.map(({ dynamic: inner }) => inner)];
    }),
  );
  const keys = [...new Set(fields.filter((dynamic) => dynamic !== undefined))].map(
    (dynamic: string) => {
      expect(dynamic).toMatch(/^\w+_list\.id\.name$/);
      return dynamic.split('.')[0]!;
    },
  );
  expect(keys).toContain('invoice_line_list');
  expect(Object.keys(listTriggers)).toEqual(expect.arrayContaining(keys));
  for (const key of keys) {
    const items = await list(key);
    expect(items).toBeInstanceOf(Array);
    for (const { id, name } of items) {
      expect(id).toEqual(expect.any(String));
      expect(name).toMatch(/./);
    }
  }
});

test('lists the invoices of a picked client, the newest first', async () => {
  const other = await anotherClient();
  const first = await invoiceFor(other);
  await invoiceFor(known.client);
  const second = await invoiceFor(other);
  const narrowed = await list('invoice_list', { filter_client_id: String(other) });
  expect(narrowed.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect((await list('invoice_list')).length).toBeGreaterThan(narrowed.length);
  expect(await list('invoice_list', { filter_client_id: other }, { page: 1 })).toEqual([]);
});

test('lists the estimates of a picked client', async () => {
  const other = await anotherClient();
  const estimate = await estimateFor(other);
  await estimateFor(known.client);
  const narrowed = await list('estimate_list', { filter_client_id: other });
  expect(narrowed.map(({ id }) => id)).toEqual([estimate.id]);
  expect((await list('estimate_list')).length).toBe(2);
});

test('a long list starts with the newest and ends', async () => {
  await account.sandbox.control('POST', 'burst', { count: 1200 });
  const all: number[] = [];
  for (let page = 0; ; page += 1) {
    const items = await list('invoice_list', {}, { page });
    if (items.length === 0) break;
    all.push(...items.map(({ id }) => Number(id)));
  }
  const { TotalCount } = await account.envoice('invoice/all');
  expect(all.length).toBeGreaterThan(100);
  expect(all).toHaveLength(TotalCount);
  expect(all).toEqual(all.toSorted((one, other) => other - one));
});

test.each(Object.keys(listTriggers))('%s ends, and repeats nothing', async (key) => {
  const { id: invoice_id } = await invoiceFor(known.client);
  const product_id = await account.envoice('product/new', {
    Name: 'Poster',
    CurrencyId: known.euro,
    Items: [{ Cost: 5 }],
  });
  const ids: string[] = [];
  for (let page = 0; ; page += 1) {
    expect(page).toBeLessThan(50);
    const items = await list(key, { invoice_id, product_id, client_id: known.client }, { page });
    if (items.length === 0) break;
    ids.push(...items.map(({ id }) => id));
  }
  expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
});

test('lists the picked client’s currency first, with a note', async () => {
  const plain = await list('currency_list');
  const [first, ...others] = await list('currency_list', { client_id: String(known.client) });
  expect(first).toEqual({
    id: '170',
    name: expect.stringMatching(/^GBP · .+ · currency of Bob Smith$/),
  });
  expect(others).toEqual(plain.filter(({ id }) => id !== '170'));
});

test.each([{ client_id: '999999' }, { client_id: 'Bob' }, { client_id: '' }])(
  'currencies are listed as usual with %j',
  async (input) => {
    expect(await list('currency_list', input)).toEqual(await list('currency_list'));
  },
);

test('lists the lines of the picked invoice', async () => {
  const { id } = await account.tester.create('create_invoice', {
    client_id: known.client,
    currency_id: 'EUR',
    line_items: [
      { description: 'Logo\nand menu cards', quantity: '1.5', unit_price: '80.25' },
      { unit_price: '3' },
    ],
  });
  const lines = await list('invoice_line_list', { invoice_id: id });
  expect(namesOf(lines)).toEqual(['Logo · 1.5 × 80.25', 'Line 2 · 1 × 3']);
  expect(await list('invoice_line_list', { invoice_id: id }, { page: 1 })).toEqual([]);
});

test('the items of the product that is picked are listed', async () => {
  const product_id = await account.envoice('product/new', {
    Name: 'Menu cards',
    CurrencyId: known.euro,
    Status: 'Active',
    Items: [{ Description: 'A5', Cost: 0.345, ReferenceId: 'MENU-A5' }, { Cost: 0.5 }],
  });
  const items = await list('product_item_list', { product_id });
  expect(namesOf(items)).toEqual(['A5 · 0.345 · MENU-A5', 'Item 2 · 0.5']);
});

test('omits payment gateways that do not support the currency', async () => {
  const all = await list('payment_gateway_list');
  expect(all).toContainEqual({ id: 'razorpay', name: 'Razorpay' });
  expect(all).toContainEqual({ id: 'stripe', name: 'Stripe' });
  for (const currency_id of [String(known.euro), 'eur']) {
    const forEuros = (await list('payment_gateway_list', { currency_id })).map(({ id }) => id);
    expect(forEuros).toEqual(expect.arrayContaining(['stripe', 'nlb']));
    expect(forEuros).not.toContain('razorpay');
  }
});

test('a test of a step gets no more than three of a list', async () => {
  expect(await list('currency_list', {}, { isLoadingSample: true })).toHaveLength(3);
});
