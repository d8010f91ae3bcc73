import type { Line } from '@invoice-relay/core/models';

import { moduleTotals } from '../amounts/index.ts';
import type { ItemAmounts, ModuleTotals } from '../amounts/index.ts';
import type { DrupalItem } from '../model/index.ts';
import { Exact } from './amounts.ts';
import { readDecimal, readText } from './read.ts';

/** The items of an invoice as lines, and what the module computes for their amounts. */
export interface Lines {
  readonly invoiceLines: readonly Line[];
  /** Null if the amounts are too large for the module's own arithmetic. */
  readonly computed: ModuleTotals | null;
}

/**
 * Converts items to lines. An item has one text, its description; a line's name is null, as for all
 * sources without a separate title for what they sell. The amount of a line is rounded like the
 * module does.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is not a number
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
  // Neither of the two: a text-only line.
  const isText = readText(item.quantity) === null && readText(item.unitcost) === null;
  return isText
    ? { quantity: '0', unitcost: '0', vat }
    : { quantity: read('quantity'), unitcost: read('unitcost'), vat };
}
