import { afterAll, beforeAll, expect, test } from 'vitest';

import { listSearch } from '../../nodes/Envoice/lists/list-search.ts';
import { loadOptions } from '../../nodes/Envoice/lists/load-options.ts';
import { loadContext, runOne } from './support/n8n.mts';
import { startSandbox } from './support/sandbox.mts';
import type { Sandbox } from './support/sandbox.mts';

let sandbox: Sandbox;
const search = (name: keyof typeof listSearch, filter?: string) =>
  listSearch[name].call(loadContext({ baseUrl: sandbox.baseUrl }), filter);

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

test('every list loads, and holds ids as text', async () => {
  const n8n = { baseUrl: sandbox.baseUrl };
  const made = { currencyId: '163', items: { values: [{ cost: '5', quantity: '1' }] } };
  const client = { clientId: '2185' };
  await runOne(n8n, { resource: 'invoice', operation: 'create', ...client, ...made });
  await runOne(n8n, { resource: 'estimation', operation: 'create', ...client, ...made });
  await runOne(n8n, { resource: 'paymentLink', operation: 'create', ...made });
  await runOne(n8n, { resource: 'product', operation: 'create', name: 'Poster', ...made });
  await runOne(n8n, { resource: 'order', operation: 'create', items: made.items });
  await runOne(n8n, { resource: 'invoiceCategory', operation: 'create', name: 'Hosting' });
  for (const name of Object.keys(listSearch) as (keyof typeof listSearch)[]) {
    const { results } = await search(name);
    expect({ name, isEmpty: results.length === 0 }).toEqual({ name, isEmpty: false });
    for (const { name: text, value } of results) {
      expect(value).toMatch(/^\d+$/);
      expect(text).not.toMatch(/undefined|null|Without a name/);
    }
  }
});

test('lists are searched by any word of the name, and by the id', async () => {
  expect((await search('searchCurrencies', 'eur')).results).toEqual([
    { name: 'EUR · Euro Member Countries', value: '163' },
  ]);
  expect((await search('searchClients', '2185')).results).toHaveLength(1);
  expect((await search('searchCountries', 'no such country')).results).toEqual([]);
});

test('payment gateways are in a dropdown', async () => {
  const options = await loadOptions.getPaymentGateways.call(
    loadContext({ baseUrl: sandbox.baseUrl }),
  );
  expect(options).toContainEqual({ name: 'paypal', value: 'paypal' });
});

test('a list that cannot be loaded says why', async () => {
  const context = loadContext({
    baseUrl: 'http://envoice.test',
    answer: () => Response.json({}, { status: 401 }),
  });
  await expect(listSearch.searchClients.call(context)).rejects.toMatchObject({
    message: 'Envoice does not accept the credentials',
  });
});

test('a long list comes page after page, and is searched on further ones', async () => {
  const answer = ({ url }: { url: string }) => {
    const { searchParams } = new URL(url);
    const page = Number(searchParams.get('queryOptions.page'));
    const size = Number(searchParams.get('queryOptions.pageSize'));
    const Result = Array.from({ length: size }, (_, index) => {
      const Id = (page - 1) * size + index + 1;
      return { Id, Number: `INV-${Id}` };
    });
    return Response.json({ TotalCount: 2_500, Count: size, Result, IsFaulted: false });
  };
  const context = loadContext({ baseUrl: 'http://envoice.test', answer });
  const { searchInvoices } = listSearch;
  const first = await searchInvoices.call(context);
  expect(first).toMatchObject({ paginationToken: '2', results: { length: 100 } });
  const last = await searchInvoices.call(context, '', '25');
  expect(last.results.at(-1)).toEqual({ name: 'INV-2500', value: '2500' });
  expect(last).not.toHaveProperty('paginationToken');
  expect(await searchInvoices.call(context, 'inv-1733')).toEqual({
    results: [{ name: 'INV-1733', value: '1733' }],
  });
});
