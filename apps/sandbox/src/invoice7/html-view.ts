import { escapeHtml } from '../http/html.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { siteRoot } from './site-root.ts';
import { printed } from './printed.ts';
import type { SiteSettings } from './settings.ts';

const row = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;

/** Renders an invoice as HTML: a complete page outside Drupal's theme (observed). */
export function siteInvoiceHtml(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
}): string {
  const { number, date, due, status, description, address, items, sums } = printed(options);
  const rows = items.map((item) =>
    row([item.description, item.quantity, item.unitcost, item.vat, item.net]),
  );
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<title>Invoice ${escapeHtml(number)}</title>
<link rel="stylesheet" href="${siteRoot}/sites/all/modules/invoice/templates/${options.invoice.template}.css" />
</head><body class="print"><div class="invoice-wrapper">
<h1>Invoice ${escapeHtml(number)}</h1>
<div class="customer">${address.map(escapeHtml).join('<br />')}</div>
<p>Date: ${escapeHtml(date)}. To be paid before: ${escapeHtml(due)}. Status: ${status}.</p>
<p>${escapeHtml(description)}</p>
<table class="items"><thead>${row(['Item', 'Quantity', 'Cost', 'VAT', 'Net'])}</thead>
<tbody>${rows.join('\n')}</tbody></table>
<table class="totals">${sums.map(row).join('\n')}</table>
</div></body></html>
`;
}
