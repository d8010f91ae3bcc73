import { Big } from 'big.js';

/** What a line's amounts are computed from. Numbers, as in the vendor's API. */
export interface LineInput {
  readonly Cost: number;
  readonly Quantity: number;
  /** Percentage of the cost, from 0 to 100. */
  readonly DiscountPercentage?: number | undefined;
  readonly TaxPercentage?: number | undefined;
}

/** The four amounts of a line or document in the vendor's API. */
export interface Amounts {
  /** Quantity × cost: before the discount, without tax. */
  readonly SubTotalAmount: number;
  readonly DiscountAmount: number;
  /** Tax on the discounted amount. */
  readonly TaxAmount: number;
  /** Subtotal − discount + tax. */
  readonly TotalAmount: number;
}

/**
 * Computes the amounts of one line in decimals. Each is rounded half away from zero to the
 * currency's digits, so that the displayed amounts add up. The vendor does not document its
 * rounding.
 */
export function lineAmounts(options: {
  readonly line: LineInput;
  readonly fractionDigits: number;
}): Amounts {
  const { line, fractionDigits } = options;
  const rounded = (value: Big) => value.round(fractionDigits, Big.roundHalfUp);
  const percent = (value: Big, percentage: number | undefined) =>
    rounded(value.times(new Big(percentage ?? 0)).div(100));
  const subTotal = rounded(new Big(line.Quantity).times(new Big(line.Cost)));
  const discount = percent(subTotal, line.DiscountPercentage);
  const net = subTotal.minus(discount);
  const tax = percent(net, line.TaxPercentage);
  return {
    SubTotalAmount: subTotal.toNumber(),
    DiscountAmount: discount.toNumber(),
    TaxAmount: tax.toNumber(),
    TotalAmount: net.plus(tax).toNumber(),
  };
}

/** Computes the amounts of a document: the sums over its lines. */
export function sumAmounts(lines: readonly Partial<Amounts>[]): Amounts {
  const sum = (of: keyof Amounts) => addAmounts(...lines.map((line) => line[of] ?? 0));
  return {
    SubTotalAmount: sum('SubTotalAmount'),
    DiscountAmount: sum('DiscountAmount'),
    TaxAmount: sum('TaxAmount'),
    TotalAmount: sum('TotalAmount'),
  };
}

/** Adds exactly: 0.1 + 0.2 is 0.3. */
export function addAmounts(...amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toNumber();
}

/** A percentage of an amount, rounded like all amounts. */
export function percentOf(options: {
  readonly amount: number;
  readonly percentage: number;
  readonly fractionDigits: number;
}): number {
  return new Big(options.amount)
    .times(options.percentage)
    .div(100)
    .round(options.fractionDigits, Big.roundHalfUp)
    .toNumber();
}
