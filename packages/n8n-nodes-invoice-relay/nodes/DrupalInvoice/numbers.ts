import { decimalToNumber, numberNameOf, withNumbers } from '@invoice-relay/core/models';
import type { Invoice } from '@invoice-relay/core/models';
import type { IDataObject } from 'n8n-workflow';

/**
 * Names that the site and this node use for amounts, quantities and percentages: decimal text or
 * null.
 */
const decimals: ReadonlySet<string> = new Set([
  'extotal',
  'inctotal',
  'payable',
  'quantity',
  'total',
  'unitcost',
  'vat',
  'vattotal',
]);

/** Adds a number next to each decimal text, for nodes that compare and add. */
export function withInvoiceNumbers(json: IDataObject, isCanonical: boolean): IDataObject {
  if (isCanonical) {
    return withNumbers({ kind: 'invoice', document: json as unknown as Invoice }) as IDataObject;
  }
  const { items } = json;
  return {
    ...numbered(json),
    ...(Array.isArray(items) && { items: items.map((item) => numbered(item as IDataObject)) }),
  };
}

function numbered(json: IDataObject): IDataObject {
  const members = Object.entries(json).flatMap(([name, value]) => {
    const number = decimals.has(name) && typeof value === 'string' ? decimalToNumber(value) : null;
    return [
      [name, value] as const,
      ...(number === null ? [] : [[numberNameOf(name), number] as const]),
    ];
  });
  return Object.fromEntries(members);
}
