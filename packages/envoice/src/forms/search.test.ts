import { expect, test } from 'vitest';

import { holdsWords, searchPages, searchWhole } from './search.ts';

test('a text contains words in any order and case', () => {
  expect(holdsWords('EUR · Euro Member Countries', 'member eur')).toBe(true);
  expect(holdsWords('EUR · Euro Member Countries', 'dollar')).toBe(false);
  expect(holdsWords('anything', undefined)).toBe(true);
});

test('a whole list is searched by name and by id, and sorted by name', () => {
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

test('a long list is returned page by page', async () => {
  const first = await searchPages({ load, filter: undefined, page: 1 });
  expect(first).toMatchObject({ nextPage: 2, items: { length: 100 } });
  const last = await searchPages({ load, filter: '', page: 25 });
  expect(last.items.at(-1)).toEqual({ id: '2500', name: 'INV-2500' });
  expect(last.nextPage).toBeNull();
});

test('a rare word is searched for to the end, as a list that is not full cannot ask for more', async () => {
  expect(await searchPages({ load, filter: 'inv-1733', page: 1 })).toEqual({
    items: [{ id: '1733', name: 'INV-1733' }],
    nextPage: null,
  });
  const { items } = await searchPages({ load, filter: 'inv-7 33', page: 1 });
  expect(items.map(({ id }) => id)).toEqual(['733']);
  expect(await searchPages({ load, filter: 'zzz', page: 1 })).toEqual({
    items: [],
    nextPage: null,
  });
});

test('a search ends once it has filled a list, or after a maximum number of pages', async () => {
  const much = await searchPages({ load, filter: '0', page: 1 });
  expect(much).toMatchObject({ nextPage: 3, items: { length: 29 } });
  const endless: typeof load = async (page) => ({ ...(await load(page)), total: 1_000_000 });
  expect(await searchPages({ load: endless, filter: 'zzz', page: 1 })).toEqual({
    items: [],
    nextPage: 51,
  });
});

test('a list of unknown length ends with an empty page', async () => {
  const pages = [[{ id: '1', name: 'One' }], []];
  const short = async ({ page }: { page: number }) => ({ items: pages[page - 1]!, total: null });
  expect(await searchPages({ load: short, filter: 'zzz', page: 1 })).toEqual({
    items: [],
    nextPage: null,
  });
});

test.each([
  ['fewer than it is asked for', 50],
  ['all at once', 1_000],
])('a list whose server returns %s is searched to its end, and no further', async (_, cap) => {
  const count = 150;
  const asked: number[] = [];
  const capped = async ({ page }: { page: number }) => {
    asked.push(page);
    const length = Math.max(0, Math.min(cap, count - (page - 1) * cap));
    const items = Array.from({ length }, (__, index) => {
      const id = String((page - 1) * cap + index + 1);
      return { id, name: `INV-${id}` };
    });
    return { items, total: count };
  };
  const last = { items: [{ id: '150', name: 'INV-150' }], nextPage: null };
  expect(await searchPages({ load: capped, filter: 'inv-150', page: 1 })).toEqual(last);
  expect(asked).toHaveLength(Math.ceil(count / cap));

  // Page by page, like a list that is scrolled: each call knows nothing about earlier ones.
  const found: string[] = [];
  for (let page: number | null = 1; page !== null;) {
    const next = await searchPages({ load: capped, filter: undefined, page });
    found.push(...next.items.map(({ id }) => id));
    page = next.nextPage;
  }
  expect(new Set(found).size).toBe(count);
});

test('a count that was not set does not end a list', async () => {
  const unset: typeof load = async (page) => ({ ...(await load(page)), total: 0 });
  const { nextPage } = await searchPages({ load: unset, filter: undefined, page: 1 });
  expect(nextPage).toBe(2);
});
