import { expect, test } from 'vitest';
import * as v from 'valibot';

import { cursors, decodeCursor, encodeCursor, listQuery, maxPageBytes, toPage } from './paging.ts';
import { ProblemError } from '../../shared/problems/problem.ts';

const cursorSchema = v.strictTuple([v.number(), v.string()]);

test('a cursor reads back as it was written', () => {
  const after = encodeCursor([1_795_168_800_000, 'key_ü']);
  expect(after).toMatch(/^[\w-]+$/);
  expect(decodeCursor({ after, schema: cursorSchema })).toEqual([1_795_168_800_000, 'key_ü']);
  expect(decodeCursor({ after: undefined, schema: cursorSchema })).toBe(undefined);
});

test.each(['', 'x', encodeCursor([1]), encodeCursor(['a', 1]), encodeCursor([1, 'a', 2])])(
  'a cursor of another list is refused: %s',
  (after) => {
    const read = () => decodeCursor({ after, schema: cursorSchema });
    expect(read).toThrow(ProblemError);
    expect(read).toThrow(/after/);
  },
);

const list = (rows: readonly number[], limit: number) =>
  toPage({ rows, limit, cursorOf: (row) => [row], view: (row) => `#${row}` });

test('a page has a next one only if there was one row too many', () => {
  expect(list([1, 2, 3], 2)).toEqual({ data: ['#1', '#2'], next: encodeCursor([2]) });
  expect(list([1, 2], 2)).toEqual({ data: ['#1', '#2'], next: null });
  expect(list([], 2)).toEqual({ data: [], next: null });
});

test('a page of large items ends early, and continues with the next one', () => {
  const sized = (sizes: readonly number[], limit = 9) => {
    const { data, next } = toPage({
      rows: sizes.map((size, place) => ({ size, place })),
      limit,
      sizeOf: ({ size }) => size,
      cursorOf: ({ place }) => [place],
      view: ({ place }) => place,
    });
    return [data.length, next === null ? null : decodeCursor({ after: next, schema: cursors.seq })];
  };
  const half = maxPageBytes / 2;
  expect(sized([half, half, 0])).toEqual([3, null]);
  expect(sized([half, half, 1, 1])).toEqual([2, [1]]);
  expect(sized([half, half + 1])).toEqual([1, [0]]);
  expect(sized([maxPageBytes * 3, 0])).toEqual([1, [0]]);
  expect(sized([maxPageBytes * 3])).toEqual([1, null]);
  // The row that indicates a next page is not shown, whatever its size.
  expect(sized([half, 1, maxPageBytes], 2)).toEqual([2, [1]]);
});

test.each([
  [{}, 50],
  [{ limit: '1' }, 1],
  [{ limit: '200' }, 200],
])('%o asks for %i', (query, limit) => {
  expect(v.parse(listQuery(cursors.seq), query).limit).toBe(limit);
});

test.each(['0', '201', '-1', '1.5', '1e2', '', ' 5', 'all', ['1', '2']])(
  'a limit of %o is refused',
  (limit) => {
    expect(v.is(listQuery(cursors.seq), { limit })).toBe(false);
  },
);
