import { computeTotals } from '@invoice-relay/core/models';
import type { Currency, Decimal, Line } from '@invoice-relay/core/models';

import type { DrupalItem } from '../model/index.ts';
import { notReadable, readDecimal, readText } from './read.ts';

type Amounts = Pick<Line, 'quantity' | 'priceAmount' | 'taxCategory'>;

/**
 * An item of an invoice as a line. An item has one text, which is its description; a line's name is
 * null, as for all sources that keep no title of what they sell.
 *
 * @param options.index of the item, for messages
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function toLine(options: {
  readonly item: DrupalItem;
  readonly index: number;
  readonly currency: Currency | null;
}): Line {
  const { item, index, currency } = options;
  const amounts = readAmounts({ item, index });
  return {
    id: null,
    name: null,
    description: readText(item.description),
    sellersItemId: null,
    ...amounts,
    unitCode: null,
    baseQuantity: null,
    allowanceCharges: [],
    lineExtensionAmount: netAmount({ amounts, index, currency }),
  };
}

function readAmounts(options: { readonly item: DrupalItem; readonly index: number }): Amounts {
  const { item, index } = options;
  const read = (name: 'quantity' | 'unitcost' | 'vat') =>
    readDecimal({ value: item[name] ?? '', member: `items[${index}].${name}` });
  const taxCategory = { id: null, percent: readText(item.vat) === null ? null : read('vat') };
  // Neither of the two: a line of text.
  const isText = readText(item.quantity) === null && readText(item.unitcost) === null;
  return isText
    ? { quantity: '0', priceAmount: '0', taxCategory }
    : { quantity: read('quantity'), priceAmount: read('unitcost'), taxCategory };
}

function netAmount(options: {
  readonly amounts: Amounts;
  readonly index: number;
  readonly currency: Currency | null;
}): Decimal {
  const { amounts, index, currency } = options;
  try {
    return computeTotals({ currency, lines: [amounts] }).totals.lineExtensionAmount;
  } catch (cause) {
    throw notReadable({ what: `amounts in items[${index}] that are too long to compute`, cause });
  }
}
