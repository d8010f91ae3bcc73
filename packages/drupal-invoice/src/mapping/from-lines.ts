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
 * Lines as items of a site. An item knows no discounts, no charges and no price for a dozen, and
 * neither does an invoice: what does not fit becomes an item of its own, with a negative price
 * where it takes away, so that the total without tax stays what it is.
 */
export function toItems(options: {
  readonly lines: readonly Line[];
  readonly allowanceCharges: readonly DocumentAllowanceCharge[];
  readonly currency: Currency | null;
  /** What the site said of each line beyond it, such as its weight; empty where nothing is known. */
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

/** By which the site orders the items. */
function weightOf(kept: JsonObject | undefined): { readonly weight?: number } {
  const weight = numberOrNull(kept?.['weight']);
  return weight === null ? {} : { weight };
}

/** An item has one text, so a name that a line has leads it. */
function description({ name, description: more }: Line): string | null {
  return [readText(name), readText(more)].filter((part) => part !== null).join('\n') || null;
}

/** Quantity and price of one. A price that does not come out even is that of all, once. */
function amounts(
  line: Line,
  currency: Currency | null,
): { readonly quantity: Decimal; readonly unitcost: Decimal } {
  const { quantity, priceAmount, baseQuantity, taxCategory } = line;
  if (baseQuantity === null) return { quantity, unitcost: priceAmount };
  const unitcost = Exact(priceAmount).div(baseQuantityOf(line));
  if (unitcost.times(baseQuantity).eq(priceAmount))
    return { quantity, unitcost: unitcost.toFixed() };
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
