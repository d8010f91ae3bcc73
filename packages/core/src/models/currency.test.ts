import * as v from 'valibot';
import { expect, test } from 'vitest';

import { currencySchema, minorUnits } from './currency.ts';

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['ISK', 0],
  ['BHD', 3],
  ['IQD', 3],
  ['CLF', 4],
  ['UYW', 4],
  // CLDR, and so Intl, says 0 for these; ISO 4217 says 2.
  ['HUF', 2],
  ['IDR', 2],
  ['COP', 2],
  // Withdrawn, but on old invoices.
  ['HRK', 2],
  [null, 2],
])('%s has %i fraction digits', (currency, digits) => {
  expect(minorUnits(currency)).toBe(digits);
});

test.each(['eur', 'EURO', '€', '978', ' EUR', ''])('refuses the code %j', (code) => {
  expect(v.is(currencySchema, code)).toBe(false);
});

test('has at least as many digits as Intl, so that nothing is silently rounded', () => {
  const fewer = Intl.supportedValuesOf('currency').filter((currency) => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return minorUnits(currency) < (format.resolvedOptions().maximumFractionDigits ?? 0);
  });
  expect(fewer).toEqual([]);
});
