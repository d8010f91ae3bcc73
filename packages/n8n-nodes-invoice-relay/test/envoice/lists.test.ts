import { afterAll, beforeAll, expect, test } from 'vitest';

import { listSearch } from '../../nodes/Envoice/lists/list-search.ts';
import { loadOptions } from '../../nodes/Envoice/lists/load-options.ts';
import { searchPages } from '../../nodes/Envoice/lists/search.ts';
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

/** 2,500 items on 25 pages. */
const load = async ({ page, pageSize }: { page: number; pageSize: number }) => ({
  items: Array.from({ length: pageSize }, (_, index) => {
    const id = (page - 1) * pageSize + index + 1;
    return { name: `INV-${id}`, value: String(id) };
  }),
  total: 2_500,
});

test('a long list comes page after page', async () => {
  const first = await searchPages({ load, filter: undefined, paginationToken: undefined });
  expect(first).toMatchObject({ paginationToken: '2', results: { length: 100 } });
  const last = await searchPages({ load, filter: '', paginationToken: '25' });
  expect(last.results.at(-1)).toEqual({ name: 'INV-2500', value: '2500' });
  expect(last.paginationToken).toBeUndefined();
});

test('a word that is rare is looked for on further pages', async () => {
  const found = await searchPages({ load, filter: 'inv-733', paginationToken: undefined });
  expect(found).toEqual({ results: [{ name: 'INV-733', value: '733' }], paginationToken: '9' });
  const none = await searchPages({ load, filter: 'zzz', paginationToken: undefined });
  expect(none).toEqual({ results: [], paginationToken: '11' });
});
