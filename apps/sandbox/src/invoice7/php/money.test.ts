import { expect, it } from 'vitest';

import { formatMoney, type MoneyLocale } from './money.ts';

/** As formatted by PHP 7.4 with glibc's locales. */
const seen: readonly (readonly [MoneyLocale, number, number, string])[] = [
  ['en_US.utf8', 1_234_567.891, 2, '$1,234,567.89'],
  ['en_US.utf8', 1_234_567.891, 3, '$1,234,567.891'],
  ['en_US.utf8', -5, 2, '-$5.00'],
  ['en_US.utf8', -0, 2, '$-0.00'],
  ['en_US.utf8', 0.125, 2, '$0.12'],
  ['en_US.utf8', 0.375, 2, '$0.38'],
  ['en_GB.utf8', -1_234.5, 2, '-£1,234.50'],
  ['nl_NL.utf8', 1_234_567.891, 2, '€ 1.234.567,89'],
  ['nl_NL.utf8', -5, 3, '€ -5,000'],
  ['nl_NL.utf8', -0, 2, '€ -0,00'],
  ['de_DE.utf8', -1_234.5, 2, '-1.234,50 €'],
];

it.each(seen)('%s formats %f with %i decimals as %s', (locale, value, places, text) => {
  expect(formatMoney({ locale, value, places })).toBe(text);
});
