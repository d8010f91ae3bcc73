import { computeTotals } from '@invoice-relay/core/models';
import type { AllowanceCharge, Currency, Decimal, Line } from '@invoice-relay/core/models';
import type Big from 'big.js';

import { Exact, isZero, writeAmount } from './amounts.ts';
import { readDecimal, readId, readText } from './read.ts';
import type { EnvoiceItem, EnvoiceOrderItem } from './vendor-models.ts';

/** A line, and the tax that Envoice states for it. */
export interface StatedLine {
  readonly line: Line;
  /** `null` if it states none. */
  readonly taxAmount: Decimal | null;
}

/** The members of an item that have a place in a line. The others refer to work type and tax. */
export const itemMembers = [
  'Cost',
  'Description',
  'DiscountAmount',
  'DiscountPercentage',
  'Quantity',
  'ReferenceId',
  'SubTotalAmount',
  'TaxAmount',
  'TaxPercentage',
  'TotalAmount',
];

/**
 * Converts an item of an invoice, estimation or order to a line. Its name is null, as Envoice
 * stores the title of a work type separately from the items that use it: `WorkTypeId` is in the
 * extensions.
 *
 * @param options.index of the item, for messages
 * @throws {VendorError} `vendor_answer_invalid`
 */
export function toLine(options: {
  readonly item: EnvoiceItem & EnvoiceOrderItem;
  readonly index: number;
  readonly currency: Currency | null;
}): StatedLine {
  const { item, index, currency } = options;
  const read = (name: keyof EnvoiceItem): Decimal | null =>
    readDecimal({ value: item[name], member: `Items[${index}].${name}` });
  const taxAmount = read('TaxAmount');
  const gross = {
    quantity: read('Quantity') ?? '0',
    priceAmount: read('Cost') ?? '0',
    taxCategory: { id: null, percent: read('TaxPercentage') },
  };
  const baseAmount = netAmount(gross, currency);
  const allowanceCharges = discounts({
    percentage: read('DiscountPercentage') ?? '0',
    amount: read('DiscountAmount'),
    baseAmount,
    currency,
  });
  const lineExtensionAmount = nearest({
    to: netAmount({ ...gross, allowanceCharges }, currency),
    among: statedNetAmounts({
      subTotal: read('SubTotalAmount'),
      discount: read('DiscountAmount'),
      tax: taxAmount,
      total: read('TotalAmount'),
    }),
  });
  return {
    line: {
      id: readId(item.Id),
      name: null,
      description: readText(item.Description),
      sellersItemId: readText(item.ReferenceId),
      ...gross,
      unitCode: null,
      baseQuantity: null,
      allowanceCharges,
      lineExtensionAmount: writeAmount(lineExtensionAmount, currency),
    },
    taxAmount: taxAmount === null ? null : writeAmount(taxAmount, currency),
  };
}

function netAmount(
  line: Parameters<typeof computeTotals>[0]['lines'][number],
  currency: Currency | null,
): Decimal {
  return computeTotals({ currency, lines: [line] }).totals.lineExtensionAmount;
}

function discounts(options: {
  readonly percentage: Decimal;
  readonly amount: Decimal | null;
  readonly baseAmount: Decimal;
  readonly currency: Currency | null;
}): readonly AllowanceCharge[] {
  const { percentage, baseAmount, currency } = options;
  const amount = options.amount ?? Exact(baseAmount).times(percentage).div('100').toFixed();
  if (isZero(amount) && isZero(percentage)) return [];
  return [
    {
      chargeIndicator: false,
      amount: writeAmount(amount, currency),
      baseAmount,
      multiplierFactorNumeric: isZero(percentage) ? null : percentage,
      allowanceChargeReason: 'Discount',
    },
  ];
}

/**
 * The candidates for the amount of an item after its discount and without its tax. The description
 * does not say whether the discount is already deducted from `SubTotalAmount`.
 */
function statedNetAmounts(stated: {
  readonly subTotal: Decimal | null;
  readonly discount: Decimal | null;
  readonly tax: Decimal | null;
  readonly total: Decimal | null;
}): readonly Big[] {
  const { subTotal, discount, tax, total } = stated;
  return [
    ...(total === null ? [] : [Exact(total).minus(tax ?? '0')]),
    ...(subTotal === null ? [] : [Exact(subTotal), Exact(subTotal).minus(discount ?? '0')]),
  ];
}

/** The stated amount nearest to the computed one; the computed one if none is stated. */
function nearest(options: { readonly to: Decimal; readonly among: readonly Big[] }): Big {
  const to = Exact(options.to);
  const [first, ...others] = options.among;
  if (!first) return to;
  return others.reduce(
    (best, other) => (other.minus(to).abs().lt(best.minus(to).abs()) ? other : best),
    first,
  );
}
