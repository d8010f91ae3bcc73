import type { Line } from '@invoice-relay/core/models';

import { moduleTotals } from '../amounts/index.ts';
import type { ItemAmounts, ModuleTotals } from '../amounts/index.ts';
import type { DrupalItem } from '../model/index.ts';
import { Exact } from './amounts.ts';
import { readDecimal, readText } from './read.ts';

/** The items of an invoice as lines, and what the module makes of their amounts. */
export interface Lines {
  readonly invoiceLines: readonly Line[];
  /** Null where the amounts are too large for the module's own arithmetic. */
  readonly computed: ModuleTotals | null;
}

/**
 * An item has one text, which is its description; a line's name is null, as for all sources that
 * keep no title of what they sell. What a line comes to is rounded as the module does it.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function toLines(items: readonly DrupalItem[]): Lines {
  const amounts = items.map((item, index) => readAmounts({ item, index }));
  const computed = moduleTotals(amounts);
  const invoiceLines = items.map((item, index): Line => {
    const { quantity = '0', unitcost = '0', vat = null } = amounts[index] ?? {};
    return {
      id: null,
      name: null,
      description: readText(item.description),
      sellersItemId: null,
      quantity,
      unitCode: null,
      priceAmount: unitcost,
      baseQuantity: null,
      allowanceCharges: [],
      lineExtensionAmount:
        computed?.items[index] ?? Exact(quantity).times(unitcost).round(2).toFixed(2),
      taxCategory: { id: null, percent: vat },
    };
  });
  return { invoiceLines, computed };
}

function readAmounts(options: { readonly item: DrupalItem; readonly index: number }): ItemAmounts {
  const { item, index } = options;
  const read = (name: 'quantity' | 'unitcost' | 'vat') =>
    readDecimal({ value: item[name] ?? '', member: `items[${index}].${name}` });
  const vat = readText(item.vat) === null ? null : read('vat');
  // Neither of the two: a line of text.
  const isText = readText(item.quantity) === null && readText(item.unitcost) === null;
  return isText
    ? { quantity: '0', unitcost: '0', vat }
    : { quantity: read('quantity'), unitcost: read('unitcost'), vat };
}
