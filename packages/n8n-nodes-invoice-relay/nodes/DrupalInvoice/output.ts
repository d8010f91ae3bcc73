import type { Invoice } from '@invoice-relay/core/models';
import type { DrupalInvoice, Saved } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice, savedInvoice } from '@invoice-relay/drupal-invoice/forms';
import type { IDataObject } from 'n8n-workflow';

import type { Output } from './output-parameters.ts';

/**
 * An invoice as it comes out.
 *
 * @param options.id with which the site was asked: an id or a number
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function invoiceJson(options: {
  readonly invoice: DrupalInvoice;
  readonly id: string;
  readonly output: Output;
}): IDataObject {
  const { invoice, id, output } = options;
  const canonical = canonicalInvoice({ invoice, id, facts: output.facts });
  return inForm({ invoice, output, canonical });
}

/**
 * What came of a new or changed invoice. A site need not answer with the invoice, and what it
 * answers need not be readable. The invoice is saved all the same, so that is no error.
 */
export function savedJson(options: {
  readonly saved: Saved;
  readonly output: Output;
}): IDataObject {
  const { saved, output } = options;
  const { id, invoice, number, answer } = saved;
  if (invoice === null) return toData({ id, number, total: null, answer });
  const canonical = savedInvoice({ invoice, id: id ?? '', facts: output.facts });
  if (canonical === null) return toData({ ...invoice, id, number, total: null });
  return { ...inForm({ invoice, output, canonical }), id };
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

function customerName({ customer }: DrupalInvoice): string | null {
  const { company_name: company, firstname, lastname } = customer ?? {};
  const person = [firstname, lastname].filter(Boolean).join(' ');
  return company || person || null;
}

/** Our own types are read-only; what n8n passes on is not. */
function toData(value: object): IDataObject {
  return value as IDataObject;
}
