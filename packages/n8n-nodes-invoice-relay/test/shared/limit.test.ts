import { expect, test } from 'vitest';

import { readLimit } from '../../nodes/shared/limit.ts';

test.each([
  [5, 5],
  ['50', 50],
])('the limit %j', (value, expected) => {
  expect(readLimit({ value })).toBe(expected);
});

test.each([
  [undefined, 'Limit: this is empty'],
  [null, 'Limit: this is empty'],
  [' ', 'Limit: this is empty'],
  [0, 'Limit: 0 is too small'],
  [-1, 'Limit: -1 is too small'],
])('what is told about %j can be done', (value, message) => {
  expect(() => readLimit({ value })).toThrow(
    expect.objectContaining({ message, description: 'Enter 1 or more.' }),
  );
});
