#!/usr/bin/env bash
# @h1dd3nsn1p3r/pdf-invoice 1.0.12 (the newest on 2026-11-30): subtracts the fee from the total, or forgets it.
#
# Valid input: an invoice of 100.00 with a fee of 10.00; with a discount of 5.00 on the order; and with both.
# Expected: 110.00, 95.00, and 105.00. The documentation: fee is the amount of fee to be added to the invoice.
# Seen: 100.00 and 85.00 with the fee. It is deducted together with the discount, and without a discount, it is printed as a line of
# its own above a total that does not have it.
#
# Seen on 2026-11-30:
#   fee      Subtotal $100.00, Total Tax $0.00, Total Fee $10.00, Grand Total $100.00
#   discount Subtotal $100.00, Total Tax $0.00, Total Discount $5.00, Grand Total $95.00
#   both     Subtotal $100.00, Total Tax $0.00, Total Discount $5.00, Total Fee $10.00, Grand Total $85.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @h1dd3nsn1p3r/pdf-invoice@1.0.12
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { PDFInvoice } = require('@h1dd3nsn1p3r/pdf-invoice');

const totals = (more) => {
  const invoice = { number: 17, date: '2026-11-30', dueDate: '2026-12-30', path: './invoice.pdf', ...more };
  const payload = { company: { name: 'Seller' }, customer: { name: 'Buyer' }, invoice, items: [{ name: 'Work', quantity: 1, price: 100 }] };
  const { body } = new PDFInvoice(payload).content().at(-1).columns[1].table;
  return body.map((row) => row.map((cell) => (cell.text ?? cell).trim()).join(' ')).join(', ');
};
const fee = totals({ fee: 10 });
const discount = totals({ orderDiscount: 5 });
const both = totals({ fee: 10, orderDiscount: 5 });
console.log('fee     ', fee);
console.log('discount', discount);
console.log('both    ', both);
assert.match(discount, /Grand Total \$95\.00$/);
assert.match(fee, /Total Fee \$10\.00, Grand Total \$100\.00$/, 'this has changed');
assert.match(both, /Total Fee \$10\.00, Grand Total \$85\.00$/, 'this has changed');
JS
node run.cjs
