import type Big from 'big.js';

import { readDecimal, writeDecimal } from './arithmetic.ts';
import { computeTotals, type LineInput, type TotalsInput } from './compute-totals.ts';
import { minorUnits } from './currency.ts';
import type { Decimal } from './decimal.ts';
import type { Line } from './line.ts';
import { taxCategoryKey } from './tax-groups.ts';
import type { TaxSubtotal } from './tax.ts';
import type { Totals } from './totals.ts';

/** An amount that a document states and that its lines do not give. */
export interface TotalsDifference {
  /** Which amount: `totals.taxAmount`, `lines[0].lineExtensionAmount`, `taxSubtotals[S 21].taxAmount`. */
  readonly path: string;
  /** `null` where the document leaves it out. */
  readonly stated: Decimal | null;
  /** `null` where the lines give none. */
  readonly computed: Decimal | null;
}

export interface StatedTotals extends Pick<TotalsInput, 'currency' | 'allowanceCharges'> {
  readonly lines: readonly (LineInput & Pick<Line, 'lineExtensionAmount'>)[];
  readonly taxSubtotals: readonly TaxSubtotal[];
  readonly totals: Totals;
}

/**
 * Compares the amounts that a document states with those that {@link computeTotals} gives, and
 * lists those that differ in value (`21` and `21.00` do not). An empty list means that the
 * document is sound. What was prepaid and the rounding of what is payable are taken as stated.
 *
 * A difference is no fault of the document by itself: many vendors round the tax per line, where
 * EN 16931 rounds it per rate.
 *
 * @throws {AmountError} as `computeTotals` does
 */
export function checkTotals(document: StatedTotals): readonly TotalsDifference[] {
  const { prepaidAmount, payableRoundingAmount } = document.totals;
  const computed = computeTotals({ ...document, prepaidAmount, payableRoundingAmount });
  const stated = {
    ...document,
    lineExtensionAmounts: document.lines.map((line) => line.lineExtensionAmount),
  };
  const statedAmounts = amountsByPath(stated);
  const computedAmounts = amountsByPath(computed);
  const write = (amount: Big | undefined): Decimal | null =>
    amount === undefined ? null : writeInFull(amount, minorUnits(document.currency));
  return [...new Set([...statedAmounts.keys(), ...computedAmounts.keys()])].flatMap((path) => {
    const [statedAmount, computedAmount] = [statedAmounts.get(path), computedAmounts.get(path)];
    if (statedAmount && computedAmount?.eq(statedAmount)) return [];
    return [{ path, stated: write(statedAmount), computed: write(computedAmount) }];
  });
}

function amountsByPath(document: {
  readonly lineExtensionAmounts: readonly Decimal[];
  readonly taxSubtotals: readonly TaxSubtotal[];
  readonly totals: Totals;
}): ReadonlyMap<string, Big> {
  const amounts = new Map<string, Big>();
  // Summed, as a vendor may state one rate in several entries.
  const add = (path: string, amount: Decimal): void => {
    const soFar = amounts.get(path);
    amounts.set(path, soFar === undefined ? readDecimal(amount) : soFar.plus(readDecimal(amount)));
  };
  document.lineExtensionAmounts.forEach((amount, index) => {
    add(`lines[${index}].lineExtensionAmount`, amount);
  });
  for (const { taxCategory, taxableAmount, taxAmount } of document.taxSubtotals) {
    const path = `taxSubtotals[${taxCategoryKey(taxCategory)}]`;
    add(`${path}.taxableAmount`, taxableAmount);
    add(`${path}.taxAmount`, taxAmount);
  }
  for (const [member, amount] of Object.entries(document.totals)) add(`totals.${member}`, amount);
  return amounts;
}

/** With the digits that the currency has, or with more when it is those that make the difference. */
function writeInFull(amount: Big, fractionDigits: number): Decimal {
  const text = writeDecimal(amount);
  const digits = text.split('.')[1]?.length ?? 0;
  return digits > fractionDigits ? text : writeDecimal(amount, fractionDigits);
}
