import { describe, expect, test } from 'vitest';

import { formatDecimal, formatMoney } from './money.ts';

describe('money', () => {
  test.each([
    ['1210.00', 'EUR', '€1,210.00'],
    ['12', 'EUR', '€12.00'],
    ['1500', 'JPY', 'JP¥1,500'],
    ['12.5', 'KWD', 'KWD 12.500'],
    ['100', 'HUF', 'HUF 100.00'],
    ['-3.5', 'EUR', '-€3.50'],
    ['7', null, '7.00'],
    // A price may have more decimals than its currency has minor units.
    ['0.12345', 'EUR', '€0.12345'],
  ])('%s %s is %s', (amount, currency, expected) => {
    expect(formatMoney({ amount, currency }).replaceAll('\u00A0', ' ')).toBe(expected);
  });

  test('does not lose digits to a binary float', () => {
    expect(formatMoney({ amount: '90071992547409931234.93', currency: 'EUR' })).toBe(
      '€90,071,992,547,409,931,234.93',
    );
  });

  test('shows text that is not a decimal number unchanged', () => {
    expect(formatMoney({ amount: '<b>1</b>', currency: 'EUR' })).toBe('<b>1</b> EUR');
  });
});

test.each([
  ['2.00', '2'],
  ['2.50', '2.5'],
  ['1234.125', '1,234.125'],
  ['-0.5', '-0.5'],
  ['a lot', 'a lot'],
])('the quantity %s is shown as %s', (text, expected) => {
  expect(formatDecimal(text)).toBe(expected);
});
