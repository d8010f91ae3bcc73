#!/usr/bin/env bash
# @h1dd3nsn1p3r/pdf-invoice 1.0.12 (the newest on 2026-11-30): prints the tax on the price before the discount, and charges it after.
#
# Valid input: an item of 100.00 with a discount of 50 % and 20 % tax.
# Expected: an item total of 60.00, of which 10.00 are tax: 20 % of 50.00, which is what the package itself adds to the item.
# Seen: 60.00, of which 20.00 are tax. The sum of the taxes leaves the discounts out, and whoever deducts the printed tax as input
# tax deducts twice as much as was charged. Without a discount, it is correct.
#
# Seen on 2026-11-30:
#   discount 50  item total 60, tax 10, printed Total Tax $20.00
#   discount 0   item total 120, tax 20, printed Total Tax $20.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @h1dd3nsn1p3r/pdf-invoice@1.0.12
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { PDFInvoice } = require('@h1dd3nsn1p3r/pdf-invoice');

const read = (discount) => {
  const invoice = { number: 17, date: '2026-11-30', dueDate: '2026-12-30', path: './invoice.pdf' };
  const items = [{ name: 'Work', quantity: 1, price: 100, discount, tax: 20 }];
  const content = new PDFInvoice({ company: { name: 'Seller' }, customer: { name: 'Buyer' }, invoice, items }).content();
  const itemTotal = Number(content.at(-2).table.body[1].at(-1).replace(/[^\d.]/g, ''));
  const [, [, printed]] = content.at(-1).columns[1].table.body;
  const tax = itemTotal - (100 - discount);
  console.log(`discount ${String(discount).padEnd(3)} item total ${itemTotal}, tax ${tax}, printed Total Tax ${printed.trim()}`);
  return [itemTotal, tax, printed.trim()];
};
assert.deepStrictEqual(read(50), [60, 10, '$20.00'], 'this has changed');
assert.deepStrictEqual(read(0), [120, 20, '$20.00']);
JS
node run.cjs
