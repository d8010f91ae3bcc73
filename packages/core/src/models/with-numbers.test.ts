import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sampleInvoice } from '../events/samples/documents.ts';
import { decimalToNumber } from './decimal-number.ts';
import { withNumbers } from './with-numbers.ts';

const numbered = (changes: object = {}) =>
  withNumbers({ kind: 'invoice', document: { ...sampleInvoice('paid'), ...changes } });

test('adds a number for each amount, quantity and percentage only', () => {
  const invoice = sampleInvoice('paid');
  const found = numbered({ number: '20260007', id: '7' });
  expect(found).toMatchObject({
    number: '20260007',
    totals: { taxInclusiveAmount: '1298.81', taxInclusiveAmountNumber: 1298.81 },
    invoiceLines: [
      {
        quantity: '12',
        quantityNumber: 12,
        lineExtensionAmount: '918.00',
        lineExtensionAmountNumber: 918,
        baseQuantity: null,
        taxCategory: { percent: '21', percentNumber: 21 },
      },
      { priceAmount: '0.345', priceAmountNumber: 0.345 },
    ],
    payments: [{ paidAmount: '1298.81', paidAmountNumber: 1298.81 }],
  });
  const text = JSON.stringify(found);
  expect(text).not.toMatch(/"(?:number|id|companyId|issueDate|telephone)Number"/);
  // Everything else is as it was.
  const without = JSON.parse(text, (name: string, value: unknown) =>
    name.endsWith('Number') && typeof value === 'number' ? undefined : value,
  ) as object;
  expect(without).toEqual({ ...invoice, number: '20260007', id: '7' });
});

test('omits numbers that would not be exact to the cent', () => {
  const { totals } = sampleInvoice('paid');
  const large = { ...totals, payableAmount: '90071992547409.93', taxAmount: '-0.10' };
  const found = numbered({ totals: large })['totals'];
  expect(found).toMatchObject({ payableAmount: '90071992547409.93', taxAmountNumber: -0.1 });
  expect(found).not.toHaveProperty('payableAmountNumber');
});

test('leaves values that do not match the model unchanged', () => {
  const odd = {
    totals: null,
    invoiceLines: [null, 'line'],
    payments: [{ paidAmount: 5 }],
    unknown: { amount: '5.00' },
  };
  expect(numbered(odd)).toMatchObject(odd);
});

test('a number equals its text to the last digit', () => {
  const text = fc.tuple(
    fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }),
    fc.stringMatching(/^\d{0,6}$/),
  );
  fc.assert(
    fc.property(text, ([whole, fraction]) => {
      const decimal = fraction === '' ? `${whole}` : `${whole}.${fraction}`;
      const number = decimalToNumber(decimal);
      if (number === null) return;
      // As a second way to write it, with as many digits.
      expect(number.toFixed(Math.min(fraction.length, 100))).toBe(decimal);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['1000000000000000000000', null],
  ['1234567890123.456', null],
  // Fifteen digits count: not the sign, and no zeros at either end.
  ['-123456789012.345', -123_456_789_012.345],
  ['1234567890123.4500', 1_234_567_890_123.45],
  ['0.00123456789012345', 0.001_234_567_890_123_45],
])('%s as a number is %d', (text, number) => {
  expect(decimalToNumber(text)).toBe(number);
});
