import type { Json } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import { createInvoice, known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

/**
 * Turns a Zap on, as Zapier does: it keeps the ids of a first poll, and then starts the Zap for
 * each id that it has not seen.
 *
 * @returns polls, and resolves to the records that start the Zap
 */
async function turnOn(key: string, inputData: object = {}) {
  const poll = (meta: object): Promise<readonly Json[]> =>
    account.tester.trigger(key, { inputData, meta });
  const seen = new Set((await poll({ isPopulatingDedupe: true })).map(({ id }) => id));
  return async () => {
    const started = (await poll({})).filter(({ id }) => !seen.has(id));
    for (const { id } of started) seen.add(id);
    return started;
  };
}

/** Creates many of the same, and returns their ids. */
async function many(count: number, create: () => Promise<Json>): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) ids.push(Number((await create()).Id));
  return ids;
}

const items = [{ Cost: 10, Quantity: 1, TaxId: known.tax, TaxPercentage: known.taxPercentage }];
const document = { ClientId: known.client, CurrencyId: known.euro, Items: items };
const idOf = async (answer: Promise<Json>) => ({ Id: await answer });

test.each([
  {
    key: 'new_invoice',
    list: 'invoice',
    create: () => account.envoice('invoice/new', document),
  },
  {
    key: 'new_estimate',
    list: 'estimation',
    create: () => account.envoice('estimation/new', document),
  },
  {
    key: 'new_order',
    list: 'order',
    create: () => idOf(account.envoice('order/new', { CurrencyId: known.euro, Items: items })),
  },
  {
    key: 'new_client',
    list: 'client',
    create: () => idOf(account.envoice('client/new', { Name: 'Somebody' })),
  },
])('$key: what is deleted does not make older ones new', async ({ key, list, create }) => {
  const ids = await many(130, create);
  const starts = await turnOn(key);
  for (const Id of ids.slice(-20)) await account.envoice(`${list}/delete`, { Id });
  expect(await starts()).toEqual([]);
  const { Id } = await create();
  expect((await starts()).map(({ id }) => String(id))).toEqual([String(Id)]);
});

test('new_payment: an invoice that is void does not make older payments new', async () => {
  const paid = await many(26, () =>
    account.envoice('invoice/new', { ...document, Status: 'Paid' }),
  );
  const starts = await turnOn('new_payment');
  for (const Id of paid.slice(-3)) {
    await account.envoice('invoice/changestatus', { Id, Status: 'Void' });
  }
  expect(await starts()).toEqual([]);
  const { id } = await createInvoice(account, { status: 'Paid' });
  expect(await starts()).toMatchObject([{ invoice_id: id }]);
});

test.each([
  { key: 'new_paid_invoice', Status: 'Paid', inputData: {} },
  { key: 'invoice_overdue_by_days', Status: 'Unpaid', inputData: { days: 1 } },
])(
  '$key: what is deleted starts nothing for an old invoice',
  async ({ key, Status, inputData }) => {
    const old = { ...document, Status, Duedate: '2026-01-31T00:00:00Z' };
    const { Id } = await account.envoice('invoice/new', old);
    // As many as are looked at, so that the old one is not among them.
    const later = await many(500, () => account.envoice('invoice/new', document));
    const starts = await turnOn(key, inputData);
    await account.envoice('invoice/delete', { Id: later.at(-1) });
    expect(await starts()).toEqual([]);
    // It was among those that Zapier was told of at first.
    const first: readonly Json[] = await account.tester.trigger(key, {
      inputData,
      meta: { isPopulatingDedupe: true },
    });
    expect(first.map((record) => record.invoice_id ?? record.id)).toContain(String(Id));
  },
);
