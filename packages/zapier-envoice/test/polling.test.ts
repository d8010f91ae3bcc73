import type { Json } from '@invoice-relay/zapier-kit/testing';
import { beforeAll, expect, test } from 'vitest';
import type { Trigger } from 'zapier-platform-core';

import app from '../src/index.ts';
import { sharedAccount } from './support/account.ts';
import { differencesIn } from './support/shape.ts';

const account = sharedAccount();
beforeAll(() => account.sandbox.control('POST', 'month'));

const lists = [
  ['new_invoice', 'invoice'],
  ['new_estimate', 'estimation'],
  ['new_order', 'order'],
  ['new_client', 'client'],
] as const;

const sampleOf = (key: string) =>
  (app.triggers as Readonly<Record<string, Trigger>>)[key]!.operation.sample;

/** All ids that Envoice lists, the highest first. */
async function idsIn(list: string): Promise<readonly string[]> {
  const query = list === 'client' ? '' : '?queryOptions.pageSize=1000';
  const answer: Json = await account.envoice(`${list}/all${query}`);
  const rows: readonly { readonly Id: number }[] = answer.Result ?? answer;
  return rows
    .map(({ Id }) => Id)
    .toSorted((one, other) => other - one)
    .map(String);
}

test.each(lists)('%s: the newest 100, the newest first, in a few requests', async (key, list) => {
  const found = await account.tester.trigger(key);
  expect(found.map(({ id }: { id: unknown }) => String(id))).toEqual(
    (await idsIn(list)).slice(0, 100),
  );
  expect(account.proxy.seen.length).toBeLessThanOrEqual(4);
  expect(differencesIn(found[0], sampleOf(key))).toEqual([]);
});

test.each(lists)('%s: three rows for a sample', async (key, list) => {
  const found = await account.tester.trigger(key, { meta: { isLoadingSample: true } });
  expect(found.map(({ id }: { id: unknown }) => String(id))).toEqual(
    (await idsIn(list)).slice(0, 3),
  );
});

test('new rows come first in the next poll', async () => {
  const made = await account.tester.create('create_client', { name: 'Brand new' });
  expect((await account.tester.trigger('new_client'))[0]).toEqual(made);
  const invoice: Json = await account.envoice('invoice/new', {
    ClientId: made.id,
    CurrencyId: 163,
    Items: [{ Cost: 10, Quantity: 1, TaxId: 312, TaxPercentage: 20 }],
  });
  const [first] = await account.tester.trigger('new_invoice');
  expect(first).toMatchObject({
    id: String(invoice.Id),
    number: invoice.Number,
    customer_name: 'Brand new',
    subtotal: '10.00',
    tax_total: '2.00',
    total: '12.00',
    invoice: { buyer: { name: 'Brand new' } },
  });
  // What a list does not tell is not there, so that nobody takes it for nothing.
  for (const member of ['line_items', 'amount_due', 'amount_paid', 'link'])
    expect(first).not.toHaveProperty(member);
  for (const member of ['invoiceLines', 'payments'])
    expect(first.invoice).not.toHaveProperty(member);
  expect(first.invoice.totals).not.toHaveProperty('payableAmount');
  // What is there is what the search gives.
  const [whole] = await account.tester.search('find_invoice', { invoice_id: first.id });
  const { extensions, ...others } = first.invoice;
  expect(whole).toMatchObject({ ...first, invoice: others });
  expect(extensions.envoice).not.toHaveProperty('Items');
});

test('returns none for an empty account', async () => {
  for (const [key, list] of lists) {
    const body = list === 'client' ? [] : { TotalCount: 0, Count: 0, Result: [] };
    account.proxy.answer(`${list}/all`, { status: 200, body });
    await expect(account.tester.trigger(key)).resolves.toEqual([]);
  }
});

test('a list that starts with the newest takes one request', async () => {
  const Result = Array.from({ length: 100 }, (_, index) => ({ Id: 900 - index, Status: 'Draft' }));
  account.proxy.answer('invoice/all', { status: 200, body: { TotalCount: 5000, Result } });
  const found = await account.tester.trigger('new_invoice');
  expect(found.map(({ id }: { id: string }) => id)).toEqual(Result.map(({ Id }) => String(Id)));
  expect(account.proxy.seen).toHaveLength(1);
});

test('a failure of Envoice is an error, not an empty list', async () => {
  account.proxy.answer('order/all', { status: 503, body: {} });
  await expect(account.tester.trigger('new_order')).rejects.toThrow(/HTTP 503/);
});
