import { expect, test } from 'vitest';

import { operations } from '../src/api/index.ts';
import { changeThing, createAccountLists, findClients, searchList } from '../src/forms/index.ts';
import type { ListName } from '../src/forms/index.ts';
import { createTestClient } from './support/client.ts';
import { startMockEnvoice } from './support/mock-envoice.ts';
import type { MockRoute } from './support/mock-envoice.ts';

/** Forms for an account: a server that checks each request against Envoice's description. */
async function openAccount(route: MockRoute = () => undefined) {
  const mock = await startMockEnvoice({ route });
  const client = createTestClient({ baseUrl: mock.url, maxAttempts: 1 });
  return {
    client,
    lists: createAccountLists(client),
    requests: mock.requests,
    [Symbol.asyncDispose]: () => mock[Symbol.asyncDispose](),
  };
}

const operationOf = (id: string) => operations.find((operation) => operation.id === id)!;
const paths = (requests: readonly { readonly path: string }[]) => requests.map(({ path }) => path);

test('a change keeps everything else', async () => {
  const invoice = { Id: 7, Number: 'INV-1', Client: { Id: 3 }, Items: [{ Id: 1, Cost: 5 }] };
  await using account = await openAccount(({ method }) =>
    method === 'GET' ? { body: invoice } : undefined,
  );
  const { client, lists, requests } = account;
  const { body, response } = await changeThing({
    client,
    lists,
    operation: operationOf('InvoiceApi_Update'),
    resource: 'invoice',
    id: 7,
    given: { Notes: 'New' },
  });
  expect(body).toEqual({
    Id: 7,
    Number: 'INV-1',
    ClientId: 3,
    Items: [{ Id: 1, Cost: 5 }],
    Notes: 'New',
  });
  expect(requests.at(-1)).toMatchObject({ path: '/api/invoice/update', body });
  expect(response).toMatchObject({ Id: expect.any(Number) });
});

test('only the shipping details of an order change', async () => {
  const order = { Id: 5, OrderShippingDetails: { Name: 'Bob', Address: 'Quay 1', CountryId: 0 } };
  await using account = await openAccount(({ method }) =>
    method === 'GET' ? { body: order } : undefined,
  );
  const { client, lists, requests } = account;
  await changeThing({
    client,
    lists,
    operation: operationOf('OrderApi_ChangeShippingDetails'),
    resource: 'order',
    id: 5,
    given: { Address: 'Quay 7' },
  });
  expect(requests.at(-1)).toMatchObject({
    query: { orderId: '5' },
    body: { Name: 'Bob', Address: 'Quay 7' },
  });
});

test('a tax that does not exist is not found, and nothing is written', async () => {
  await using account = await openAccount(() => ({ body: [{ Id: 311, Name: 'VAT' }] }));
  const { client, lists, requests } = account;
  const operation = operationOf('TaxApi_Update');
  const change = { client, lists, operation, resource: 'tax', given: { Percentage: 9 } };
  await expect(changeThing({ ...change, id: 9 })).rejects.toMatchObject({
    code: 'vendor_not_found',
  });
  expect(paths(requests)).toEqual(['/api/tax/all']);
});

test('lists are requested once, again after a failure, and again after they were forgotten', async () => {
  let fails = true;
  await using account = await openAccount(() =>
    fails ? { status: 500 } : { body: [{ Id: 311, Name: 'VAT' }] },
  );
  const { lists, requests } = account;
  await expect(lists.taxes()).rejects.toMatchObject({ code: 'vendor_failed' });
  fails = false;
  await Promise.all([lists.taxes(), lists.taxes()]);
  expect(requests).toHaveLength(2);
  lists.forgetTaxes();
  expect(await lists.taxes()).toEqual([{ Id: 311, Name: 'VAT' }]);
  expect(requests).toHaveLength(3);
});

test('finds clients by their members, ignoring case and surrounding white space', async () => {
  const bob = { Id: 4, Name: 'Bob', Email: 'bob@example.com', Vat: null };
  const rob = { Id: 9, Name: 'Rob', Email: ' BOB@example.com', Vat: null };
  await using account = await openAccount(() => ({ body: [bob, rob] }));
  const { client } = account;
  expect(await findClients({ client, by: 'Email', value: 'Bob@example.com ' })).toEqual([bob, rob]);
  expect(await findClients({ client, by: 'Name', value: 'rob' })).toEqual([rob]);
  expect(await findClients({ client, by: 'Vat', value: ' ' })).toEqual([]);
});

const names: readonly ListName[] = [
  'client',
  'country',
  'currency',
  'estimation',
  'invoice',
  'invoiceCategory',
  'language',
  'order',
  'paymentLink',
  'product',
  'tax',
  'workType',
];

test.each(names)('a list of every %s to choose from, with ids as text', async (list) => {
  await using account = await openAccount();
  const { items } = await searchList({ client: account.client, list });
  expect(items).not.toEqual([]);
  for (const { id, name } of items) {
    expect(id).toMatch(/^\d+$/);
    expect(name).not.toMatch(/undefined|null|Without a name/);
  }
});

test('a list that is returned as a whole has one page', async () => {
  await using account = await openAccount();
  const found = await searchList({ client: account.client, list: 'client', page: 2 });
  expect(found).toEqual({ items: [], nextPage: null });
  expect(account.requests).toEqual([]);
});

test('a document is described by number, client, total and status', async () => {
  const invoice = {
    Id: 7,
    Number: 'INV-1',
    Client: { Name: 'Bob' },
    TotalAmount: 121.5,
    Currency: { Value: 'EUR' },
    Status: 1,
  };
  await using account = await openAccount(() => ({
    body: { TotalCount: 1, Count: 1, Result: [invoice, { Id: 8 }] },
  }));
  const { items } = await searchList({ client: account.client, list: 'invoice' });
  expect(items).toEqual([
    { id: '7', name: 'INV-1 · Bob · 121.5 EUR · Paid' },
    { id: '8', name: 'Without a name' },
  ]);
});
