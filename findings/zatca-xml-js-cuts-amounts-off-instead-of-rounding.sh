#!/usr/bin/env bash
# zatca-xml-js 0.1.9 (the newest on 2026-11-29): bills 114.99 for a hundred pieces at 1.15 SAR, because it truncates
# amounts instead of rounding them.
#
# Valid input: simplified tax invoices with one line, 100 at 1.15 and 1 at 19.99, with 15 percent VAT.
# Expected: 115.00 with 17.25 VAT, and 19.99 with 3.00. EN 16931-1, BR-CO-17: the tax of a category is its taxable
# amount times the rate, rounded to two decimals; ZATCA's Electronic Invoice XML Implementation Standard, which the
# README names as the one implemented, also has this rule.
# Seen: 114.99 with 17.24, and 2.99. Amounts, including the line's, are truncated after the second decimal, and they
# are binary fractions: 1.15 * 100 is 114.99999999999999. For more than half of the prices from 0.01 to 20.00, VAT is
# one halala too low.
#
# Seen on 2026-11-29:
#   100 x  1.15  line 114.99  VAT 17.24  payable 132.23
#     1 x 19.99  line 19.99   VAT 2.99   payable 22.98
#     3 x 10.00  line 30.00   VAT 4.50   payable 34.5
#   VAT of one piece at 0.01 to 20.00: right for 982 of 2000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zatca-xml-js@0.1.9
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { ZATCASimplifiedTaxInvoice } = require('zatca-xml-js');

const seller = {
  uuid: '00000000-0000-4000-8000-000000000001',
  CRN_number: '0000000000',
  VAT_name: 'Seller',
  VAT_number: '300000000000003',
  location: {
    city: 'Riyadh',
    city_subdivision: 'West',
    street: 'Street',
    plot_identification: '0000',
    building: '0000',
    postal_zone: '00000',
  },
};
const amounts = (quantity, price) => {
  const line = { id: '1', name: 'Item', quantity, tax_exclusive_price: price, VAT_percent: 0.15 };
  const props = {
    egs_info: seller,
    invoice_counter_number: 1,
    invoice_serial_number: 'INV-1',
    issue_date: '2026-11-29',
    issue_time: '10:00:00',
    previous_invoice_hash: 'none',
    line_items: [line],
  };
  const xml = new ZATCASimplifiedTaxInvoice({ props }).getXML().toString({});
  const amount = (name) => new RegExp(`<cbc:${name}[^>]*>([^<]*)`).exec(xml)[1];
  return [amount('LineExtensionAmount'), amount('TaxAmount'), amount('PayableAmount')];
};
const cases = [
  [100, 1.15, ['114.99', '17.24', '132.23']],
  [1, 19.99, ['19.99', '2.99', '22.98']],
  [3, 10, ['30.00', '4.50', '34.5']],
];
for (const [quantity, price, expected] of cases) {
  const seen = amounts(quantity, price);
  const [line, vat, payable] = seen;
  console.log(
    `${String(quantity).padStart(3)} x ${price.toFixed(2).padStart(5)}`,
    ` line ${line.padEnd(6)}  VAT ${vat.padEnd(5)}  payable ${payable}`,
  );
  assert.deepStrictEqual(seen, expected, `${quantity} x ${price}: this has changed`);
}
// In whole halalas: 15 percent of the price, rounding half up.
const prices = Array.from({ length: 2000 }, (_, at) => at + 1);
const right = prices.filter((price) => amounts(1, price / 100)[1] === (Math.floor((price * 15 + 50) / 100) / 100).toFixed(2));
console.log(`VAT of one piece at 0.01 to 20.00: right for ${right.length} of ${prices.length}`);
assert.strictEqual(right.length, 982);
JS
node run.cjs
