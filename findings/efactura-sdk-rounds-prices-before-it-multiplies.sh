#!/usr/bin/env bash
# efactura-sdk 3.0.8 (the newest on 2026-11-30): rounds the unit price to two decimals before multiplying.
#
# Valid input: one-line Romanian invoices with 21 percent VAT: 1000 kWh at 0.125 RON, and 10000 screws at 0.004 RON.
# Expected: lines of 125.00 and 40.00, with the prices as given. EN 16931-1 limits amounts to two decimals but doesn't limit
# the decimals of the item net price (BT-146, a unit price amount): prices of energy and small parts need more. Peppol BIS
# Billing 3.0 (PEPPOL-EN16931-R120) defines the line amount as quantity times price, and rounds only that.
# Seen: 130.00 at 0.13, and a line of 0.00 at 0.00 for the screws. Price, quantity, and line amount are consistent, so no EN
# 16931 rule fails. The README promises compliant UBL invoices and doesn't say that prices are changed.
#
# Seen on 2026-11-30:
#    1000 at 0.125 RON  price 0.13, line 130.00, payable 157.30
#   10000 at 0.004 RON  price 0.00, line 0.00, payable 0.00
#     100 at 1.25  RON  price 1.25, line 125.00, payable 151.25
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
  [1000, 0.125, '0.125', ['0.13', '130.00', '157.30']],
  [10_000, 0.004, '0.004', ['0.00', '0.00', '0.00']],
  [100, 1.25, '1.25 ', ['1.25', '125.00', '151.25']],
];
for (const [quantity, unitPrice, written, expected] of cases) {
  const xml = new UblBuilder().generateInvoiceXml({
    invoiceNumber: 'INV-1',
    issueDate: new Date('2026-11-30T12:00:00Z'),
    supplier: party('Seller', 'RO12345678'),
    customer: party('Buyer', 'RO87654321'),
    lines: [{ name: 'Item', description: 'Item', quantity, unitPrice, taxPercent: 21 }],
  });
  const amount = (name) => new RegExp(`<cbc:${name} currencyID="RON">([^<]*)<`).exec(xml)[1];
  const seen = [amount('PriceAmount'), amount('LineExtensionAmount'), amount('PayableAmount')];
  console.log(`${String(quantity).padStart(5)} at ${written} RON  price ${seen[0]}, line ${seen[1]}, payable ${seen[2]}`);
  assert.deepStrictEqual(seen, expected, 'this has changed');
}
JS
node run.cjs
