import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { decimalSchema } from './decimal.ts';
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
  ['9'.repeat(40), '9'.repeat(40)],
  [`0.${'0'.repeat(62)}`, '0'],
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

test.each([0.1, 1n, null, undefined, {}])('rejects %o at runtime', (value) => {
  expect(() => parseDecimal(value as string)).toThrow(
    expect.objectContaining({ code: 'amount_malformed' }),
  );
});

test('says what to write instead', () => {
  expect(() => parseDecimal('1.234,56')).toThrow(
    '"1.234,56" is not a decimal number as text. Write digits with a dot as the decimal separator ' +
      'and no thousands separator, such as "1210.00".',
  );
  expect(() => parseDecimal(0.1 as unknown as string)).toThrow('"0.1" (number) is not a decimal');
});

test.each([
  ['an exponent that makes it long', '1e999'],
  ['many digits', '9'.repeat(41)],
  ['more text than is worth a look', `${'0'.repeat(100)}1`],
])('refuses %s', (_, text) => {
  expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'amount_too_long' }));
});

test('an error only shows the beginning of what is not a number', () => {
  for (const text of ['x'.repeat(60), '9'.repeat(1000)]) {
    expect(() => parseDecimal(text)).toThrow(text.slice(0, 40));
    expect(() => parseDecimal(text)).not.toThrow(text.slice(0, 41));
  }
});

test('returns decimal text that parses to itself', () => {
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
