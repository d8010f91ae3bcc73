import { siteTotals } from '../invoice7/amounts.ts';
import type { SiteSettings } from '../invoice7/settings.ts';
import { invoiceView, numberOf } from '../invoice7/views.ts';
import type { SiteInvoice, SiteInvoices } from '../store/site-invoices.ts';

/** An invoice of the Invoice 7 site as returned by the control API. */
export interface SiteInvoiceControlView {
  readonly id: number;
  /** As printed on the invoice. */
  readonly number: string;
  readonly paid: boolean;
  /** Including VAT, as decimal text. */
  readonly total: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** As returned by GET for a single invoice. */
  readonly invoice: Readonly<Record<string, unknown>>;
}

export function siteInvoiceControlView(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
  readonly invoices: SiteInvoices;
}): SiteInvoiceControlView {
  const { invoice, settings, invoices } = options;
  return {
    id: invoice.iid,
    number: numberOf({ invoice, settings }),
    paid: invoice.pay_status === 'paid',
    total: siteTotals(invoice.items).inctotal.toFixed(2),
    createdAt: new Date(invoice.created * 1_000).toISOString(),
    changedAt: new Date(invoice.changed * 1_000).toISOString(),
    invoice: invoiceView({ invoice, settings, formatOf: (iid) => invoices.find(iid) }),
  };
}
