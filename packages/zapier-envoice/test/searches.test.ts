import { beforeAll, describe, expect, test } from 'vitest';

import app from '../src/index.ts';
import { known, sharedAccount } from './support/account.ts';
import { differencesIn } from './support/shape.ts';

const account = sharedAccount();
// More documents than stand on a page.
beforeAll(() => account.sandbox.control('POST', 'month'));

const search = (key: string, input: object) => account.tester.search(key, input);
const sampleOf = (key: string) => app.searches![key]!.operation.sample;
const idsOf = (found: readonly { readonly id: unknown }[]) => found.map(({ id }) => id);
const pagesOf = (operation: string) => account.proxy.bodiesOf(operation).length;

/** A row of a list, as Envoice gives it. */
const rowOf = async (list: string, index: number) => {
  const query = `queryOptions.page=1&queryOptions.pageSize=1000`;
  const { Result } = (await account.envoice(`${list}/all?${query}`)) as unknown as {
    Result: readonly Readonly<Record<string, unknown>>[];
  };
  return Result.at(index)!;
};

test.each([
  ['find_client', { name: 'Nobody' }],
  ['find_client', { email: 'nobody@example.com', name: 'Bob Smith' }],
  ['find_invoice', { number: 'INV-99999' }],
  ['find_invoice', { invoice_id: 99_999_999 }],
  ['find_invoice', { client_id: 99_999_999 }],
  ['find_estimate', { number: 'EST-99999' }],
  ['find_estimate', { estimate_id: '99999999' }],
  ['find_order', { order_id: 99_999_999 }],
  ['find_order', { buyer_email: 'nobody@example.com' }],
  ['find_product', { name: 'Nothing' }],
  ['find_tax', { name: 'VAT', percentage: 99 }],
  ['find_work_type', { title: 'Nothing' }],
  ['get_invoice_pdf', { invoice_id: 99_999_999 }],
])('%s with %j returns an empty list', async (key, input) => {
  await expect(search(key, input)).resolves.toEqual([]);
});

test.each([
  ['find_client', {}],
  ['find_client', { email: '  ', name: '' }],
  ['find_invoice', { number: '' }],
  ['find_order', {}],
  ['find_tax', { name: '', percentage: '' }],
  ['find_product', { name: ' ' }],
  ['find_work_type', { title: ' ' }],
  ['get_invoice_pdf', { invoice_id: ' ' }],
])('%s with %j says what to fill in', async (key, input) => {
  await expect(search(key, input)).rejects.toThrow(/nothing to look for|this is empty/);
  expect(account.proxy.seen).toEqual([]);
});

test.each([
  [
    'find_invoice',
    { invoice_id: 'INV-1' },
    /Invoice ID: Envoice has nothing with the number “INV-1”/,
  ],
  ['find_invoice', { status: 'Lost' }, /Status: “Lost” is not one of the choices/],
  ['find_invoice', { client_id: 'Bob' }, /Client: “Bob” is not an ID. Pick one from the list/],
  ['find_tax', { percentage: '8 1' }, /Percentage: “8 1” is not one number but 2/],
])('%s with %j says what to fix', async (key, input, message) => {
  await expect(search(key, input)).rejects.toThrow(message);
});

describe('clients', () => {
  test('by each field, in any case and notation, and by several at once', async () => {
    const made = await account.tester.create('create_client', {
      name: 'Café Žito d.o.o.',
      email: 'Office@Zito.example',
      vat_number: 'SI 1234.5678',
      company_registration_number: '55-44-33',
    });
    for (const input of [
      { email: 'office@zito.EXAMPLE ' },
      { name: 'CAFÉ  ŽITO D.O.O.'.normalize('NFD') },
      { vat_number: 'si12345678' },
      { company_registration_number: 554433 },
      { email: 'office@zito.example', name: 'café žito d.o.o.', vat_number: 'SI12345678' },
    ]) {
      const found = await search('find_client', input);
      expect({ input, found }).toEqual({ input, found: [made] });
      expect(differencesIn(found[0], sampleOf('find_client'))).toEqual([]);
    }
    await expect(search('find_client', { name: 'Café' })).resolves.toEqual([]);
  });

  test('ignores the name if other fields are filled in', async () => {
    const company = { name: 'Bookkept B.V.', email: 'books@example.com', vat_number: 'NL 1' };
    const made = await account.tester.create('create_client', company);
    const find = (input: object) => search('find_client', input);
    await expect(find({ email: 'books@example.com', name: 'Bookkept' })).resolves.toEqual([made]);
    await expect(find({ ...company, email: 'new@example.com' })).resolves.toEqual([made]);
    await expect(find({ ...company, vat_number: 'NL 2' })).resolves.toEqual([]);
    const other = await account.tester.create('create_client', {
      name: 'Bookkept Too',
      email: 'books@example.com',
    });
    await expect(find({ email: 'books@example.com', name: 'Bookkept B.V.' })).resolves.toEqual([
      made,
      other,
    ]);
    await expect(find({ email: 'books@example.com', vat_number: 'NL1' })).resolves.toEqual([
      made,
      other,
    ]);
  });

  test('exact matches come first, then the newest', async () => {
    const create = (name: string) => account.tester.create('create_client', { name });
    const exact = await create('Twins GmbH');
    const older = await create('TWINS GMBH');
    const newer = await create('twins gmbh');
    const found = await search('find_client', { name: 'Twins GmbH' });
    expect(idsOf(found)).toEqual([exact.id, newer.id, older.id]);
  });
});

describe('documents', () => {
  test.each([
    ['find_invoice', 'invoice', { number: 'Number' }],
    ['find_estimate', 'estimation', { number: 'Number' }],
    ['find_invoice', 'invoice', { invoice_id: 'Id' }],
    ['find_estimate', 'estimation', { estimate_id: 'Id' }],
    ['find_order', 'order', { order_id: 'Id' }],
    ['find_invoice', 'invoice', { number: 'Number', invoice_id: 'Id', status: 'Status' }],
  ])('%s in %s/all by %j gives it whole', async (key, list, fields) => {
    for (const index of [0, -1]) {
      const row = await rowOf(list, index);
      const input = Object.fromEntries(
        Object.entries(fields).map(([field, member]) => [field, row[member]]),
      );
      const found = await search(key, input);
      expect(idsOf(found)).toEqual([String(row['Id'])]);
      const lines = found[0].line_items;
      expect(lines).not.toEqual([]);
      // Orders have no link.
      expect(found[0].link ?? `/share/${list}/${row['Id']}`).toContain(
        `/share/${list}/${row['Id']}`,
      );
      expect(found[0].link === null).toBe(list === 'order');
      expect(differencesIn(found[0], sampleOf(key))).toEqual([]);
    }
  });

  test('a number matches in any case, and the search ends once it is found', async () => {
    const { Number: number, Id } = await rowOf('invoice', -1);
    account.proxy.reset();
    const input = { number: ` ${String(number).toLowerCase()} ` };
    expect(idsOf(await search('find_invoice', input))).toEqual([String(Id)]);
    const all = pagesOf('invoice/all');
    account.proxy.reset();
    expect(idsOf(await search('find_invoice', { number }))).toEqual([String(Id)]);
    // The first page, to know the order, and the last, on which the newest stand.
    expect(pagesOf('invoice/all')).toBe(2);
    expect(all).toBeGreaterThan(2);
  });

  test('does not mistake another invoice’s number for the ID', async () => {
    const [one, other] = [await rowOf('invoice', 0), await rowOf('invoice', 1)];
    const input = { invoice_id: one['Id'], number: other['Number'] };
    await expect(search('find_invoice', input)).resolves.toEqual([]);
  });

  test('the newest of a client with a status', async () => {
    const bill = (status: string) =>
      account.envoice('invoice/new', {
        ClientId: 2185,
        CurrencyId: 163,
        Status: status,
        Items: [{ Cost: 1, Quantity: 1 }],
      });
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(String((await bill('Unpaid'))['Id']));
    await bill('Draft');
    const found = await search('find_invoice', { client_id: '2185', status: 'unpaid' });
    expect(idsOf(found)).toEqual(ids.toReversed().slice(0, 5));
    expect(found).toEqual(
      found.map(() =>
        expect.objectContaining({ status: 'unpaid', line_items: [expect.any(Object)] }),
      ),
    );
  });

  test('orders by name and by the email of the buyer, the newest first', async () => {
    const order = (Email: string) =>
      account.envoice('order/new', {
        Name: 'Öl & Essig',
        CurrencyId: 163,
        Items: [{ Cost: 5, Quantity: 2, Description: 'Öl' }],
        OrderBillingDetails: { Name: 'Ana', Email },
      });
    const one = await order('ana@example.com');
    const other = await order('Ana@Example.com');
    for (const input of [{ name: 'öl & essig' }, { buyer_email: 'ANA@example.com' }]) {
      expect(idsOf(await search('find_order', input))).toEqual([String(other), String(one)]);
    }
  });

  test('finds a document without a link', async () => {
    for (const [key, field, list] of [
      ['find_invoice', 'invoice_id', 'invoice'],
      ['find_estimate', 'estimate_id', 'estimation'],
    ] as const) {
      const { Id } = await rowOf(list, 0);
      account.proxy.answer(`${list}/uri`, { status: 404, body: { Message: 'No' } });
      const found = await search(key, { [field]: Id });
      expect(found).toEqual([expect.objectContaining({ id: String(Id), link: null })]);
    }
  });

  test('a failure of Envoice is an error, not an empty list', async () => {
    account.proxy.answer('invoice/all', { status: 503, body: {} });
    await expect(search('find_invoice', { number: 'INV-1' })).rejects.toThrow(/HTTP 503/);
    account.proxy.answer('invoice/details', { status: 500, body: {} });
    await expect(search('find_invoice', { invoice_id: 1 })).rejects.toThrow(/HTTP 500/);
  });

  test('rows that Envoice counts but does not list are an error, not an empty list', async () => {
    const body = { TotalCount: 7, Count: 1, Result: [{ Id: 1, Number: 'INV-1' }] };
    account.proxy.answer('invoice/all', { status: 200, body });
    await expect(search('find_invoice', { number: 'INV-2' })).rejects.toThrow(
      /counts 7 invoices but lists only 1/,
    );
  });
});

describe('products, taxes and work types', () => {
  test('several products with the same name, in full', async () => {
    const create = () =>
      account.tester.create('create_product', {
        name: 'Größe Äpfel',
        line_items: [{ unit_price: 2, description: 'One' }],
      });
    const [one, other] = [await create(), await create()];
    const found = await search('find_product', { name: 'GRÖẞE äpfel' });
    expect(found).toEqual([other, one]);
    expect(differencesIn(found[0], sampleOf('find_product'))).toEqual([]);
  });

  test('taxes by name, by percentage, and by both', async () => {
    const low = await account.tester.create('create_tax', { name: 'BTW', percentage: 9 });
    const high = await account.tester.create('create_tax', { name: 'BTW', percentage: 21.5 });
    expect(await search('find_tax', { name: 'btw' })).toEqual([high, low]);
    expect(await search('find_tax', { percentage: '21.50' })).toEqual([high]);
    expect(await search('find_tax', { name: 'BTW', percentage: 9 })).toEqual([low]);
    expect(differencesIn(low, sampleOf('find_tax'))).toEqual([]);
  });

  test('a work type by its full title only', async () => {
    const made = await account.tester.create('create_work_type', { title: 'Übersetzung DE' });
    expect(await search('find_work_type', { title: 'übersetzung de' })).toEqual([made]);
    expect(await search('find_work_type', { title: 'Übersetzung' })).toEqual([]);
    expect(differencesIn(made, sampleOf('find_work_type'))).toEqual([]);
  });
});

test('null for missing values and numbers for names make no difference', async () => {
  const invoice = await rowOf('invoice', -1);
  const product = await account.tester.create('create_product', {
    name: 'As Envoice likes it',
    line_items: [{ unit_price: 1 }],
  });
  const looks: readonly (readonly [string, object])[] = [
    ['find_client', { email: 'bob.smith@email.com' }],
    ['find_invoice', { number: invoice['Number'] }],
    ['find_invoice', { status: invoice['Status'] }],
    ['find_order', { status: (await rowOf('order', 0))['Status'] }],
    ['find_estimate', { status: (await rowOf('estimation', 0))['Status'] }],
    ['find_product', { name: product.name }],
    ['find_tax', { percentage: 20 }],
  ];
  const all = async () => Promise.all(looks.map(([key, input]) => search(key, input)));
  const usual = await all();
  expect(looks.filter((_look, index) => usual[index].length === 0)).toEqual([]);
  await account.sandbox.control('PUT', 'trouble', { ordinals: true, nulls: true });
  try {
    const others = await all();
    const withoutExtensions = (found: unknown) =>
      JSON.parse(JSON.stringify(found, (name, value) => (name === 'extensions' ? {} : value)));
    expect(withoutExtensions(others)).toEqual(withoutExtensions(usual));
  } finally {
    await account.sandbox.control('PUT', 'trouble', {});
  }
});

test('find or create: finds what it created with the same input, in the same shape', async () => {
  expect(Object.keys(app.searchOrCreates!).toSorted()).toEqual([
    'find_client',
    'find_invoice_by_number',
    'find_product',
    'find_tax',
    'find_work_type',
  ]);
  const inputs: Readonly<Record<string, object>> = {
    find_client: { name: 'New & Co', email: 'new@example.com' },
    find_invoice_by_number: {
      number: 'SHOP-77',
      purchase_order_number: 'Order 77',
      client_id: known.client,
      line_items: [{ description: 'Logo', unit_price: '100' }],
    },
    find_product: { name: 'New thing' },
    find_tax: { name: 'New tax', percentage: 3 },
    find_work_type: { title: 'New type' },
  };
  for (const [key, pair] of Object.entries(app.searchOrCreates!)) {
    expect(pair.key).toBe(key);
    await expect(search(pair.search, inputs[key]!)).resolves.toEqual([]);
    const created = await account.tester.create(pair.create, inputs[key]!);
    await expect(search(pair.search, inputs[key]!)).resolves.toEqual([created]);
  }
});
