import { expect, test } from 'vitest';

import { computeTotals, type LineInput } from './compute-totals.ts';
import type { TaxCategory } from './tax.ts';

const standard: TaxCategory = { id: 'S', percent: '21' };
const reduced: TaxCategory = { id: 'S', percent: '9' };

test('computes an invoice of two rates with discounts, a charge and a part paid', () => {
  expect(
    computeTotals({
      currency: 'EUR',
      lines: [
        {
          quantity: '12',
          priceAmount: '85',
          allowanceCharges: [{ chargeIndicator: false, amount: '102' }],
          taxCategory: standard,
        },
        { quantity: '500', priceAmount: '34.5', baseQuantity: '100', taxCategory: reduced },
      ],
      allowanceCharges: [
        { chargeIndicator: false, amount: '18.00', taxCategory: standard },
        { chargeIndicator: true, amount: '6.95', taxCategory: reduced },
      ],
      prepaidAmount: '500',
      payableRoundingAmount: '0.01',
    }),
  ).toEqual({
    lineExtensionAmounts: ['918.00', '172.50'],
    taxSubtotals: [
      { taxableAmount: '179.45', taxAmount: '16.15', taxCategory: reduced },
      { taxableAmount: '900.00', taxAmount: '189.00', taxCategory: standard },
    ],
    totals: {
      lineExtensionAmount: '1090.50',
      allowanceTotalAmount: '18.00',
      chargeTotalAmount: '6.95',
      taxExclusiveAmount: '1079.45',
      taxAmount: '205.15',
      taxInclusiveAmount: '1284.60',
      prepaidAmount: '500.00',
      payableRoundingAmount: '0.01',
      payableAmount: '784.61',
    },
  });
});

test('rounds the tax per rate, not per line', () => {
  const line: LineInput = { quantity: '1', priceAmount: '0.02', taxCategory: standard };
  const { totals } = computeTotals({ currency: 'EUR', lines: [line, line, line] });
  // Per line it would be 0.0042 three times: nothing.
  expect(totals.taxAmount).toBe('0.01');
});

test('rounds half away from zero, on both sides', () => {
  const total = (quantity: string): string =>
    computeTotals({
      currency: 'EUR',
      lines: [{ quantity, priceAmount: '0.005', taxCategory: standard }],
    }).totals.lineExtensionAmount;
  expect(total('1')).toBe('0.01');
  expect(total('-1')).toBe('-0.01');
});

test('rounds a quotient once, however long it is', () => {
  // 0.0149999999999999999999999999999 a piece: rounding at 20 digits on the way gives 0.02.
  const { lineExtensionAmounts } = computeTotals({
    currency: 'EUR',
    lines: [
      {
        quantity: '0.0449999999999999999999999999997',
        priceAmount: '1',
        baseQuantity: '3',
        taxCategory: standard,
      },
    ],
  });
  expect(lineExtensionAmounts).toEqual(['0.01']);
});

test('treats 21 and 21.00 as one rate, but separates other categories and missing rates', () => {
  const lines: LineInput[] = [
    { quantity: '1', priceAmount: '1', taxCategory: { id: 'S', percent: '21.00' } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: 'S', percent: '21' } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: 'Z', percent: '0' } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: 'O', percent: null } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: null, percent: '21' } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: null, percent: null } },
    { quantity: '1', priceAmount: '1', taxCategory: { id: 'S', percent: null } },
  ];
  for (const ordered of [lines, lines.toReversed()]) {
    expect(computeTotals({ currency: 'EUR', lines: ordered }).taxSubtotals).toEqual([
      { taxableAmount: '1.00', taxAmount: '0.00', taxCategory: { id: null, percent: null } },
      { taxableAmount: '1.00', taxAmount: '0.21', taxCategory: { id: null, percent: '21' } },
      { taxableAmount: '1.00', taxAmount: '0.00', taxCategory: { id: 'O', percent: null } },
      { taxableAmount: '1.00', taxAmount: '0.00', taxCategory: { id: 'S', percent: null } },
      { taxableAmount: '2.00', taxAmount: '0.42', taxCategory: { id: 'S', percent: '21' } },
      { taxableAmount: '1.00', taxAmount: '0.00', taxCategory: { id: 'Z', percent: '0' } },
    ]);
  }
});

test('an invoice without lines totals zero', () => {
  const { taxSubtotals, totals } = computeTotals({ currency: 'JPY', lines: [] });
  expect(taxSubtotals).toEqual([]);
  expect(new Set(Object.values(totals))).toEqual(new Set(['0']));
});

test.each(['0', '0.00', '-1'])('refuses the base quantity %s', (baseQuantity) => {
  const line: LineInput = { quantity: '1', priceAmount: '1', baseQuantity, taxCategory: standard };
  expect(() => computeTotals({ currency: 'EUR', lines: [line] })).toThrow(
    expect.objectContaining({
      code: 'base_quantity_not_positive',
      message: expect.stringContaining(`Line 1 has the base quantity ${baseQuantity}.`),
    }),
  );
});

test('rejects a result that no document can contain', () => {
  const line: LineInput = {
    quantity: '9'.repeat(40),
    priceAmount: '9'.repeat(40),
    taxCategory: standard,
  };
  expect(() => computeTotals({ currency: 'EUR', lines: [line] })).toThrow(
    expect.objectContaining({ code: 'amount_too_long' }),
  );
});
