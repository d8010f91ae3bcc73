import PDFDocument from 'pdfkit';

import { latin } from '../pdf/latin.ts';
import { pdfBytes } from '../pdf/pdf-bytes.ts';
import type { Document } from '../store/documents.ts';
import type { InvoiceContent } from './content.ts';
import { findCurrency, fractionDigitsOf } from './currencies.ts';

const columns = { description: 50, quantity: 300, cost: 370, total: 460 } as const;

/** Renders an invoice as a PDF: the contents of the vendor's PDF, not its look. */
export function invoicePdf(options: {
  readonly document: Document;
  readonly content: InvoiceContent;
}): Promise<Uint8Array> {
  const { document, content } = options;
  const digits = fractionDigitsOf(content.CurrencyId);
  const money = (amount: number) => amount.toFixed(digits);
  const pdf = new PDFDocument({
    size: 'A4',
    info: { Title: document.number, CreationDate: new Date(content.IssuedOn) },
  });
  const write = (text: string, x: number, y?: number) => pdf.text(latin(text), x, y);

  pdf.fontSize(20);
  write(`Invoice ${document.number}`, columns.description);
  pdf.fontSize(10).moveDown();
  write(`For: ${document.client}`, columns.description);
  write(`Issued on ${content.IssuedOn.slice(0, 10)}`, columns.description);
  write(`Due on ${content.Duedate.slice(0, 10)}`, columns.description);
  write(`Status: ${document.status}`, columns.description);
  pdf.moveDown();
  const row = (cells: readonly [string, string, string, string]) => {
    const { y } = pdf;
    write(cells[1], columns.quantity, y);
    write(cells[2], columns.cost, y);
    write(cells[3], columns.total, y);
    pdf.text(latin(cells[0]), columns.description, y, { width: 240 });
  };
  row(['Item', 'Quantity', 'Cost', 'Total']);
  for (const item of content.Items) {
    const name = item.Description ?? `Work type ${item.WorkTypeId ?? '-'}`;
    row([name, String(item.Quantity), String(item.Cost), money(item.TotalAmount)]);
  }
  pdf.moveDown();
  const currency = findCurrency(content.CurrencyId)?.Value ?? '';
  for (const [name, amount] of [
    ['Subtotal', content.SubTotalAmount],
    ['Discount', content.DiscountAmount],
    ['Tax', content.TaxAmount],
    ['Total', content.TotalAmount],
  ] as const) {
    row(['', '', name, `${money(amount)} ${currency}`]);
  }

  return pdfBytes(pdf);
}
