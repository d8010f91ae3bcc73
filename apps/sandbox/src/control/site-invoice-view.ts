import { siteAmounts } from '../invoice7/amounts.ts';
import { siteInvoiceView } from '../invoice7/json-view.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';

/** An invoice of the Invoice 7 site as the control API shows it. */
export interface SiteInvoiceControlView {
  readonly id: number;
  readonly number: string;
  readonly paid: boolean;
  /** With VAT, decimal text. */
  readonly total: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** As the module answers it. */
  readonly invoice: Readonly<Record<string, unknown>>;
}

export function siteInvoiceControlView(invoice: SiteInvoice): SiteInvoiceControlView {
  return {
    id: invoice.id,
    number: invoice.number,
    paid: invoice.content.pay_status === 'paid',
    total: siteAmounts(invoice.content).total,
    createdAt: new Date(invoice.createdAt).toISOString(),
    changedAt: new Date(invoice.changedAt).toISOString(),
    invoice: siteInvoiceView(invoice),
  };
}
