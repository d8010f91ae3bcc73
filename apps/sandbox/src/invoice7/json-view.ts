import type { SiteInvoice } from '../store/site-invoices.ts';

/** An invoice as GET answers it: the members of API.txt and its own, numbers as text. */
export function siteInvoiceView(invoice: SiteInvoice): Readonly<Record<string, unknown>> {
  return {
    id: String(invoice.id),
    invoice_number: invoice.number,
    created: String(Math.floor(invoice.createdAt / 1_000)),
    ...invoice.content,
  };
}

/** JSON as PHP's json_encode writes it: letters beyond ASCII and slashes are escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
