import { expect, test } from 'vitest';

import { holdsWords, searchPages, searchWhole } from './search.ts';

test('a text holds words in any order and case', () => {
  expect(holdsWords('EUR · Euro Member Countries', 'member eur')).toBe(true);
  expect(holdsWords('EUR · Euro Member Countries', 'dollar')).toBe(false);
  expect(holdsWords('anything', undefined)).toBe(true);
});

test('a whole list is searched by name and by id, and comes by name', () => {
  const items = [
    { id: '2', name: 'Rob' },
    { id: '1', name: 'Bob' },
  ];
  expect(searchWhole({ items, filter: 'ob' }).items.map(({ name }) => name)).toEqual([
    'Bob',
    'Rob',
  ]);
  expect(searchWhole({ items, filter: '2' }).items).toEqual([{ id: '2', name: 'Rob' }]);
});

/** 2,500 items on 25 pages. */
const load = async ({ page, pageSize }: { page: number; pageSize: number }) => ({
  items: Array.from({ length: pageSize }, (_, index) => {
    const id = (page - 1) * pageSize + index + 1;
    return { id: String(id), name: `INV-${id}` };
  }),
  total: 2_500,
});

test('a long list comes page after page', async () => {
  const first = await searchPages({ load, filter: undefined, page: 1 });
  expect(first).toMatchObject({ nextPage: 2, items: { length: 100 } });
  const last = await searchPages({ load, filter: '', page: 25 });
  expect(last.items.at(-1)).toEqual({ id: '2500', name: 'INV-2500' });
  expect(last.nextPage).toBeNull();
});

test('a word that is rare is looked for on further pages', async () => {
  const found = await searchPages({ load, filter: 'inv-733', page: 1 });
  expect(found).toEqual({ items: [{ id: '733', name: 'INV-733' }], nextPage: 9 });
  expect(await searchPages({ load, filter: 'zzz', page: 1 })).toEqual({ items: [], nextPage: 11 });
});

test('a list that does not say how long it is ends with an empty page', async () => {
  const pages = [[{ id: '1', name: 'One' }], []];
  const short = async ({ page }: { page: number }) => ({ items: pages[page - 1]!, total: null });
  expect(await searchPages({ load: short, filter: 'zzz', page: 1 })).toEqual({
    items: [],
    nextPage: null,
  });
});
