import type { Invoice } from '@invoice-relay/core/models';
import type { DrupalInvoice } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice, invoiceLink, savedInvoice } from '@invoice-relay/drupal-invoice/forms';
import { flatDocument, nothingOf } from '@invoice-relay/zapier-kit';

import type { Site } from '../account/site.ts';
import { lineFields } from './line-fields.ts';
import { sampleInvoice } from './sample.ts';

/** An invoice as a Zap sees it: the canonical model, and the link under which the site shows it. */
export type InvoiceRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
};

export const invoiceSample = recordOf({
  invoice: sampleInvoice('unpaid'),
  link: 'https://www.example.com/invoice/api/invoice.html/7',
});

/** The most frequently mapped fields of an invoice, and its canonical model under `invoice`. */
function recordOf(options: {
  readonly invoice: Invoice;
  readonly link: string | null;
}): InvoiceRecord {
  const { invoice, link } = options;
  const flat = flatDocument({ kind: 'invoice', document: invoice, lineFields });
  return { id: invoice.id, ...flat, link, invoice };
}

/** @throws {VendorError} `vendor_answer_invalid` for an amount that is not a number */
export function invoiceRecord(options: {
  readonly site: Site;
  readonly invoice: DrupalInvoice;
}): InvoiceRecord {
  const { site, invoice } = options;
  return recordOf({
    invoice: canonicalInvoice({ invoice, facts: site.facts }),
    link: invoiceLink({ baseUrl: site.baseUrl, id: invoice.id }),
  });
}

/**
 * The result of creating or changing an invoice. If it could not be read afterwards, what is known:
 * the step has done its work, and a failure would make Zapier do it again.
 *
 * @param options.invoice null if it could not be read
 */
export function savedRecord(options: {
  readonly site: Site;
  readonly id: number;
  readonly invoice: DrupalInvoice | null;
}): InvoiceRecord {
  const { site, id, invoice } = options;
  const link = invoiceLink({ baseUrl: site.baseUrl, id });
  const canonical = invoice && savedInvoice({ invoice, facts: site.facts });
  if (canonical !== null) return recordOf({ invoice: canonical, link });
  return { ...nothingOf(invoiceSample), id: String(id), number: invoice?.number ?? null, link };
}
