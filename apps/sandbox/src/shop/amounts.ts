import { Big } from 'big.js';

/** What a line's amounts are computed from. Numbers, as the vendor sends and takes them. */
export interface LineInput {
  readonly Cost: number;
  readonly Quantity: number;
  /** Of the cost, from 0 to 100. */
  readonly DiscountPercentage?: number | undefined;
  readonly TaxPercentage?: number | undefined;
}

/** The four amounts that the vendor gives for a line and for a document. */
export interface Amounts {
  /** Quantity × cost: before the discount, without tax. */
  readonly SubTotalAmount: number;
  readonly DiscountAmount: number;
  /** On what is left after the discount. */
  readonly TaxAmount: number;
  /** Subtotal − discount + tax. */
  readonly TotalAmount: number;
}

/**
 * The amounts of one line, in decimals. Each is rounded half away from zero to the currency's
 * digits, so that the amounts that are shown add up. How the vendor rounds is not documented.
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

/** The amounts of a document: the sums of those of its lines. */
export function sumAmounts(lines: readonly Partial<Amounts>[]): Amounts {
  const sum = (of: keyof Amounts) => addAmounts(...lines.map((line) => line[of] ?? 0));
  return {
    SubTotalAmount: sum('SubTotalAmount'),
    DiscountAmount: sum('DiscountAmount'),
    TaxAmount: sum('TaxAmount'),
    TotalAmount: sum('TotalAmount'),
  };
}

/** Adds exactly: 0.1 + 0.2 is 0.3 here. */
export function addAmounts(...amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toNumber();
}

/** A share of an amount, rounded as all amounts are. */
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
