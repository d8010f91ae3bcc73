import type { Invoice } from '@invoice-relay/core/models';
import type { DrupalInvoice, ListedDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice, customerName, savedInvoice } from '@invoice-relay/drupal-invoice/forms';
import type { IDataObject } from 'n8n-workflow';

import type { Output } from './output-parameters.ts';

/**
 * An invoice as it comes out.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function invoiceJson(options: {
  readonly invoice: DrupalInvoice;
  readonly output: Output;
}): IDataObject {
  const { invoice, output } = options;
  return inForm({ invoice, output, canonical: canonicalInvoice({ invoice, facts: output.facts }) });
}

/**
 * What came of a new or changed invoice. When it could not be read afterwards, or has what cannot be
 * read, it is saved all the same, so that is no error.
 */
export function savedJson(options: {
  readonly id: number;
  readonly invoice: DrupalInvoice | null;
  readonly output: Output;
}): IDataObject {
  const { id, invoice, output } = options;
  if (invoice === null) return toData({ id: String(id), number: null, total: null });
  const canonical = savedInvoice({ invoice, facts: output.facts });
  if (canonical === null) return toData({ ...invoice, id: String(id), total: null });
  return inForm({ invoice, output, canonical });
}

/** A row of the list. */
export function rowJson(options: {
  readonly row: ListedDrupalInvoice;
  readonly isSimple: boolean;
}): IDataObject {
  const { row, isSimple } = options;
  const known = { id: String(row.id), number: row.number, total: row.inctotal };
  if (!isSimple) return toData({ ...known, ...row, ...known });
  return toData({
    ...known,
    status: row.pay_status,
    customer: customerName(row),
    template: row.template,
    created: row.created,
    changed: row.changed,
  });
}

function inForm(options: {
  readonly invoice: DrupalInvoice;
  readonly canonical: Invoice;
  readonly output: Output;
}): IDataObject {
  const { invoice, canonical, output } = options;
  const { id, number, totals } = canonical;
  if (output.form === 'canonical') return toData(canonical);
  if (output.form === 'site') {
    const known = { id, number, total: totals.taxInclusiveAmount };
    // In front, where people look, and in place of what the site calls so.
    return toData({ ...known, ...invoice, ...known });
  }
  return toData({
    id,
    number,
    status: canonical.status ?? invoice.pay_status,
    customer: customerName(invoice),
    issueDate: canonical.issueDate,
    dueDate: canonical.dueDate,
    currency: canonical.currency,
    total: totals.taxInclusiveAmount,
    payable: totals.payableAmount,
  });
}

/** Our own types are read-only; what n8n passes on is not. */
function toData(value: object): IDataObject {
  return value as IDataObject;
}
