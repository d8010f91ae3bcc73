import type { EnvoiceClient } from '@invoice-relay/envoice';
import { expect, test } from 'vitest';

import { withClientCurrency } from './client-currency.ts';

/** With a client whose currency is the euro, and one that has none. */
function account() {
  const read: number[] = [];
  const currencies: Readonly<Record<number, number>> = { 1: 163, 2: 0 };
  const get = async ({ id }: { readonly id: number }) => {
    read.push(id);
    return { Id: id, ClientCurrencyId: currencies[id] };
  };
  return { client: { clients: { get } } as unknown as EnvoiceClient, read };
}

test.each([
  ['its own', { ClientId: 1, CurrencyId: 147 }],
  ['its own, without a client', { CurrencyId: 147 }],
  ['that of the document it is a clone of', { ClientId: 1, ClonedFromId: 7 }],
])('a document keeps %s, and the client is not read', async (_, body) => {
  const { client, read } = account();
  expect(await withClientCurrency({ body, client })).toEqual(body);
  expect(read).toEqual([]);
});

test('without one, a document has the currency of its client', async () => {
  const { client } = account();
  const body = { ClientId: 1, Number: 'INV-7' };
  expect(await withClientCurrency({ body, client })).toEqual({ ...body, CurrencyId: 163 });
});

test.each([
  [{ ClientId: 2 }, 'Currency: this is empty, and the client has no currency'],
  [{}, 'Currency: this is empty, and no client is picked'],
])('of %j, the currency is asked for', async (body, message) => {
  const { client } = account();
  await expect(withClientCurrency({ body, client })).rejects.toThrow(message);
});
