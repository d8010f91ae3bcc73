#!/usr/bin/env bash
# efactura-sdk 3.0.8 (the newest on 2026-11-30): rounds the VAT of each line and adds up the results.
#
# Valid input: Romanian invoices at 21 percent: a hundred lines of 0.12 RON, as calls or clicks are billed, five of 1.02 RON, and
# one of 12.00 RON.
# Expected: 2.52, 1.07, and 2.52 RON. EN 16931-1, BR-CO-17: the tax amount of a VAT category is its taxable amount times the
# rate, rounded to two decimals; tax amounts per line aren't part of the model.
# Seen: 3.00 on 12.00, which is 25 percent, and 1.05 on 5.10. CIUS-RO, which the README names, builds on that rule. The buyer
# pays tax that nobody owes, or deducts less than was owed. The same 12.00 on a single line is correct.
#
# Seen on 2026-11-30:
#   100 lines of  0.12  taxable 12.00, VAT 3.00
#     5 lines of  1.02  taxable 5.10, VAT 1.05
#     1 lines of 12.00  taxable 12.00, VAT 2.52
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts efactura-sdk@3.0.8
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { UblBuilder } = require('efactura-sdk');

const party = (registrationName, companyId) => ({
  registrationName,
  companyId,
  registrationNumber: 'J12/1/2020',
  isVatPayer: true,
  address: { street: 'Street 1', city: 'Cluj-Napoca', county: 'Cluj', postalZone: '400001' },
});
const cases = [
  [100, 0.12, ['12.00', '3.00']],
  [5, 1.02, ['5.10', '1.05']],
  [1, 12, ['12.00', '2.52']],
];
for (const [count, unitPrice, expected] of cases) {
  const xml = new UblBuilder().generateInvoiceXml({
    invoiceNumber: 'INV-1',
    issueDate: new Date('2026-11-30T12:00:00Z'),
    supplier: party('Seller', 'RO12345678'),
    customer: party('Buyer', 'RO87654321'),
    lines: Array.from({ length: count }, () => ({ name: 'Item', description: 'Item', quantity: 1, unitPrice, taxPercent: 21 })),
  });
  const [subtotal] = /<cac:TaxSubtotal>.*?<\/cac:TaxSubtotal>/s.exec(xml);
  const amount = (name) => new RegExp(`<cbc:${name} currencyID="RON">([^<]*)<`).exec(subtotal)[1];
  const seen = [amount('TaxableAmount'), amount('TaxAmount')];
  console.log(`${String(count).padStart(3)} lines of ${unitPrice.toFixed(2).padStart(5)}  taxable ${seen[0]}, VAT ${seen[1]}`);
  assert.deepStrictEqual(seen, expected, 'this has changed');
}
JS
node run.cjs
