import { expect, test } from 'vitest';

import { formatBytes, ordinal } from './number.ts';

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

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [1_449, '1.4 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1 MB'],
  [2_500_000, '2.5 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
