import fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerInvoice, answerNames, answerText } from '../../test/support/answers.ts';
import { modelTotals } from '../../test/support/rounding-model.ts';
import { moduleTotals } from './module-totals.ts';

interface Stated {
  readonly extotal: number;
  readonly inctotal: number;
  readonly vattotal: number;
  readonly vat_totals: readonly { readonly vat: number; readonly vattotal: number }[];
}

test.each(answerNames('get-'))('%s matches the totals that the site states to the cent', (name) => {
  const stated = JSON.parse(answerText(name)) as Stated;
  // The site lists the rates in the order in which the items were created.
  const items = answerInvoice(name).items.toSorted((a, b) => Number(a['id']) - Number(b['id']));
  const totals = moduleTotals(items);
  expect(totals).toMatchObject({
    extotal: stated.extotal.toFixed(2),
    inctotal: stated.inctotal.toFixed(2),
    vattotal: stated.vattotal.toFixed(2),
    vat_totals: stated.vat_totals.map(({ vat, vattotal }) => ({
      vat: String(vat),
      vattotal: vattotal.toFixed(2),
    })),
  });
});

/** Decimal text with one of these numbers of decimals. */
const decimal = (options: {
  readonly min: number;
  readonly max: number;
  readonly digits: readonly number[];
}) =>
  fc
    .tuple(fc.integer(options), fc.constantFrom(...options.digits))
    .map(([units, digits]) => (units / 10 ** digits).toFixed(digits));

const item = fc.record({
  quantity: decimal({ min: -999, max: 999, digits: [0, 0, 1, 2, 3] }),
  unitcost: decimal({ min: -9999, max: 9999, digits: [0, 1, 2, 3, 3] }),
  vat: fc.constantFrom('0', '5.5', '6', '7.7', '9', '19', '20', '21', '8.25'),
});
/** The edge cases of rounding: prices that yield x.xx45, x.xx5 and their neighbors. */
const edge = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('0', '21', '9', '5.5'))
  .map(([units, vat]) => ({ quantity: '0.5', unitcost: (units / 1000).toFixed(3), vat }));

test('thousands of invoices match an exact model of the rounding to the cent', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(item, edge), { maxLength: 12 }), (items) => {
      const { vat_totals, ...totals } = moduleTotals(items) ?? { vat_totals: [] };
      const { vat_totals: rates, ...model } = modelTotals(items);
      const unsigned = (text: string) => (text === '-0.00' ? '0.00' : text);
      expect(totals).toEqual({ ...model, items: model.items.map(unsigned) });
      expect(vat_totals).toEqual(rates);
    }),
    { numRuns: 5000 },
  );
});

test('does not compute amounts that are too large for doubles', () => {
  expect(moduleTotals([{ quantity: '1', unitcost: '9'.repeat(20), vat: null }])).toBeNull();
  expect(moduleTotals([])).toEqual({
    extotal: '0.00',
    inctotal: '0.00',
    vattotal: '0.00',
    vat_totals: [],
    items: [],
  });
});
