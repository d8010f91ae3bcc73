import { VendorError } from '@invoice-relay/core/errors';
import type { Currency, Decimal, Invoice, JsonObject } from '@invoice-relay/core/models';

import { Exact, sumOf } from './amounts.ts';
import { restOf } from './extensions.ts';
import { itemMembers, toLine } from './lines.ts';
import type { StatedLine } from './lines.ts';
import { clientMembers, toParty } from './party.ts';
import { readCurrency, readDecimal, readId, readList, readText } from './read.ts';
import { toTotals } from './totals.ts';
import type { DocumentTotals } from './totals.ts';
import type { EnvoiceEstimation, EnvoiceInvoice, EnvoiceOrder } from './vendor-models.ts';

/** The members of an invoice or estimation that have a place in the canonical documents. */
const documentMembers = [
  'Client',
  'Currency',
  'Id',
  'IssuedOn',
  'Items',
  'Notes',
  'Number',
  'PoNumber',
  'TaxAmount',
  'Terms',
  'TotalAmount',
  // The audit log: each entry is its own event.
  'Activities',
];

type Common = Pick<
  Invoice,
  'id' | 'number' | 'currency' | 'purchaseOrderReference' | 'paymentTerms' | 'notes' | 'buyer'
>;

/** Maps what invoices and estimations have in common, and what follows from their items. */
export function toDocument(document: EnvoiceInvoice | EnvoiceEstimation): {
  readonly common: Common & Pick<Invoice, 'seller'>;
  readonly lines: readonly StatedLine[];
  readonly amounts: DocumentTotals;
} {
  const currency = readCurrency(document.Currency);
  const lines = toLines({ items: document.Items, currency });
  return {
    common: {
      id: requireId(document),
      number: readText(document.Number),
      currency,
      purchaseOrderReference: readText(document.PoNumber),
      paymentTerms: readText(document.Terms),
      notes: toNotes(document.Notes),
      seller: null,
      buyer: document.Client ? toParty(document.Client) : null,
    },
    lines,
    amounts: toTotals({
      currency,
      lines,
      stated: {
        discount: readDecimal({ value: document.DiscountAmount, member: 'DiscountAmount' }),
        tax: readDecimal({ value: document.TaxAmount, member: 'TaxAmount' }),
        total: readDecimal({ value: document.TotalAmount, member: 'TotalAmount' }),
        shipping: '0',
        totalWithShipping: null,
      },
    }),
  };
}

export function toLines(options: {
  readonly items: EnvoiceInvoice['Items'] | EnvoiceOrder['Items'];
  readonly currency: Currency | null;
}): readonly StatedLine[] {
  const { items, currency } = options;
  return readList(items).map((item, index) => toLine({ item, index, currency }));
}

export function toNotes(text: unknown): string[] {
  const note = readText(text);
  return note === null ? [] : [note];
}

/** @throws {VendorError} for a response that is not a document at all */
export function requireId(document: { readonly Id?: unknown }): string {
  const id = readId(document.Id);
  if (id !== null) return id;
  throw new VendorError(
    'vendor_answer_invalid',
    'Envoice returned a document without an Id. Try again later.',
  );
}

/**
 * The extensions of an invoice or estimation: what has no place in the model, including that of its
 * items (in order), its client and its currency.
 */
export function documentExtensions(options: {
  readonly document: EnvoiceInvoice | EnvoiceEstimation;
  readonly lines: readonly StatedLine[];
  readonly amounts: DocumentTotals;
  readonly mapped: readonly string[];
  readonly more?: JsonObject;
}): Invoice['extensions'] {
  const { document, lines, amounts, mapped, more } = options;
  return {
    envoice: {
      ...restOf(document, {
        without: [...documentMembers, ...mapped, ...redundantAmounts({ document, lines, amounts })],
      }),
      ...partsOf(document),
      ...(document.Client && { Client: restOf(document.Client, { without: clientMembers }) }),
      ...more,
    },
  };
}

/** The rest of the items and of the currency, if there are any. */
export function partsOf(
  document: Pick<EnvoiceInvoice, 'Currency'> & Pick<EnvoiceInvoice | EnvoiceOrder, 'Items'>,
): JsonObject {
  return {
    Items: readList<object>(document.Items).map((item) => restOf(item, { without: itemMembers })),
    ...(document.Currency && { Currency: restOf(document.Currency, { without: ['Value'] }) }),
  };
}

/** The amounts that the totals, or the discounts of the lines, already contain. */
export function redundantAmounts(options: {
  readonly document: { readonly SubTotalAmount?: unknown; readonly DiscountAmount?: unknown };
  readonly lines: readonly StatedLine[];
  readonly amounts: DocumentTotals;
}): readonly string[] {
  const { document, lines, amounts } = options;
  const discounts = lines.flatMap(({ line }) => line.allowanceCharges.map(({ amount }) => amount));
  const isSaid = (name: 'SubTotalAmount' | 'DiscountAmount', saying: readonly Decimal[]) => {
    const stated = readDecimal({ value: document[name], member: name });
    return stated !== null && saying.some((said) => Exact(stated).eq(said));
  };
  const { lineExtensionAmount, taxExclusiveAmount, allowanceTotalAmount } = amounts.totals;
  return [
    ...(isSaid('SubTotalAmount', [taxExclusiveAmount, lineExtensionAmount])
      ? ['SubTotalAmount']
      : []),
    ...(isSaid('DiscountAmount', [allowanceTotalAmount, sumOf(discounts).toFixed()])
      ? ['DiscountAmount']
      : []),
  ];
}
