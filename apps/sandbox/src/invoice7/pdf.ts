import PDFDocument from 'pdfkit';

import { latin } from '../pdf/latin.ts';
import { pdfBytes } from '../pdf/pdf-bytes.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { itemNet, siteAmounts } from './amounts.ts';
import { addressLines, dueDate } from './reading.ts';

const columns = { description: 50, quantity: 300, unitcost: 350, vat: 420, net: 470 } as const;
/** Of three lines, which a description may take. */
const rowHeight = 40;
const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** An invoice of the site as a PDF. */
export function siteInvoicePdf(invoice: SiteInvoice): Promise<Uint8Array> {
  const { number, createdAt, content } = invoice;
  const amounts = siteAmounts(content);
  const pdf = new PDFDocument({
    size: 'A4',
    info: { Title: `Invoice ${number}`, CreationDate: new Date(createdAt) },
  });
  const line = (text: string) => pdf.text(latin(text), columns.description);

  pdf.fontSize(20);
  line(`Invoice ${number}`);
  pdf.fontSize(10).moveDown();
  for (const text of addressLines(content)) line(text);
  pdf.moveDown();
  line(`Date: ${day(createdAt)}`);
  line(`To be paid before: ${day(dueDate(invoice))}`);
  line(`Status: ${content.pay_status ?? ''}`);
  if (content.description) line(content.description);
  pdf.moveDown();
  const row = (cells: Partial<Record<keyof typeof columns, string>>) => {
    // The cells of a row stand beside each other: all of them on the next page, or none.
    if (pdf.y > pdf.page.maxY() - rowHeight) pdf.addPage();
    const { y } = pdf;
    const { description = '', ...others } = cells;
    for (const [column, text] of Object.entries(others)) {
      pdf.text(latin(text), columns[column as keyof typeof columns], y, { lineBreak: false });
    }
    // The longest cell comes last, as the next row begins below it.
    pdf.text(latin(description), columns.description, y, { width: 240 });
    if (description === '') pdf.moveDown();
  };
  row({ description: 'Item', quantity: 'Quantity', unitcost: 'Cost', vat: 'VAT', net: 'Net' });
  for (const item of content.items) {
    const { description, quantity, unitcost, vat } = item;
    row({
      description: description || '-',
      quantity,
      unitcost,
      vat: `${vat || 0}%`,
      net: itemNet(item),
    });
  }
  pdf.moveDown();
  row({ vat: 'Net', net: `${amounts.net} EUR` });
  for (const { percentage, amount } of amounts.vat) {
    row({ vat: `${percentage}%`, net: `${amount} EUR` });
  }
  row({ vat: 'Total', net: `${amounts.total} EUR` });
  return pdfBytes(pdf);
}
