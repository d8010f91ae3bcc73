import type Big from 'big.js';

import { readDecimal, writeDecimal } from './arithmetic.ts';
import type { TaxCategory } from './tax.ts';

export interface TaxableAmount {
  readonly amount: Big;
  readonly taxCategory: TaxCategory;
}

export interface TaxGroup {
  readonly taxableAmount: Big;
  readonly taxCategory: TaxCategory;
}

/** One key per category: `21` and `21.00` are the same rate. A `?` represents unknown values. */
export function taxCategoryKey(taxCategory: TaxCategory): string {
  const { id, percent } = canonical(taxCategory);
  return `${id ?? '?'} ${percent ?? '?'}`;
}

/**
 * Sums amounts per tax category and rate. Ordered by category and rate, unknown ones first.
 *
 * @throws {AmountError} `amount_malformed` for a rate that is not decimal text
 */
export function groupByTaxCategory(amounts: readonly TaxableAmount[]): readonly TaxGroup[] {
  const groups = new Map<string, TaxGroup>();
  for (const { amount, taxCategory } of amounts) {
    const key = taxCategoryKey(taxCategory);
    const group = groups.get(key);
    groups.set(key, {
      taxableAmount: group === undefined ? amount : group.taxableAmount.plus(amount),
      taxCategory: group?.taxCategory ?? canonical(taxCategory),
    });
  }
  return [...groups.values()].toSorted((a, b) =>
    compareTaxCategories(a.taxCategory, b.taxCategory),
  );
}

function canonical({ id, percent }: TaxCategory): TaxCategory {
  return { id, percent: percent === null ? null : writeDecimal(readDecimal(percent)) };
}

function compareTaxCategories(a: TaxCategory, b: TaxCategory): number {
  const [idOfA, idOfB] = [a.id ?? '', b.id ?? ''];
  if (idOfA !== idOfB) return idOfA < idOfB ? -1 : 1;
  if (a.percent === null || b.percent === null) {
    return Number(a.percent !== null) - Number(b.percent !== null);
  }
  return readDecimal(a.percent).cmp(readDecimal(b.percent));
}
