import { expect, test } from 'vitest';

import { roundAmount, sumAmounts } from './money.ts';

test.each([
  ['2.345', 'EUR', '2.35'],
  ['-2.345', 'EUR', '-2.35'],
  ['2.344999999999999999999999', 'EUR', '2.34'],
  ['-0.004', 'EUR', '0.00'],
  ['12', 'EUR', '12.00'],
  ['12.5', 'JPY', '13'],
  ['1.0005', 'BHD', '1.001'],
  ['1.00005', 'CLF', '1.0001'],
  ['1.005', null, '1.01'],
])('rounds %s %s to %s', (amount, currency, rounded) => {
  expect(roundAmount({ amount, currency })).toBe(rounded);
});

test('sums exactly and rounds once', () => {
  expect(sumAmounts({ amounts: ['0.1', '0.2'], currency: 'EUR' })).toBe('0.30');
  expect(sumAmounts({ amounts: ['0.004', '0.004', '-0.003'], currency: 'EUR' })).toBe('0.01');
  expect(sumAmounts({ amounts: [], currency: 'JPY' })).toBe('0');
});

test.each([0.1, 1n, '1e5', '-0', ' 1', null])('refuses %o, which is not decimal text', (amount) => {
  expect(() => sumAmounts({ amounts: [amount as string], currency: 'EUR' })).toThrow(
    expect.objectContaining({ code: 'amount_malformed' }),
  );
});
