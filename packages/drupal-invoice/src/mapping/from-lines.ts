import { baseQuantityOf, computeTotals } from '@invoice-relay/core/models';
import type {
  Currency,
  Decimal,
  DocumentAllowanceCharge,
  JsonObject,
  Line,
} from '@invoice-relay/core/models';

import type { NewDrupalItem } from '../model/index.ts';
import { Exact } from './amounts.ts';
import { numberOrNull } from './extensions.ts';
import { readText } from './read.ts';

/**
 * Converts lines to items of a site. Neither an item nor an invoice supports discounts, charges or
 * a price per dozen: whatever does not fit becomes a separate item, with a negative price if it is
 * a discount, so that the total without tax stays the same.
 */
export function toItems(options: {
  readonly lines: readonly Line[];
  readonly allowanceCharges: readonly DocumentAllowanceCharge[];
  readonly currency: Currency | null;
  /** What the site said about each line beyond the model, such as its weight; empty if unknown. */
  readonly kept: readonly JsonObject[];
}): readonly NewDrupalItem[] {
  const { lines, allowanceCharges, currency, kept } = options;
  return [
    ...lines.flatMap((line, index) => [
      {
        ...weightOf(kept[index]),
        description: description(line),
        ...amounts(line, currency),
        vat: line.taxCategory.percent,
      },
      ...line.allowanceCharges.map((entry) => extraItem(entry, line.taxCategory.percent)),
    ]),
    ...allowanceCharges.map((entry) => extraItem(entry, entry.taxCategory.percent)),
  ];
}

/** The site orders the items by weight. */
function weightOf(kept: JsonObject | undefined): { readonly weight?: number } {
  const weight = numberOrNull(kept?.['weight']);
  return weight === null ? {} : { weight };
}

/** An item has only one text, so it starts with the name of the line, if it has one. */
function description({ name, description: more }: Line): string | null {
  return [readText(name), readText(more)].filter((part) => part !== null).join('\n') || null;
}

/** The site rounds a unit price to this many digits after the point. */
const priceDigits = 3;

/**
 * Quantity and unit price. If the site cannot store the price per unit, the total is the price of a
 * single unit.
 */
function amounts(
  line: Line,
  currency: Currency | null,
): { readonly quantity: Decimal; readonly unitcost: Decimal } {
  const { quantity, priceAmount, baseQuantity, taxCategory } = line;
  const base = baseQuantityOf(line);
  const unitcost = Exact(priceAmount).div(base).round(priceDigits);
  if (unitcost.times(base).eq(priceAmount)) {
    return { quantity, unitcost: baseQuantity === null ? priceAmount : unitcost.toFixed() };
  }
  const net = computeTotals({
    currency,
    lines: [{ quantity, priceAmount, baseQuantity, taxCategory }],
  });
  return { quantity: '1', unitcost: net.totals.lineExtensionAmount };
}

function extraItem(entry: Line['allowanceCharges'][number], vat: Decimal | null): NewDrupalItem {
  const { chargeIndicator, amount, allowanceChargeReason } = entry;
  return {
    description: allowanceChargeReason ?? (chargeIndicator ? 'Charge' : 'Discount'),
    quantity: '1',
    unitcost: Exact(amount)
      .times(chargeIndicator ? '1' : '-1')
      .toFixed(),
    vat,
  };
}
