import type { Invoice } from '@invoice-relay/core/models';
import type { DrupalInvoice, ListedDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice, customerName, savedInvoice } from '@invoice-relay/drupal-invoice/forms';
import type { IDataObject } from 'n8n-workflow';

import type { Output } from './output-parameters.ts';

/**
 * Converts an invoice to the node's output.
 *
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is not a number
 */
export function invoiceJson(options: {
  readonly invoice: DrupalInvoice;
  readonly output: Output;
}): IDataObject {
  const { invoice, output } = options;
  return inForm({ invoice, output, canonical: canonicalInvoice({ invoice, facts: output.facts }) });
}

/**
 * Output for a created or updated invoice. If it could not be read back, or contains something
 * unreadable, it has been saved all the same, so that is not an error.
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

/** Output for one row of the list. */
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
    // Known members come first, where users look, and override the site's members of the same name.
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

/** Our own types are read-only; n8n's are not. */
function toData(value: object): IDataObject {
  return value as IDataObject;
}
