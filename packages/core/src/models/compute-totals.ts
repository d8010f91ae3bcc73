import type Big from 'big.js';

import type { AllowanceCharge, DocumentAllowanceCharge } from './allowance-charge.ts';
import { divide, readDecimal, round, sum, writeDecimal } from './arithmetic.ts';
import { baseQuantityOf } from './base-quantity.ts';
import { minorUnits, type Currency } from './currency.ts';
import type { Decimal } from './decimal.ts';
import type { Line } from './line.ts';
import { groupByTaxCategory, type TaxableAmount } from './tax-groups.ts';
import type { TaxSubtotal } from './tax.ts';
import type { Totals } from './totals.ts';

/** The input of a line's net amount. A whole {@link Line} fits. */
export interface LineInput extends Pick<Line, 'quantity' | 'priceAmount' | 'taxCategory'> {
  /** One if omitted or null. */
  readonly baseQuantity?: Decimal | null;
  readonly allowanceCharges?: readonly Pick<AllowanceCharge, 'chargeIndicator' | 'amount'>[];
}

export interface TotalsInput {
  /** Determines the minor units that amounts are rounded to; `null` means two digits. */
  readonly currency: Currency | null;
  readonly lines: readonly LineInput[];
  /** On document level. */
  readonly allowanceCharges?: readonly Pick<
    DocumentAllowanceCharge,
    'chargeIndicator' | 'amount' | 'taxCategory'
  >[];
  /** BT-113. Zero if omitted. */
  readonly prepaidAmount?: Decimal;
  /** BT-114. Zero if omitted. */
  readonly payableRoundingAmount?: Decimal;
}

export interface ComputedTotals {
  /** BT-131 of each line, in the order of the lines. */
  readonly lineExtensionAmounts: readonly Decimal[];
  /** BG-23, ordered by category and rate, so that the order of the lines does not matter. */
  readonly taxSubtotals: readonly TaxSubtotal[];
  readonly totals: Totals;
}

/**
 * Computes the amounts of a document according to EN 16931 (BR-CO-10 to BR-CO-17).
 *
 * Rounding is half away from zero to the currency's minor units, in two places only: the net amount
 * of each line, and the tax amount of each category and rate. Input amounts (allowances and charges
 * of the document, prepaid, rounding) are first rounded the same way, as EN 16931 allows them no
 * more digits. Everything else is an exact sum.
 *
 * @throws {AmountError} `amount_malformed` for a number that is not decimal text,
 *   `base_quantity_not_positive`, or `amount_too_long` for a result that no document could contain
 */
export function computeTotals(input: TotalsInput): ComputedTotals {
  const fractionDigits = minorUnits(input.currency);
  const read = (amount: Decimal): Big => round(readDecimal(amount), fractionDigits);
  const write = (value: Big): Decimal => writeDecimal(value, fractionDigits);

  const lines: TaxableAmount[] = input.lines.map((line, index) => ({
    amount: lineNetAmount({ line, index, fractionDigits }),
    taxCategory: line.taxCategory,
  }));
  const documentLevel = (input.allowanceCharges ?? []).map((entry) => ({
    ...entry,
    amount: read(entry.amount),
  }));
  const allowances = documentLevel.filter((entry) => !entry.chargeIndicator);
  const charges = documentLevel.filter((entry) => entry.chargeIndicator);

  const groups = groupByTaxCategory([
    ...lines,
    ...charges,
    ...allowances.map((entry) => ({ ...entry, amount: entry.amount.neg() })),
  ]).map((group) => ({
    ...group,
    // BR-CO-17
    taxAmount: divide({
      dividend: group.taxableAmount.times(readDecimal(group.taxCategory.percent ?? '0')),
      divisor: readDecimal('100'),
      fractionDigits,
    }),
  }));

  const lineExtensionAmount = sum(lines.map((line) => line.amount)); // BR-CO-10
  const allowanceTotalAmount = sum(allowances.map((entry) => entry.amount)); // BR-CO-11
  const chargeTotalAmount = sum(charges.map((entry) => entry.amount)); // BR-CO-12
  const taxExclusiveAmount = lineExtensionAmount
    .minus(allowanceTotalAmount)
    .plus(chargeTotalAmount); // BR-CO-13
  const taxAmount = sum(groups.map((group) => group.taxAmount)); // BR-CO-14
  const taxInclusiveAmount = taxExclusiveAmount.plus(taxAmount); // BR-CO-15
  const prepaidAmount = read(input.prepaidAmount ?? '0');
  const payableRoundingAmount = read(input.payableRoundingAmount ?? '0');
  const payableAmount = taxInclusiveAmount.minus(prepaidAmount).plus(payableRoundingAmount); // BR-CO-16

  return {
    lineExtensionAmounts: lines.map((line) => write(line.amount)),
    taxSubtotals: groups.map((group) => ({
      taxableAmount: write(group.taxableAmount),
      taxAmount: write(group.taxAmount),
      taxCategory: group.taxCategory,
    })),
    totals: {
      lineExtensionAmount: write(lineExtensionAmount),
      allowanceTotalAmount: write(allowanceTotalAmount),
      chargeTotalAmount: write(chargeTotalAmount),
      taxExclusiveAmount: write(taxExclusiveAmount),
      taxAmount: write(taxAmount),
      taxInclusiveAmount: write(taxInclusiveAmount),
      prepaidAmount: write(prepaidAmount),
      payableRoundingAmount: write(payableRoundingAmount),
      payableAmount: write(payableAmount),
    },
  };
}

/**
 * Quantity × price ÷ base quantity − allowances + charges. All over the base quantity, so that one
 * division ends it and nothing is rounded twice.
 */
function lineNetAmount(options: {
  readonly line: LineInput;
  readonly index: number;
  readonly fractionDigits: number;
}): Big {
  const { line, index, fractionDigits } = options;
  const baseQuantity = readDecimal(baseQuantityOf(line, { name: `Line ${index + 1}` }));
  const adjustment = sum(
    (line.allowanceCharges ?? []).map(({ chargeIndicator, amount }) =>
      chargeIndicator ? readDecimal(amount) : readDecimal(amount).neg(),
    ),
  );
  const dividend = readDecimal(line.quantity)
    .times(readDecimal(line.priceAmount))
    .plus(adjustment.times(baseQuantity));
  return divide({ dividend, divisor: baseQuantity, fractionDigits });
}
