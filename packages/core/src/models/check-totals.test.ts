import { expect, test } from 'vitest';

import { sampleInvoice } from '../events/samples/documents.ts';
import { checkTotals, toleratedTaxes, type StatedTotals } from './check-totals.ts';
import { computeTotals } from './compute-totals.ts';

const { invoiceLines: lines, ...invoice } = sampleInvoice('paid');
const sound: StatedTotals = { ...invoice, lines };

test('finds nothing in a correct document, whatever the notation of its amounts', () => {
  expect(checkTotals(sound)).toEqual([]);
  expect(
    checkTotals({ ...sound, totals: { ...sound.totals, lineExtensionAmount: '1090.5' } }),
  ).toEqual([]);
});

test('names each amount that differs', () => {
  expect(
    checkTotals({
      ...sound,
      lines: [{ ...lines[0]!, lineExtensionAmount: '918.01' }, lines[1]!],
      totals: { ...sound.totals, taxAmount: '208.309' },
    }),
  ).toEqual([
    { path: 'lines[0].lineExtensionAmount', stated: '918.01', computed: '918.00' },
    { path: 'totals.taxAmount', stated: '208.309', computed: '208.31' },
  ]);
});

test('names a rate that is stated but not used, or used but not stated', () => {
  const [reduced, standard] = sound.taxSubtotals;
  expect(
    checkTotals({
      ...sound,
      taxSubtotals: [
        standard!,
        { ...reduced!, taxCategory: { id: null, percent: '6' }, taxAmount: '10.35' },
      ],
    }),
  ).toEqual([
    { path: 'taxSubtotals[? 6].taxableAmount', stated: '172.50', computed: null },
    { path: 'taxSubtotals[? 6].taxAmount', stated: '10.35', computed: null },
    { path: 'taxSubtotals[? 9].taxableAmount', stated: null, computed: '172.50' },
    { path: 'taxSubtotals[? 9].taxAmount', stated: null, computed: '15.53' },
  ]);
});

test('sums a rate that is stated in several entries', () => {
  const [reduced, standard] = sound.taxSubtotals;
  const half = { ...standard!, taxableAmount: '459', taxAmount: '96.39' };
  expect(checkTotals({ ...sound, taxSubtotals: [reduced!, half, half] })).toEqual([]);
});

test('accepts and reports a tax rounded per line, with matching totals', () => {
  // 3 × 19 % of 0.13: 0.0247 rounds to 0.02 per line, and 0.0741 to 0.07 per rate.
  const cheap = { ...lines[0]!, quantity: '1', priceAmount: '0.13', lineExtensionAmount: '0.13' };
  const taxCategory = { id: 'S', percent: '19' } as const;
  const three = [cheap, cheap, cheap].map((line) => ({
    ...line,
    baseQuantity: '1',
    allowanceCharges: [],
    taxCategory,
  }));
  const computed = computeTotals({ currency: 'EUR', lines: three });
  const perLine: StatedTotals = {
    ...sound,
    ...computed,
    lines: three,
    allowanceCharges: [],
    taxSubtotals: [{ taxableAmount: '0.39', taxAmount: '0.06', taxCategory }],
    totals: {
      ...computed.totals,
      taxAmount: '0.06',
      taxInclusiveAmount: '0.45',
      payableAmount: '0.45',
    },
  };
  expect(checkTotals(perLine)).toEqual([]);
  expect(toleratedTaxes(perLine)).toEqual([
    { path: 'taxSubtotals[S 19].taxAmount', stated: '0.06', computed: '0.07' },
  ]);
  const notFollowed = { ...perLine, totals: { ...perLine.totals, payableAmount: '0.46' } };
  expect(checkTotals(notFollowed)).toEqual([
    { path: 'totals.payableAmount', stated: '0.46', computed: '0.45' },
  ]);
});

test('rejects a tax that is off by one currency unit or more', () => {
  const taxOff = (off: string) => {
    const [reduced, standard] = sound.taxSubtotals;
    const shifted = (amount: string) => (Number(amount) + Number(off)).toFixed(2);
    const { totals } = sound;
    return checkTotals({
      ...sound,
      taxSubtotals: [reduced!, { ...standard!, taxAmount: shifted(standard!.taxAmount) }],
      totals: {
        ...totals,
        taxAmount: shifted(totals.taxAmount),
        taxInclusiveAmount: shifted(totals.taxInclusiveAmount),
        payableAmount: shifted(totals.payableAmount),
      },
    });
  };
  expect(taxOff('0.99')).toEqual([]);
  expect(taxOff('-0.99')).toEqual([]);
  expect(taxOff('1').map(({ path }) => path)).toContain('taxSubtotals[? 21].taxAmount');
  expect(taxOff('-1')).not.toEqual([]);
  expect(toleratedTaxes(sound)).toEqual([]);
});
