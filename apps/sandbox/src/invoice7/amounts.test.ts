import { expect, it } from 'vitest';

import { itemTexts, siteTotals, vatTotals } from './amounts.ts';

const item = (quantity: number, unitcost: number, vat: number) => ({ quantity, unitcost, vat });
const locale = 'en_US.utf8';

it('rounds each total separately, so they may not add up', () => {
  const items = [item(3, 10.005, 21), item(1, 0.125, 5.5)];
  expect(siteTotals(items)).toEqual({ extotal: 30.15, inctotal: 36.45, vattotal: 6.31 });
});

it('rounds in two steps, half away from zero', () => {
  expect(siteTotals([item(0.5, 20.089, 0)]).extotal).toBe(10.05);
  expect(siteTotals([item(-0.5, 20.089, 0)]).extotal).toBe(-10.05);
  expect(siteTotals([item(1, 38.675, 0)]).extotal).toBe(38.68);
});

it('sums VAT by rate in row order, and formats the unrounded sum', () => {
  const items = [item(1, 1, 12.5), item(1, 100, 0), item(1, 1.4, 12.5)];
  expect(vatTotals({ items, locale })).toEqual([
    { vat: 12.5, vattotal: 0.3, formatted_vattotal: '$0.30' },
    { vat: 0, vattotal: 0, formatted_vattotal: '$0.00' },
  ]);
  expect(vatTotals({ items: [item(0.5, 20.089, 100)], locale })).toEqual([
    { vat: 100, vattotal: 10.05, formatted_vattotal: '$10.04' },
  ]);
});

it('formats a price with up to three decimals', () => {
  expect(itemTexts({ item: item(2, 10.005, 21), locale })).toEqual({
    formatted_exunitcost: '$10.005',
    formatted_incunitcost: '$12.11',
    formatted_extotal: '$20.01',
    formatted_inctotal: '$24.21',
  });
});
