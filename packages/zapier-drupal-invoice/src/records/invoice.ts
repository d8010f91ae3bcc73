import type { Invoice, Totals } from '@invoice-relay/core/models';
import { documentId, documentNumber, tellsItems } from '@invoice-relay/drupal-invoice';
import type { DrupalInvoice, Saved } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice, invoiceLink, savedInvoice } from '@invoice-relay/drupal-invoice/forms';
import { flatDocument, nothingOf } from '@invoice-relay/zapier-kit';

import type { Site } from '../account/site.ts';
import { lineWords } from './line-words.ts';
import { sampleInvoice } from './sample.ts';

/** An invoice as a Zap sees it: the canonical model, and the link under which the site shows it. */
export type InvoiceRecord = Readonly<Record<string, unknown>> & {
  /** Null only for a new invoice of which the site does not tell it. */
  readonly id: string | null;
};

export const invoiceSample = recordOf({
  invoice: sampleInvoice('unpaid'),
  link: 'https://www.example.com/invoice/api/invoice.html/7',
});

/** What people pick most of an invoice, and the canonical model of it under `invoice`. */
function recordOf(options: {
  readonly invoice: Invoice;
  readonly link: string | null;
}): InvoiceRecord & { readonly id: string } {
  const { invoice, link } = options;
  const flat = flatDocument({ kind: 'invoice', document: invoice, words: lineWords });
  return { id: invoice.id, ...flat, link, invoice };
}

/**
 * @param options.id with which the site was asked: an id or a number
 * @throws {VendorError} `vendor_answer_invalid` for an amount that is no number
 */
export function invoiceRecord(options: {
  readonly site: Site;
  readonly invoice: DrupalInvoice;
  readonly id: string;
}): InvoiceRecord {
  const { site, invoice, id } = options;
  const canonical = canonicalInvoice({ invoice, id, facts: site.facts });
  const link = invoiceLink({ baseUrl: site.baseUrl, id: canonical.id });
  // Totals that are computed of nothing would be made up.
  const totals = tellsItems(invoice) ? canonical.totals : nothingOf(canonical.totals);
  return recordOf({ invoice: { ...canonical, totals: totals as Totals }, link });
}

/** @throws {VendorError} when there is none */
export async function readInvoice(site: Site, id: string): Promise<InvoiceRecord> {
  const invoice = await site.client.invoices.get({ id });
  return invoiceRecord({ site, invoice, id });
}

/**
 * What came of a new or changed invoice: as the site answered it, or read anew where that is not
 * the whole of it, or has no id. When neither can be read, what is known: the step has done its
 * work, and a failure would have Zapier do it a second time.
 */
export async function savedRecord(site: Site, saved: Saved): Promise<InvoiceRecord> {
  const { id, number, invoice } = saved;
  // The site takes either.
  const known = id ?? number;
  const link = invoiceLink({ baseUrl: site.baseUrl, id: known });
  const isWhole = invoice !== null && invoice.items.length > 0;
  const answered = isWhole ? savedInvoice({ invoice, id: id ?? '', facts: site.facts }) : null;
  if (known !== null && (answered === null || id === null)) {
    const read = await readSaved(site, { id, number });
    if (read !== null) return read;
  }
  if (answered !== null) {
    const whole = { ...answered, number: number ?? answered.number };
    return { ...recordOf({ invoice: whole, link }), id, invoice: { ...whole, id } };
  }
  return { ...nothingOf(invoiceSample), id, number, link };
}

/** Null when it cannot be read: the invoice is there all the same. */
async function readSaved(
  site: Site,
  { id, number }: Pick<Saved, 'id' | 'number'>,
): Promise<InvoiceRecord | null> {
  if (id !== null) return readInvoice(site, id).catch(() => null);
  try {
    const asked = number ?? '';
    const invoice = await site.client.invoices.get({ id: asked });
    // What is the number of one invoice may be the id of another.
    if ((documentNumber(invoice) ?? number) !== number) return null;
    return { ...invoiceRecord({ site, invoice, id: asked }), id: documentId(invoice), number };
  } catch {
    return null;
  }
}
