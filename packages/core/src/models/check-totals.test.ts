import { expect, test } from 'vitest';

import { sampleInvoice } from '../events/samples/documents.ts';
import { checkTotals, type StatedTotals } from './check-totals.ts';

const { invoiceLines: lines, ...invoice } = sampleInvoice('paid');
const sound: StatedTotals = { ...invoice, lines };

test('finds nothing in a sound document, however its amounts are written', () => {
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

test('names a rate that is stated and not used, or used and not stated', () => {
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

test('adds up a rate that is stated in several entries', () => {
  const [reduced, standard] = sound.taxSubtotals;
  const half = { ...standard!, taxableAmount: '459', taxAmount: '96.39' };
  expect(checkTotals({ ...sound, taxSubtotals: [reduced!, half, half] })).toEqual([]);
});
