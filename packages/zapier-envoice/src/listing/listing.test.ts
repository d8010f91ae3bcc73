import { expect, onTestFinished, test, vi } from 'vitest';

import { lookThrough, LookThroughError } from './look-through.ts';
import { newestOf } from './newest.ts';
import { orderOf } from './page-order.ts';
import type { LoadPage, Row } from './page-order.ts';
import { falling, mixed, pagesOf, rising } from './test-pages.ts';
import { walkPages } from './walk-pages.ts';

const things = 'invoices';
const idsOf = (rows: readonly Row[]) => rows.map(({ Id }) => Number(Id));

async function walk(load: LoadPage<Row>) {
  const batches = [];
  for await (const batch of walkPages(load)) batches.push(batch);
  return { batches, ids: batches.flatMap(({ rows }) => idsOf(rows)) };
}

test.each([
  [[3, 2, 1], 'falling'],
  [[1, 2, 3], 'rising'],
  [[1, 3, 2], 'none'],
  [[2, 2], 'none'],
  [[7], 'falling'],
  [[], 'falling'],
])('the order of %j is %s', (ids, order) => {
  expect(orderOf(ids.map((Id) => ({ Id })))).toBe(order);
});

test.each([
  ['rising', rising(250), [1, 3, 2]],
  ['falling', falling(250), [1, 2, 3]],
  ['mixed', mixed(250), [1, 2, 3]],
  ['rising on one page', rising(100), [1]],
  ['empty', [], [1]],
] as const)('a list that is %s is walked once, each page', async (_name, ids, pages) => {
  const { load, asked } = pagesOf({ ids });
  const walked = await walk(load);
  expect(asked).toEqual(pages);
  expect(walked.ids.toSorted((one, other) => one - other)).toEqual(rising(ids.length));
});

test.each([
  ['a count that is not set', { total: 0 }],
  ['no count', { total: null }],
  ['pages of 40', { most: 40 }],
  ['all at once', { least: 1000 }],
  ['pages of 40, and no count', { most: 40, total: null }],
])('servers differ: %s', async (_name, server) => {
  for (const ids of [rising(250), falling(250), mixed(250)]) {
    const { load, asked } = pagesOf({ ids, ...server });
    const walked = await walk(load);
    expect(walked.ids.toSorted((one, other) => one - other)).toEqual(rising(250));
    expect(new Set(asked).size).toBe(asked.length);
  }
});

test('stops at a server that returns the same page forever', async () => {
  const Result = rising(100).map((Id) => ({ Id }));
  const walked = await walk(async () => ({ Result, TotalCount: null }));
  expect(walked.ids).toEqual(rising(100));
});

test.each([
  ['rising', rising(1000), 2],
  ['rising, with a short last page', rising(1001), 3],
  ['falling', falling(1000), 1],
  ['rising at first only', [...rising(100), ...mixed(400).map((id) => id + 100)], 10],
  ['mixed', mixed(500), 10],
  ['short', rising(7), 1],
  ['short and mixed', mixed(7), 1],
] as const)('the newest of a list that is %s', async (_name, ids, most) => {
  const { load, asked } = pagesOf({ ids });
  expect(idsOf(await newestOf({ load, things }))).toEqual(falling(ids.length).slice(0, 100));
  expect(asked.length).toBeLessThanOrEqual(most);
});

test.each([
  ['rising', rising(1000), 1000, 500],
  ['falling', falling(1000), 1000, 500],
  ['mixed', mixed(1000), 1000, 500],
  ['rising, of a slow Envoice', rising(1000), 10_000, 100],
  ['falling, of a slow Envoice', falling(1000), 10_000, 100],
])('older rows beside the newest of a list that is %s', async (_name, ids, pageMs, count) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { load } = pagesOf({ ids });
  const timed: LoadPage<Row> = (input) => {
    vi.setSystemTime(Date.now() + pageMs);
    return load(input);
  };
  const found = await newestOf({ load: timed, things, margin: 400 });
  expect(idsOf(found)).toEqual(falling(1000).slice(0, count));
});

test('skips holes in a list', async () => {
  const Result = [{ Id: 3 }, null, { Id: 2 }];
  const load: LoadPage<Row> = async () => ({ Result, TotalCount: 2 }) as never;
  expect(idsOf(await newestOf({ load, things }))).toEqual([3, 2]);
});

test('counted rows that never arrive are an error, not an empty list', async () => {
  const load: LoadPage<Row> = async () => ({ Result: [], TotalCount: 3 }) as never;
  await expect(newestOf({ load, things })).rejects.toThrow(
    'Envoice counts 3 invoices but lists none of them.',
  );
  const { load: empty } = pagesOf({ ids: [] });
  await expect(newestOf({ load: empty, things })).resolves.toEqual([]);
});

test('returns matches, the newest first, in every order', async () => {
  for (const ids of [rising(450), falling(450), mixed(450)]) {
    const { load } = pagesOf({ ids });
    const found = await lookThrough({ load, things, fits: ({ Id }) => Number(Id) % 100 === 7 });
    expect(idsOf(found)).toEqual([407, 307, 207, 107, 7]);
  }
});

test('reads no more than needed when the newest come first', async () => {
  for (const [ids, pages] of [
    [rising(450), 3],
    [falling(450), 2],
    [mixed(450), 5],
  ] as const) {
    const { load, asked } = pagesOf({ ids });
    const fits = ({ Id }: Row) => Number(Id) % 100 === 7;
    expect(idsOf(await lookThrough({ load, things, fits, most: 2 }))).toEqual([407, 307]);
    expect(asked).toHaveLength(pages);
  }
});

test('the search ends once it has enough', async () => {
  const { load, asked } = pagesOf({ ids: mixed(450) });
  const fits = ({ Id }: Row) => Id === mixed(450)[150];
  const isEnough = (found: readonly Row[]) => found.length > 0;
  expect(await lookThrough({ load, things, fits, isEnough })).toHaveLength(1);
  expect(asked).toEqual([1, 2]);
});

test('finds a row that moves to an earlier page in a second pass', async () => {
  const ids = [...falling(250)];
  let calls = 0;
  const load: LoadPage<Row> = (input) => {
    calls += 1;
    // One of the first page is deleted, so 150 moves from the second page to the first.
    if (calls === 2) ids.shift();
    return pagesOf({ ids }).load(input);
  };
  const found = await lookThrough({ load, things, fits: ({ Id }) => Id === 150 });
  expect(idsOf(found)).toEqual([150]);
});

test('counted rows that never arrive are an error', async () => {
  const { load } = pagesOf({ ids: rising(80), total: 90 });
  await expect(lookThrough({ load, things, fits: () => false })).rejects.toThrow(
    'Envoice counts 90 invoices but lists only 80 of them. Try again later',
  );
});

test('an unfinished search after 20 seconds is an error, not a result', async () => {
  vi.useFakeTimers();
  try {
    const { load, asked } = pagesOf({ ids: rising(500) });
    const slow: LoadPage<Row> = async (input) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 6000);
      });
      return load(input);
    };
    const found = lookThrough({ load: slow, things, fits: ({ Id }) => Id === 1 });
    const outcome = found.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(20_000);
    const error = await outcome;
    expect(error).toBeInstanceOf(LookThroughError);
    expect(error).toMatchObject({
      code: 'list_incomplete',
      message:
        'Only 200 of 500 invoices could be searched in 20 seconds, and Envoice has no search of its own. Use the ID instead if an earlier step has it, or try again when Envoice is faster.',
    });
    // Nothing more is asked for, by somebody who waits no longer.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBeLessThanOrEqual(4);
  } finally {
    vi.useRealTimers();
  }
});
