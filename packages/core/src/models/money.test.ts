import { expect, test } from 'vitest';

import { fromMinorUnits, roundAmount, sumAmounts } from './money.ts';

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

test.each([
  ['12500', 'EUR', '125.00'],
  ['12500', 'JPY', '12500'],
  ['12500', 'KWD', '12.500'],
  ['12500', 'CLF', '1.2500'],
  ['12500', null, '125.00'],
  ['-5', 'EUR', '-0.05'],
  ['-0', 'KWD', '0.000'],
  ['9007199254740993', 'EUR', '90071992547409.93'],
])('reads %s minor units of %s as %s', (amount, currency, expected) => {
  expect(fromMinorUnits({ amount, currency })).toBe(expected);
});

test.each([
  // Some vendors count hundredths of a currency that has none, or whole units of one that has.
  [{ amount: '50000', currency: 'ISK', digits: 2 }, '500.00'],
  [{ amount: '500', currency: 'MGA', digits: 0 }, '500'],
  [{ amount: '0.125', currency: 'EUR', isPrice: true }, '0.00125'],
  [{ amount: '-12.5', currency: 'EUR', isPrice: true }, '-0.125'],
  [{ amount: '12.5', currency: 'JPY', isPrice: true }, '12.5'],
  [{ amount: '10000', currency: 'KWD', isPrice: true }, '10.000'],
])(
  'reads minor units that are not those of ISO 4217, and prices: %o as %s',
  (options, expected) => {
    expect(fromMinorUnits(options)).toBe(expected);
  },
);

test.each([
  ['12.5', 'amount_malformed', /"12.5" is not a whole number of minor units/],
  ['0.5', 'amount_malformed', /major units/],
  [12.5, 'amount_malformed', /\(number\) is not a decimal number as text/],
  ['', 'amount_malformed', /Write digits/],
  ['9'.repeat(40), 'amount_too_long', /longer/],
])('refuses %o as minor units', (amount, code, message) => {
  const read = () => fromMinorUnits({ amount: amount as string, currency: 'EUR' });
  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).toThrow(message);
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
