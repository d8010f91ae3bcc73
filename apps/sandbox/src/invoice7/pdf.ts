import PDFDocument from 'pdfkit';

import { latin } from '../pdf/latin.ts';
import { pdfBytes } from '../pdf/pdf-bytes.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { printed } from './printed.ts';
import type { SiteSettings } from './settings.ts';

const columns = { description: 50, quantity: 300, unitcost: 350, vat: 420, net: 470 } as const;
/** Three lines, the maximum for a description. */
const rowHeight = 40;

/** Renders an invoice as a PDF. What dompdf would draw has not been observed (guess). */
export function siteInvoicePdf(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
}): Promise<Uint8Array> {
  const { number, date, due, status, description, address, items, sums } = printed(options);
  const pdf = new PDFDocument({
    size: 'A4',
    info: { Title: `Invoice ${number}`, CreationDate: new Date(options.invoice.created * 1_000) },
  });
  const line = (text: string) => pdf.text(latin(text), columns.description);

  pdf.fontSize(20);
  line(`Invoice ${number}`);
  pdf.fontSize(10).moveDown();
  for (const text of address) line(text);
  pdf.moveDown();
  line(`Date: ${date}`);
  line(`To be paid before: ${due}`);
  line(`Status: ${status}`);
  if (description) line(description);
  pdf.moveDown();
  const row = (cells: Partial<Record<keyof typeof columns, string>>) => {
    // The cells of a row are side by side and must all be on the same page.
    if (pdf.y > pdf.page.maxY() - rowHeight) pdf.addPage();
    const { y } = pdf;
    const { description: text = '', ...others } = cells;
    for (const [column, cell] of Object.entries(others)) {
      pdf.text(latin(cell), columns[column as keyof typeof columns], y, { lineBreak: false });
    }
    // The longest cell is drawn last, since the next row starts below it.
    pdf.text(latin(text), columns.description, y, { width: 240 });
    if (text === '') pdf.moveDown();
  };
  row({ description: 'Item', quantity: 'Quantity', unitcost: 'Cost', vat: 'VAT', net: 'Net' });
  for (const item of items) row({ ...item, description: item.description || '-' });
  pdf.moveDown();
  for (const [name, amount] of sums) row({ vat: name, net: amount });
  return pdfBytes(pdf);
}
