import { expect, test } from 'vitest';

import { readNumber, readWholeNumber } from './numbers.ts';

test.each([
  [19.99, 19.99],
  [0.1 + 0.2, 0.3],
  [1.005 * 1000, 1005],
  ['1210.50', 1210.5],
  [' 1 210.50 ', 1210.5],
  ['-0.05', -0.05],
  ['.5', 0.5],
  ['1e3', 1000],
  ['123456789012345', 123_456_789_012_345],
  ['0.10000000000000000000', 0.1],
  [0, 0],
])('%j is %j', (given, expected) => {
  expect(readNumber(given, 'Unit Price')).toBe(expected);
});

test.each(['19,99', '1,210.50', '€ 5', 'NaN', 'Infinity', '0x10', '', true, {}, [5], Number.NaN])(
  '%j is refused, with the field and what to write',
  (given) => {
    expect(() => readNumber(given, 'Line Items 2 → Unit Price')).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^Line Items 2 → Unit Price: .* is no number$/),
        description: expect.stringContaining('1210.50'),
      }),
    );
  },
);

test('text of more digits than a double keeps is refused instead of changed', () => {
  expect(() => readNumber('0.1234567890123456', 'Unit Price')).toThrow(/more digits/);
  expect(() => readNumber('9007199254740993', 'Unit Price')).toThrow(/more digits/);
});

test('text of a number that is larger than any is refused, and not sent as null', () => {
  expect(() => readNumber('1e999', 'Unit Price')).toThrow(/larger than any number/);
});

test('whole numbers are whole', () => {
  expect(readWholeNumber('14', 'Month')).toBe(14);
  expect(() => readWholeNumber('1.5', 'Month')).toThrow(/no whole number/);
});
