import { escapeHtml } from '../http/html.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { itemNet, siteAmounts } from './amounts.ts';
import { drupalPage } from './drupal-page.ts';
import { addressLines, dueDate } from './reading.ts';

const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);
const row = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;

/** An invoice of the site as a page for people. */
export function siteInvoiceHtml(invoice: SiteInvoice): string {
  const { number, createdAt, content } = invoice;
  const { net, vat, total } = siteAmounts(content);
  const items = content.items.map((item) =>
    row([item.description ?? '', item.quantity, item.unitcost, `${item.vat || 0}%`, itemNet(item)]),
  );
  const sums = [
    row(['Net', net]),
    ...vat.map(({ percentage, amount }) => row([`VAT ${percentage}%`, amount])),
    row(['Total', total]),
  ];
  return drupalPage({
    title: `Invoice ${number}`,
    body: `<div class="customer">${addressLines(content).map(escapeHtml).join('<br />')}</div>
<p>Date: ${day(createdAt)}. To be paid before: ${day(dueDate(invoice))}.
Status: ${escapeHtml(content.pay_status ?? '')}.</p>
<p>${escapeHtml(content.description ?? '')}</p>
<table class="items"><thead>${row(['Item', 'Quantity', 'Cost', 'VAT', 'Net'])}</thead>
<tbody>${items.join('\n')}</tbody></table>
<table class="totals">${sums.join('\n')}</table>`,
  });
}
