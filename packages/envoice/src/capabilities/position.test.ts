import { expect, test } from 'vitest';

import { position } from './position.ts';

test.each([
  ['80671', 80_671],
  ['0', 0],
  ['9007199254740991', 9_007_199_254_740_991],
  // Two of these could become the same number.
  ['9007199254740993', null],
  ['80671-2', null],
  ['1e3', null],
  ['', null],
])('the position of "%s" is %s', (id, expected) => {
  expect(position({ id })).toBe(expected);
});
