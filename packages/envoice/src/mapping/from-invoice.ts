import type { Estimate, Invoice } from '@invoice-relay/core/models';

import { estimateStatuses, invoiceStatuses } from './enums.ts';
import { toItems } from './from-lines.ts';
import { asId, asObject, asObjects, keptExtensions, present } from './references.ts';
import type { EnvoiceReferences } from './references.ts';
import type {
  EnvoiceEstimationCreate,
  EnvoiceEstimationUpdate,
  EnvoiceInvoiceCreate,
  EnvoiceInvoiceUpdate,
} from './vendor-models.ts';
import { writeDate } from './write.ts';

export interface FromInvoiceOptions {
  readonly invoice: Invoice;
  readonly references?: EnvoiceReferences | undefined;
}

export interface FromEstimateOptions {
  readonly estimate: Estimate;
  readonly references?: EnvoiceReferences | undefined;
}

/**
 * Converts an invoice to the input of `invoices.create`. Envoice computes the totals itself.
 *
 * An invoice that came from Envoice includes what its extensions keep (work types, taxes, gateways,
 * category, reminders); its attachments are left out, as their links are kept out of the model. For
 * one from elsewhere pass `references`: without a client and a currency Envoice will refuse it.
 *
 * @throws {AmountError} for a number that Envoice cannot represent
 */
export function fromInvoice(options: FromInvoiceOptions): EnvoiceInvoiceCreate {
  const { Id: _, ...invoice } = fromInvoiceUpdate(options);
  return { ...invoice, Items: (invoice.Items ?? []).map(({ Id: _id, ...item }) => item) };
}

/**
 * Converts an invoice to the input of `invoices.update`: like {@link fromInvoice}, with its id and
 * those of the items that Envoice knows.
 *
 * @throws {AmountError} for a number that Envoice cannot represent
 */
export function fromInvoiceUpdate(
  options: FromInvoiceOptions,
): Omit<EnvoiceInvoiceUpdate, 'Attachments'> {
  const { invoice, references = {} } = options;
  const kept = keptExtensions(invoice) ?? {};
  return present({
    ...documentMembers({ document: invoice, lines: invoice.invoiceLines, references }),
    Duedate: writeDate(invoice.dueDate),
    Status: invoice.status === null ? undefined : invoiceStatuses.write(invoice.status),
    InvoiceCategoryId: asId(kept['InvoiceCategoryId']),
    RecurringProfileId: asId(kept['RecurringProfileId']),
    ShouldSendReminders: asBoolean(kept['ShouldSendReminders']),
  });
}

/**
 * Converts an estimate to the input of `estimations.create`; see {@link fromInvoice}.
 *
 * @throws {AmountError} for a number that Envoice cannot represent
 */
export function fromEstimate(options: FromEstimateOptions): EnvoiceEstimationCreate {
  const { Id: _, ...estimation } = fromEstimateUpdate(options);
  return { ...estimation, Items: (estimation.Items ?? []).map(({ Id: _id, ...item }) => item) };
}

/**
 * Converts an estimate to the input of `estimations.update`; see {@link fromInvoiceUpdate}.
 *
 * @throws {AmountError} for a number that Envoice cannot represent
 */
export function fromEstimateUpdate(
  options: FromEstimateOptions,
): Omit<EnvoiceEstimationUpdate, 'Attachments'> {
  const { estimate, references = {} } = options;
  return present({
    ...documentMembers({ document: estimate, lines: estimate.estimateLines, references }),
    ExpiresOn: writeDate(estimate.validityEndDate),
    Status: estimate.status === null ? undefined : estimateStatuses.write(estimate.status),
  });
}

function documentMembers(options: {
  readonly document: Invoice | Estimate;
  readonly lines: Invoice['invoiceLines'];
  readonly references: EnvoiceReferences;
}) {
  const { document, lines, references } = options;
  const { allowanceCharges, currency, notes } = document;
  const extensions = keptExtensions(document);
  const kept = extensions ?? {};
  return {
    // An id of another source means something else, or nothing, in Envoice.
    Id: extensions === null ? undefined : asId(document.id),
    ClientId: references.clientId ?? (extensions === null ? undefined : asId(buyerId(document))),
    CurrencyId: references.currencyId ?? asId(asObject(kept['Currency'])['Id']),
    Number: document.number,
    IssuedOn: writeDate(document.issueDate),
    PoNumber: document.purchaseOrderReference,
    Terms: document.paymentTerms,
    Notes: notes.length === 0 ? undefined : notes.join('\n'),
    ClonedFromId: asId(kept['ClonedFromId']),
    PaymentGateways: Array.isArray(kept['PaymentGateways'])
      ? asObjects(kept['PaymentGateways']).map(({ Name }) => ({ Name: String(Name) }))
      : undefined,
    Items: toItems({
      lines,
      allowanceCharges,
      currency,
      kept: asObjects(kept['Items']),
      workTypeId: references.workTypeId,
    }),
  };
}

function buyerId(document: Invoice | Estimate): string | undefined {
  return document.buyer?.id ?? undefined;
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
