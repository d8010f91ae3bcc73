import { expect, it } from 'vitest';

import { siteAmounts } from './amounts.ts';

const item = (quantity: string, unitcost: string, vat: string | null) => ({
  description: 'x',
  quantity,
  unitcost,
  vat,
});

it('takes VAT of what the items of one percentage come to', () => {
  const items = [item('1', '50.75', '21'), item('28', '0.22', '21.0'), item('3', '9.995', null)];
  expect(siteAmounts({ items })).toEqual({
    net: '86.90',
    vat: [
      { percentage: '21', amount: '11.95' },
      { percentage: '0', amount: '0.00' },
    ],
    total: '98.85',
  });
});

it('is exact where binary numbers are not, and rounds half away from zero', () => {
  expect(siteAmounts({ items: [item('3', '0.1', '0')] }).total).toBe('0.30');
  expect(siteAmounts({ items: [item('1', '1.005', '0')] }).total).toBe('1.01');
  expect(siteAmounts({ items: [item('-1', '1.005', '0')] }).total).toBe('-1.01');
});
