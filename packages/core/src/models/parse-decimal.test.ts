import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { decimalSchema } from './decimal.ts';
import { AmountError } from './errors.ts';
import { parseDecimal } from './parse-decimal.ts';

test.each([
  ['28', '28'],
  ['+028.50', '28.5'],
  ['.5', '0.5'],
  ['-0.00', '0'],
  ['1.5e3', '1500'],
  ['1E-7', '0.0000001'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['9007199254740993', '9007199254740993'],
  [`0.${'0'.repeat(50)}`, '0'],
])('reads %s as %s', (text, canonical) => {
  expect(parseDecimal(text)).toBe(canonical);
});

test.each(['', 'abc', '1,50', '1.234,56', '1 000', '12 EUR', '--1', '1e', 'NaN', '1e9999', '1.'])(
  'refuses %j',
  (text) => {
    expect(() => parseDecimal(text)).toThrow(
      expect.objectContaining({ code: 'amount_malformed', name: 'AmountError' }),
    );
  },
);

test('refuses a binary float, whatever the compiler was told', () => {
  expect(() => parseDecimal(0.1 as unknown as string)).toThrow(AmountError);
});

test('refuses a number that would be long to write or to compute with', () => {
  expect(() => parseDecimal('1e999')).toThrow(expect.objectContaining({ code: 'amount_too_long' }));
  expect(() => parseDecimal('9'.repeat(1_000_000))).toThrow(AmountError);
});

test('what it gives is decimal text, and the same again when read again', () => {
  const written = fc
    .tuple(
      fc.constantFrom('', '+', '-'),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.stringMatching(/^(\.\d{1,6})?$/),
      fc.constantFrom('', 'e3', 'E-3', 'e+0'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(written, (text) => {
      const canonical = parseDecimal(text);
      expect(v.is(decimalSchema, canonical)).toBe(true);
      expect(parseDecimal(canonical)).toBe(canonical);
    }),
  );
});
