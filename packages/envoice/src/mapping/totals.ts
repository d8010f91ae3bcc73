import { computeTotals } from '@invoice-relay/core/models';
import type {
  Currency,
  Decimal,
  DocumentAllowanceCharge,
  TaxCategory,
  TaxSubtotal,
  Totals,
} from '@invoice-relay/core/models';

import { Exact, isZero, sumOf, writeAmount } from './amounts.ts';
import type { StatedLine } from './lines.ts';

/** The amounts that Envoice states for a whole document; `null` if it states none. */
export interface StatedAmounts {
  readonly discount: Decimal | null;
  readonly tax: Decimal | null;
  /** With tax, without shipping. */
  readonly total: Decimal | null;
  /** Zero if nothing is shipped. */
  readonly shipping: Decimal;
  readonly totalWithShipping: Decimal | null;
}

export interface DocumentTotals {
  readonly allowanceCharges: readonly DocumentAllowanceCharge[];
  readonly taxSubtotals: readonly TaxSubtotal[];
  /** Nothing is paid yet. */
  readonly totals: Totals;
}

/**
 * Returns the totals of a document, as Envoice states them: `TotalAmount` and `TaxAmount` are used
 * as they are, and the amount without tax is their difference. Only what Envoice omits is computed.
 *
 * The tax per rate is the sum of what the items of that rate state. Envoice rounds it per item, EN
 * 16931 per rate: `checkTotals` accepts that, and `toleratedTaxes` lists where it happened.
 */
export function toTotals(options: {
  readonly currency: Currency | null;
  readonly lines: readonly StatedLine[];
  readonly stated: StatedAmounts;
}): DocumentTotals {
  const { currency, lines, stated } = options;
  const write = (amount: Parameters<typeof writeAmount>[0]) => writeAmount(amount, currency);
  const allowanceCharges = [...allowances(options), ...charges(options)];
  const computed = computeTotals({
    currency,
    lines: lines.map(({ line }) => ({
      quantity: '1',
      priceAmount: line.lineExtensionAmount,
      taxCategory: line.taxCategory,
    })),
    allowanceCharges,
  });
  const taxed = computed.taxSubtotals.filter(
    ({ taxCategory }) => !isZero(taxCategory.percent ?? '0'),
  );
  const taxSubtotals = computed.taxSubtotals.map((subtotal) => ({
    ...subtotal,
    taxAmount: write(
      // A single rate has all of the tax.
      stated.tax !== null && taxed.length === 1 && taxed[0] === subtotal
        ? stated.tax
        : statedTax({ subtotal, lines }),
    ),
  }));
  const taxAmount =
    stated.tax ?? sumOf(taxSubtotals.map((subtotal) => subtotal.taxAmount)).toFixed();
  const taxInclusiveAmount =
    stated.totalWithShipping ??
    (stated.total === null
      ? Exact(computed.totals.taxExclusiveAmount).plus(taxAmount)
      : Exact(stated.total).plus(stated.shipping));
  return {
    allowanceCharges,
    taxSubtotals,
    totals: {
      ...computed.totals,
      taxExclusiveAmount: write(Exact(taxInclusiveAmount).minus(taxAmount)),
      taxAmount: write(taxAmount),
      taxInclusiveAmount: write(taxInclusiveAmount),
      payableAmount: write(taxInclusiveAmount),
    },
  };
}

/**
 * The discount of the whole document. Envoice also states the sum of its items' discounts as
 * `DiscountAmount`; it is a separate discount if the total is closer to the result with it.
 */
function allowances(options: Parameters<typeof toTotals>[0]): readonly DocumentAllowanceCharge[] {
  const { currency, lines, stated } = options;
  const { discount, tax, total } = stated;
  if (discount === null || total === null || isZero(discount)) return [];
  const without = sumOf(lines.map(({ line }) => line.lineExtensionAmount)).plus(tax ?? '0');
  const distance = without.minus(total).abs();
  if (without.minus(discount).minus(total).abs().gte(distance)) return [];
  return [
    {
      chargeIndicator: false,
      amount: writeAmount(discount, currency),
      baseAmount: null,
      multiplierFactorNumeric: null,
      allowanceChargeReason: 'Discount',
      taxCategory: commonTaxCategory(lines),
    },
  ];
}

/** Envoice adds shipping to the total with tax: shipping itself has no tax. */
function charges(options: Parameters<typeof toTotals>[0]): readonly DocumentAllowanceCharge[] {
  const { shipping } = options.stated;
  if (isZero(shipping)) return [];
  return [
    {
      chargeIndicator: true,
      amount: writeAmount(shipping, options.currency),
      baseAmount: null,
      multiplierFactorNumeric: null,
      allowanceChargeReason: 'Shipping',
      taxCategory: { id: null, percent: null },
    },
  ];
}

/** The rate of all lines, if they have one in common. */
function commonTaxCategory(lines: readonly StatedLine[]): TaxCategory {
  const [first, ...others] = lines.map(({ line }) => line.taxCategory);
  const isCommon = others.every(({ percent }) => percent === first?.percent);
  return first && isCommon ? first : { id: null, percent: null };
}

/** What the items of a rate state; the computed tax, unless all of them do. */
function statedTax(options: {
  readonly subtotal: TaxSubtotal;
  readonly lines: readonly StatedLine[];
}): Decimal {
  const { subtotal, lines } = options;
  const taxes = lines
    .filter(({ line }) => line.taxCategory.percent === subtotal.taxCategory.percent)
    .map(({ taxAmount }) => taxAmount);
  const known = taxes.filter((amount) => amount !== null);
  return known.length === taxes.length && taxes.length > 0
    ? sumOf(known).toFixed()
    : subtotal.taxAmount;
}
