import { expect, test } from 'vitest';

import { beginWalk, firstCursor } from './start.ts';

const top = 7_777_779;

test('below an id to start from, 100,000 ids are walked at the most', () => {
  const cursor = firstCursor('7777777');
  beginWalk(cursor, { top, high: top });
  expect(cursor.ranges).toEqual([
    { next: 7_777_777, to: top, isGap: false },
    { next: 7_677_777, to: 7_777_776, isGap: false },
  ]);
  expect(cursor.rangesTotal).toBe(100_003);
});

test('without one, all of them', () => {
  const cursor = firstCursor('now');
  beginWalk(cursor, { top, high: top });
  expect(cursor.ranges).toEqual([{ next: 1, to: top, isGap: false }]);
});
