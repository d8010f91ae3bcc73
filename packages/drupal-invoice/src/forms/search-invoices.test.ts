import { expect, test } from 'vitest';

import { createTestClient } from '../../test/support/client.ts';
import { searchInvoices } from './search-invoices.ts';

function open(count: number) {
  const client = createTestClient();
  for (let index = 1; index <= count; index += 1) {
    client.site.add({ customer: { company_name: index === 3 ? 'Café' : `Shop ${index}` } });
  }
  return client;
}

test.each([
  [0, [[]]],
  [3, [[3, 2, 1]]],
  [50, [Array.from({ length: 50 }, (_, index) => 50 - index)]],
  [51, [Array.from({ length: 50 }, (_, index) => 51 - index), [1]]],
])('%d invoices, one page at a time', async (count, pages) => {
  const client = open(count);
  const found: (readonly number[])[] = [];
  for (let page: number | null = 0; page !== null;) {
    const { items, nextPage } = await searchInvoices({ client, page });
    found.push(items.map(({ id }) => id));
    page = nextPage;
  }
  // The site returns its last page, which is not full, counted from the end.
  expect(found).toEqual(pages);
});

test('finds a text in the number or the customer', async () => {
  const client = open(12);
  const search = (filter: string) => searchInvoices({ client, filter, page: 0 });
  expect(await search(' CAFÉ ')).toEqual({
    items: [{ id: 3, name: '20260003 · Café · 61.41 · unpaid' }],
    nextPage: null,
  });
  expect((await search('20260012')).items.map(({ id }) => id)).toEqual([12]);
  expect((await search('nobody')).items).toEqual([]);
});

test.each([
  ['the oldest', 'Café', [3]],
  ['what two pages have', '2026100', [1009, 1008, 1007, 1006, 1005, 1004, 1003, 1002, 1001, 1000]],
  ['nothing', 'nobody', []],
])('finds %s among more than a thousand', async (_, filter, ids) => {
  const client = open(2000);
  const { items, nextPage } = await searchInvoices({ client, filter, page: 0 });
  expect(items.map(({ id }) => id)).toEqual(ids);
  expect(nextPage).toBeNull();
});

test('a search that fills a list continues where it stopped', async () => {
  const client = open(2500);
  const first = await searchInvoices({ client, filter: 'shop 2', page: 0 });
  expect(first.items[0]?.id).toBe(2500);
  expect(first.nextPage).toBe(1);
  const found = [...first.items];
  for (let page = first.nextPage; page !== null;) {
    const { items, nextPage } = await searchInvoices({ client, filter: 'shop 2', page });
    found.push(...items);
    page = nextPage;
  }
  // Those past the end appear twice if the last page is not full.
  const named = (id: number) => `Shop ${id}`.startsWith('Shop 2');
  const ids = Array.from({ length: 2500 }, (_, index) => 2500 - index);
  expect([...new Set(found.map(({ id }) => id))]).toEqual(ids.filter(named));
});
