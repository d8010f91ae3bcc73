import type { Estimate, Invoice, Line, Order, Party } from '@invoice-relay/core/models';

/** A document that a step returns, or an event may contain. */
export type DocumentKind = 'invoice' | 'order' | 'estimate';

type Canonical = Invoice | Order | Estimate;

/** The names of fields, as in the forms of the app, so that one maps to the other. */
export interface LineFields {
  readonly unitPrice: string;
  readonly taxPercentage: string;
  /** Further line fields that the app's forms take; from the source's own extensions. */
  readonly more?: (options: {
    readonly document: Canonical;
    readonly index: number;
  }) => Readonly<Record<string, unknown>>;
}

/** With the keys that only one kind of document has. */
const lastDays: Readonly<Record<DocumentKind, string | undefined>> = {
  invoice: 'due_date',
  estimate: 'expiry_date',
  order: undefined,
};

/**
 * The most frequently mapped fields of a document, each separately and in accountants' words, which
 * Zapier shows at the top: the totals, the customer, the dates, the line items. Amounts are decimal
 * text. The document itself is included under its kind.
 *
 * @param options.document null if unknown: then everything is null, and there are no lines
 */
export function flatDocument(options: {
  readonly kind: DocumentKind;
  readonly document: Canonical | null;
  readonly lineFields: LineFields;
}): Readonly<Record<string, unknown>> {
  const { kind, document, lineFields } = options;
  const { totals } = document ?? {};
  const lastDay = lastDays[kind];
  return {
    number: document?.number ?? null,
    status: document?.status ?? null,
    total: totals?.taxInclusiveAmount ?? null,
    ...(kind === 'estimate'
      ? {}
      : {
          amount_due: totals?.payableAmount ?? null,
          amount_paid: totals?.prepaidAmount ?? null,
        }),
    tax_total: totals?.taxAmount ?? null,
    subtotal: totals?.taxExclusiveAmount ?? null,
    currency: document?.currency ?? null,
    issue_date: document?.issueDate ?? null,
    ...(lastDay === undefined ? {} : { [lastDay]: lastDayOf(document) }),
    purchase_order_number: document?.purchaseOrderReference ?? null,
    ...customerOf(document?.buyer ?? null),
    terms: document?.paymentTerms ?? null,
    notes: document?.notes.join('\n') || null,
    line_items: document === null ? [] : linesOf(document, lineFields),
  };
}

function lastDayOf(document: Canonical | null): string | null {
  if (document === null) return null;
  if ('dueDate' in document) return document.dueDate;
  return 'validityEndDate' in document ? document.validityEndDate : null;
}

function customerOf(buyer: Party | null): Readonly<Record<string, unknown>> {
  const { postalAddress: address, contact } = buyer ?? {};
  return {
    customer_id: buyer?.id ?? null,
    customer_name: buyer?.name ?? null,
    customer_email: contact?.electronicMail ?? null,
    customer_phone: contact?.telephone ?? null,
    customer_address: address?.addressLine ?? null,
    customer_street: joined(address?.streetName, address?.buildingNumber),
    customer_postal_code: address?.postalZone ?? null,
    customer_city: address?.cityName ?? null,
    customer_country: address?.countryName ?? address?.countryCode ?? null,
    customer_vat_number: buyer?.taxId ?? null,
  };
}

function linesOf(document: Canonical, lineFields: LineFields): readonly object[] {
  const { unitPrice, taxPercentage, more = () => ({}) } = lineFields;
  return canonicalLines(document).map((line, index) => ({
    id: line.id,
    description: line.description ?? line.name,
    ...more({ document, index }),
    reference: line.sellersItemId,
    quantity: line.quantity,
    [unitPrice]: line.priceAmount,
    discount_percentage: discountOf(line),
    [taxPercentage]: line.taxCategory.percent,
    line_total: line.lineExtensionAmount,
  }));
}

function canonicalLines(document: Canonical): readonly Line[] {
  if ('invoiceLines' in document) return document.invoiceLines;
  return 'orderLines' in document ? document.orderLines : document.estimateLines;
}

function discountOf({ allowanceCharges }: Line): string | null {
  const discount = allowanceCharges.find(({ chargeIndicator }) => !chargeIndicator);
  return discount?.multiplierFactorNumeric ?? null;
}

function joined(...parts: readonly (string | null | undefined)[]): string | null {
  return (
    parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ') || null
  );
}
