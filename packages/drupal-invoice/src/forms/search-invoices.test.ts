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
])('%d invoices, a page at a time', async (count, pages) => {
  const client = open(count);
  const found: (readonly number[])[] = [];
  for (let page: number | null = 0; page !== null;) {
    const { items, nextPage } = await searchInvoices({ client, page });
    found.push(items.map(({ id }) => id));
    page = nextPage;
  }
  // The site gives its last page, which is not full, from its own end.
  expect(found).toEqual(pages);
});

test('by a text in number or customer', async () => {
  const client = open(12);
  const search = (filter: string) => searchInvoices({ client, filter, page: 0 });
  expect(await search(' CAFÉ ')).toEqual({
    items: [{ id: 3, name: '20260003 · Café · 61.41 · unpaid' }],
    nextPage: null,
  });
  expect((await search('20260012')).items.map(({ id }) => id)).toEqual([12]);
  expect((await search('nobody')).items).toEqual([]);
});
