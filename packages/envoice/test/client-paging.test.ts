import { describe, expect, test } from 'vitest';

import type { PageProgress } from '../src/index.ts';
import { createTestClient } from './support/client.ts';
import { startMockEnvoice } from './support/mock-envoice.ts';

interface PageOf {
  /** null for a page without a list. */
  readonly ids: readonly number[] | null;
  readonly total?: number | null;
}

/** Walks a list whose pages the test makes up. */
async function walk(options: {
  readonly pageSize?: number;
  readonly pages: (page: number, pageSize: number) => PageOf;
}) {
  const { pageSize, pages } = options;
  await using mock = await startMockEnvoice({
    route: ({ query }) => {
      const { ids, total } = pages(
        Number(query['queryOptions.page']),
        Number(query['queryOptions.pageSize']),
      );
      const Result = ids?.map((Id) => ({ Id, Status: 1 })) ?? null;
      return { body: { TotalCount: total, Count: ids?.length, Result, IsFaulted: false } };
    },
  });
  const client = createTestClient({ baseUrl: mock.url });
  const progress: PageProgress[] = [];
  const ids: unknown[] = [];
  const items = client.invoices.iterate({
    ...(pageSize === undefined ? {} : { pageSize }),
    onProgress: (step) => progress.push(step),
  });
  for await (const { Id, Status } of items) {
    expect(Status).toBe('Paid');
    ids.push(Id);
  }
  const asked = mock.requests.map(({ query }) => query);
  return { ids, progress, requests: asked.length, asked };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
/** A list of ids `0..count`, cut into pages like a well-behaved server does. */
const wellBehaved = (count: number) => (page: number, size: number) => ({
  ids: range((page - 1) * size, Math.min(count, page * size)),
  total: count,
});

test('yields every item of every page, and reports progress after each page', async () => {
  const { ids, progress, asked } = await walk({ pageSize: 10, pages: wellBehaved(25) });
  expect(ids).toEqual(range(0, 25));
  expect(progress).toEqual([
    { page: 1, items: 10, total: 25 },
    { page: 2, items: 20, total: 25 },
    { page: 3, items: 25, total: 25 },
  ]);
  expect(asked).toEqual(
    [1, 2, 3].map((page) => ({
      'queryOptions.page': String(page),
      'queryOptions.pageSize': '10',
    })),
  );
});

test('pages have 100 items by default', async () => {
  expect((await walk({ pages: wellBehaved(5) })).asked[0]).toMatchObject({
    'queryOptions.pageSize': '100',
  });
});

test.each([0, 1, 9, 10, 11, 20])('a list of %i', async (count) => {
  expect((await walk({ pageSize: 10, pages: wellBehaved(count) })).ids).toEqual(range(0, count));
});

test('walks a server that returns smaller pages than requested to the end', async () => {
  const { ids } = await walk({ pageSize: 10, pages: (page) => wellBehaved(11)(page, 4) });
  expect(ids).toEqual(range(0, 11));
});

test('without a total, a page that is not full is the last', async () => {
  const pages = (page: number, size: number) => ({ ...wellBehaved(14)(page, size), total: null });
  const { ids, requests, progress } = await walk({ pageSize: 10, pages });
  expect([ids.length, requests, progress[0]?.total]).toEqual([14, 2, null]);
});

test('a total that is too low does not end the walk, one that is too high does not prolong it', async () => {
  const low = await walk({
    pageSize: 10,
    pages: (page, size) => ({ ...wellBehaved(25)(page, size), total: 10 }),
  });
  expect(low.ids).toEqual(range(0, 25));
  const high = await walk({
    pageSize: 10,
    pages: (page, size) => ({ ...wellBehaved(25)(page, size), total: 1_000 }),
  });
  expect([high.ids.length, high.requests]).toEqual([25, 4]);
});

test('items that move to the next page while the list grows are yielded once', async () => {
  // Before each page except the first, one new item is prepended.
  const pages = (page: number, size: number) => {
    const all = range(1 - page, 25);
    return { ids: all.slice((page - 1) * size, page * size), total: all.length };
  };
  expect((await walk({ pageSize: 10, pages })).ids).toEqual(range(0, 25));
});

describe('while items are deleted', () => {
  /** A list of ids `0..count` from which these are missing as soon as a page is requested. */
  const shrinking = (count: number, deletions: Readonly<Record<number, readonly number[]>>) => {
    let all = range(0, count);
    let requests = 0;
    return (page: number, size: number) => {
      requests += 1;
      all = all.filter((id) => !deletions[requests]?.includes(id));
      return { ids: all.slice((page - 1) * size, page * size), total: all.length };
    };
  };

  test.each<[name: string, deletions: Readonly<Record<number, readonly number[]>>]>([
    ['one', { 2: [3] }],
    ['one before the last page', { 3: [3] }],
    ['one of each page', { 2: [3], 3: [12] }],
    ['more than a page', { 3: range(0, 12) }],
    ['others while pages are read again', { 2: [3], 3: [4], 4: [5] }],
    ['the last ones', { 2: range(20, 25) }],
  ])('no other item is left out: %s', async (_, deletions) => {
    const { ids } = await walk({ pageSize: 10, pages: shrinking(25, deletions) });
    const deleted = new Set(Object.values(deletions).flat());
    expect(ids.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      expect.arrayContaining(range(0, 25).filter((id) => !deleted.has(id))),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('pages of a server that returns fewer items than requested are read again, too', async () => {
    const pages = shrinking(25, { 5: range(0, 9) });
    const { ids } = await walk({ pageSize: 10, pages: (page) => pages(page, 4) });
    expect(ids.toSorted((a, b) => Number(a) - Number(b))).toEqual(range(0, 25));
  });

  test('no other item is left out after others were added', async () => {
    let all = range(0, 45);
    let requests = 0;
    const pages = (page: number, size: number) => {
      requests += 1;
      if (requests === 2) all = [...range(100, 105), ...all];
      if (requests === 4) all = all.filter((id) => ![3, 4].includes(id));
      return { ids: all.slice((page - 1) * size, page * size), total: all.length };
    };
    const { ids } = await walk({ pageSize: 10, pages });
    expect(ids).toEqual(expect.arrayContaining(range(0, 45)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each<[Readonly<Record<number, readonly number[]>>, readonly number[]]>([
    [{ 3: [3] }, [1, 2, 3, 2, 3, 4, 5]],
    [{ 4: range(0, 10) }, [1, 2, 3, 4, 3, 4, 5]],
    [{ 4: range(0, 11) }, [1, 2, 3, 4, 2, 3, 4, 5]],
    [{ 3: range(0, 45) }, [1, 2, 3, 1, 2, 3]],
  ])('only what may hold moved items is read again: %j', async (deletions, read) => {
    const { asked } = await walk({ pageSize: 10, pages: shrinking(45, deletions) });
    expect(asked.map((query) => Number(query['queryOptions.page']))).toEqual(read);
  });

  test.each([0, null])('the count %j beside items is not a deletion', async (total) => {
    const pages = (page: number, size: number) => ({
      ...wellBehaved(45)(page, size),
      ...(page === 3 && { total }),
    });
    const { ids, requests } = await walk({ pageSize: 10, pages });
    expect([ids, requests]).toEqual([range(0, 45), 5]);
  });

  test('a count that keeps falling ends nevertheless', async () => {
    let total = 1000;
    const pages = (page: number, size: number) => ({
      ids: range((page - 1) * size, Math.min(50, page * size)),
      total: (total -= 1),
    });
    const { ids, requests } = await walk({ pageSize: 10, pages });
    expect(ids).toEqual(range(0, 50));
    expect(requests).toBeLessThan(60);
  });
});

test('ends if the same page is returned forever', async () => {
  const { ids, requests } = await walk({
    pageSize: 10,
    pages: () => ({ ids: range(0, 10), total: 1_000_000 }),
  });
  expect([ids.length, requests]).toEqual([10, 2]);
});

test('ends if the total keeps growing while every page has new items', async () => {
  const pages = (page: number) => ({ ids: [2 * page, 2 * page + 1], total: 6 * page });
  const { ids, requests } = await walk({ pageSize: 10, pages });
  expect([ids.length, requests]).toEqual([6, 3]);
});

describe('a page without a list', () => {
  test.each<[name: string, last: PageOf]>([
    ['by its own count', { ids: null, total: 25 }],
    ['by the first count', { ids: null }],
  ])('is an error while more items are expected %s', async (_, last) => {
    const pages = (page: number, size: number) => (page === 2 ? last : wellBehaved(25)(page, size));
    await expect(walk({ pageSize: 10, pages })).rejects.toMatchObject({
      code: 'vendor_answer_invalid',
      message: expect.stringMatching(/^invoices\.iterate: page 2 .* 10 of the 25 items/),
    });
  });

  test.each<[name: string, count: number, last: PageOf]>([
    ['all came', 10, { ids: null, total: 10 }],
    ['the list has shrunk', 15, { ids: null, total: 10 }],
    ['there is no count', 10, { ids: null }],
  ])('is the end if %s', async (_, count, last) => {
    const pages = (page: number, size: number) =>
      page === 2 ? last : wellBehaved(count)(page, size);
    expect((await walk({ pageSize: 10, pages })).ids).toEqual(range(0, 10));
  });

  test('is one with an empty list for a caller of one page', async () => {
    await using mock = await startMockEnvoice({
      route: () => ({ body: { TotalCount: 25, Count: 0, Result: null } }),
    });
    const client = createTestClient({ baseUrl: mock.url });
    expect(await client.invoices.list({ page: 9 })).toMatchObject({ Result: [] });
  });

  test('may have no list at all, as a serializer omits what is not set', async () => {
    await using mock = await startMockEnvoice({ route: () => ({ body: { TotalCount: 0 } }) });
    const client = createTestClient({ baseUrl: mock.url });
    expect(await client.invoices.list({ page: 1 })).toEqual({ TotalCount: 0, Result: [] });
    expect(await client.invoices.iterate().next()).toEqual({ done: true, value: undefined });
  });

  test('is not the end without a list if items are expected', async () => {
    await using mock = await startMockEnvoice({ route: () => ({ body: { TotalCount: 9 } }) });
    const client = createTestClient({ baseUrl: mock.url });
    await expect(client.invoices.iterate().next()).rejects.toThrow('has no list');
  });
});

test('a list that continues far beyond its count is an error', async () => {
  const pages = (page: number, size: number) => ({
    ids: range((page - 1) * size, page * size),
    total: 15,
  });
  // Twice 15, and ten pages of 10.
  await expect(walk({ pageSize: 10, pages })).rejects.toMatchObject({
    code: 'vendor_answer_invalid',
    message: expect.stringMatching(/140 items came by page 14, .* counts 15\./),
  });
});

test.each([0, null])('the count %j beside items is ignored', async (total) => {
  const pages = (page: number, size: number) => ({ ...wellBehaved(250)(page, size), total });
  expect((await walk({ pageSize: 10, pages })).ids).toEqual(range(0, 250));
});

test('a page is only requested when it is needed', async () => {
  await using mock = await startMockEnvoice();
  const client = createTestClient({ baseUrl: mock.url });
  for await (const _ of client.orders.iterate({ pageSize: 2 })) break;
  expect(mock.requests).toHaveLength(1);
});

test('walks a search that returns a bare list with its filters', async () => {
  await using mock = await startMockEnvoice({
    route: ({ query }) => ({
      body: query['queryOptions.page'] === '1' ? [{ Id: 1 }, { Id: 2 }] : [{ Id: 3 }],
    }),
  });
  const client = createTestClient({ baseUrl: mock.url });
  const found = await collect(
    client.workTypes.iterateSearch({ query: 'des', order: 'Asc', pageSize: 2 }),
  );
  expect(found.map(({ Id }) => Id)).toEqual([1, 2, 3]);
  expect(mock.requests.map(({ query }) => query['queryOptions.query'])).toEqual(['des', 'des']);
});

test('the exact walk yields numbers as text', async () => {
  await using mock = await startMockEnvoice({
    route: () => ({ body: '{"TotalCount":1,"Result":[{"Id":7,"TotalAmount":0.10}]}' }),
  });
  const client = createTestClient({ baseUrl: mock.url });
  const found = await collect(client.exact.invoices.iterate());
  expect(found).toEqual([{ Id: '7', TotalAmount: '0.10' }]);
});

test('a walk ends with the reason of its signal, and with the error of a page', async () => {
  const controller = new AbortController();
  await using mock = await startMockEnvoice({
    route: ({ query }) =>
      query['queryOptions.page'] === '1'
        ? { body: { TotalCount: 9, Result: [{ Id: 1 }] } }
        : { status: 401 },
  });
  const client = createTestClient({ baseUrl: mock.url });
  await expect(collect(client.products.iterate())).rejects.toMatchObject({
    code: 'vendor_unauthorized',
  });
  const walked = client.products.iterate({ signal: controller.signal });
  await walked.next();
  controller.abort(new Error('enough'));
  await expect(walked.next()).rejects.toThrow('enough');
});
