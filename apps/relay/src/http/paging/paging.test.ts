import { expect, test } from 'vitest';
import * as v from 'valibot';

import { cursors, decodeCursor, encodeCursor, listQuery, toPage } from './paging.ts';
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
