import { expect, it } from 'vitest';

import { phpFloat, phpFloatJson, phpFloatText, phpIntText, phpNumber } from './numbers.ts';

it.each([
  ['7/x', 7],
  ['0007', 7],
  ['7.9', 7.9],
  ['7e2x', 700],
  [' \n7', 7],
  ['-1', -1],
  ['.5', 0.5],
  ['1,5', 1],
  ['abc', 0],
  ['', 0],
  ['A7', 0],
])('parses %j as %d', (text, number) => {
  expect(phpNumber(text)).toBe(number);
});

it.each([
  ['20260001', '20260001'],
  ['202611201000000006', '202611201000000006'],
  ['99999999999999999999', '9223372036854775807'],
  ['2026-0001', '2026'],
  ['1e3', '1000'],
  ['1e30028', '0'],
  ['A1', '0'],
])('formats %j as the integer %s', (text, integer) => {
  expect(phpIntText(text)).toBe(integer);
});

it('casts any JSON value', () => {
  expect([true, false, null, [], {}, [0], '2x', 1.5].map(phpFloat)).toEqual([
    1, 0, 0, 0, 0, 1, 2, 1.5,
  ]);
});

/** As formatted by PHP 7.4. */
it.each([
  [1e15, '1.0E+15'],
  [1e14, '1.0E+14'],
  [123_456_789_012.345, '123456789012.35'],
  [0.000_01, '1.0E-5'],
  [-0, '-0'],
  [10.005, '10.005'],
  [0.1 + 0.2, '0.3'],
])('formats %d with 14 digits as %s', (value, text) => {
  expect(phpFloatText(value)).toBe(text);
});

it.each([
  [1e25, '1.0e+25'],
  [1e-7, '1.0e-7'],
  [0.000_12, '0.00012'],
  [123_456_789_012_345_680, '1.2345678901234568e+17'],
  [1e15, '1000000000000000'],
  [100_000, '100000'],
  [-0, '-0'],
  [0.1 + 0.2, '0.30000000000000004'],
])('formats %d in JSON as %s', (value, text) => {
  expect(phpFloatJson(value)).toBe(text);
});
