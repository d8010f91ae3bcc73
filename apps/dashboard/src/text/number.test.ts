import { expect, test } from 'vitest';

import { ordinal } from './number.ts';

test.each([
  [1, 'first'],
  [6, 'sixth'],
  [7, '7th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [22, '22nd'],
  [23, '23rd'],
  [24, '24th'],
  [111, '111th'],
  [1_001, '1,001st'],
])('%i is the %s', (count, text) => {
  expect(ordinal(count)).toBe(text);
});
