import { describe, expect, it } from 'vitest';

import { addAmounts, lineAmounts, percentOf, sumAmounts } from './amounts.ts';

const line = (Cost: number, Quantity: number, DiscountPercentage = 0, TaxPercentage = 0) =>
  lineAmounts({
    line: { Cost, Quantity, DiscountPercentage, TaxPercentage },
    fractionDigits: 2,
  });

describe('lineAmounts', () => {
  it('subtracts the discount, then adds the tax', () => {
    // 3 × 19.99 = 59.97; 10 % of it = 5.997 → 6.00; 20 % of 53.97 = 10.794 → 10.79
    expect(line(19.99, 3, 10, 20)).toEqual({
      SubTotalAmount: 59.97,
      DiscountAmount: 6,
      TaxAmount: 10.79,
      TotalAmount: 64.76,
    });
  });

  it('computes in decimals: 1.005 is rounded up', () => {
    expect(line(1.005, 1).SubTotalAmount).toBe(1.01);
    expect(line(-1.005, 1).SubTotalAmount).toBe(-1.01);
    expect(line(0.1, 3).SubTotalAmount).toBe(0.3);
  });

  it('matches the sample in the vendor’s guide', () => {
    expect(line(100, 1)).toEqual({
      SubTotalAmount: 100,
      DiscountAmount: 0,
      TaxAmount: 0,
      TotalAmount: 100,
    });
  });

  it('supports currencies without decimals', () => {
    const yen = { Cost: 333, Quantity: 0.5, TaxPercentage: 10 };
    expect(lineAmounts({ line: yen, fractionDigits: 0 })).toEqual({
      SubTotalAmount: 167,
      DiscountAmount: 0,
      TaxAmount: 17,
      TotalAmount: 184,
    });
  });
});

describe('sumAmounts', () => {
  it('adds exactly', () => {
    const lines = [line(0.1, 1, 0, 10), line(0.2, 1, 50, 10)];
    expect(sumAmounts(lines)).toEqual({
      SubTotalAmount: 0.3,
      DiscountAmount: 0.1,
      TaxAmount: 0.02,
      TotalAmount: 0.22,
    });
    expect(sumAmounts([])).toMatchObject({ TotalAmount: 0 });
    expect(addAmounts(0.1, 0.2)).toBe(0.3);
  });
});

describe('percentOf', () => {
  it('rounds half up', () => {
    expect(percentOf({ amount: 0.5, percentage: 1, fractionDigits: 2 })).toBe(0.01);
  });
});
