import { expect, test } from 'vitest';

import { labelOf } from './labels.ts';

test.each([
  ['total', 'Total'],
  ['amount_due', 'Amount Due'],
  ['customer_vat_number', 'Customer VAT Number'],
  ['line_items[]unit_price', 'Line Unit Price'],
  ['line_items[]line_total', 'Line Total'],
  ['line_items[]tax_id', 'Line Tax ID'],
  ['invoice__invoiceLines[]lineExtensionAmount', 'Invoice Line Total'],
  ['invoice__invoiceLines[]taxCategory__percent', 'Invoice Line Tax Percentage'],
  ['invoice__invoiceLines[]taxCategory__id', 'Invoice Line Tax Category'],
  ['invoice__totals__payableAmount', 'Invoice Amount Due'],
  ['invoice__totals__lineExtensionAmount', 'Invoice Lines Total'],
  ['invoice__totals__taxAmount', 'Invoice Tax Total'],
  ['invoice__taxSubtotals[]taxAmount', 'Invoice Tax Rate Tax Amount'],
  ['invoice__buyer__taxId', 'Invoice Customer VAT Number'],
  ['estimate__buyer__postalAddress__postalZone', 'Estimate Customer Postal Code'],
  ['invoice__payments[]paidAmount', 'Invoice Payment Amount'],
  ['pdfUrl', 'PDF URL'],
])('%s is called %s', (key, label) => {
  expect(labelOf(key)).toBe(label);
});
