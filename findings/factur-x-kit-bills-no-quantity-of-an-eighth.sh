#!/usr/bin/env bash
# factur-x-kit 0.3.1 (the newest on 2026-11-29): rounds the invoiced quantity to two decimals when writing it.
#
# Valid input: an eighth of an hour at 80.00 (10.00 net), and 0.0015 kg at 1000.00 (1.50 net); the README says that a
# quantity can have up to 4 decimals.
# Expected: BT-129 as given, 0.125 and 0.0015. EN 16931-1 limits amounts to two decimals but doesn't limit the decimals
# of quantities (semantic data type of BT-129).
# Seen: 0.13 and 0.00, next to line amounts of 10.00 and 1.50. The package considers the object valid before writing it,
# but not after reading its own XML back: price times quantity gives a different amount.
#
# Seen on 2026-11-29:
#   0.125   written as 0.13, net 10.00  read again: not valid, [BR-OWN-4]
#   0.0015  written as 0.00, net 1.50   read again: not valid, [BR-OWN-4]
#   0.25    written as 0.25, net 20.00  read again: valid
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts factur-x-kit@0.3.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { FacturX, totalsCalculator } from 'factur-x-kit';

const postalAddress = { country: 'DE', postcode: '10115', city: 'Berlin' };
const date = { year: 2026, month: 11, day: 29 };
const invoice = (quantity, unit, basisPricePerItem) => ({
  document: { id: 'RE-1', type: '380', currency: 'EUR', dateOfIssue: date },
  seller: { name: 'Seller', postalAddress, taxIdentification: { vatId: 'DE123456789' } },
  buyer: { name: 'Buyer', postalAddress },
  delivery: { deliveryDate: date },
  paymentInformation: { paymentTerms: { description: '30 days' } },
  invoiceLines: [
    {
      generalLineData: { lineId: '1' },
      productDescription: { name: 'Item' },
      productPriceAgreement: { productPricing: { basisPricePerItem } },
      delivery: { itemQuantity: { quantity, unit } },
      settlement: { tax: { categoryCode: 'S', rateApplicablePercent: 19 } },
    },
  ],
});
const verdict = ({ valid, errors }) => (valid ? 'valid' : `not valid, ${/^\[[^\]]*\]/.exec(errors[0].message)}`);
const cases = [
  [0.125, 'HUR', 80, '0.13', '10.00', 'not valid, [BR-OWN-4]'],
  [0.0015, 'KGM', 1000, '0.00', '1.50', 'not valid, [BR-OWN-4]'],
  [0.25, 'HUR', 80, '0.25', '20.00', 'valid'],
];
for (const [quantity, unit, price, ...expected] of cases) {
  const given = await FacturX.fromObject(totalsCalculator(invoice(quantity, unit, price)));
  assert.strictEqual(verdict(given.validate()), 'valid');
  const xml = await given.getXML();
  const [, written] = /<ram:BilledQuantity[^>]*>([^<]*)/.exec(xml);
  const [, net] = /<ram:LineTotalAmount>([^<]*)/.exec(xml);
  const again = verdict((await FacturX.fromXML(xml)).validate());
  console.log(String(quantity).padEnd(7), `written as ${written}, net ${net}`, ' read again:', again);
  assert.deepStrictEqual([written, net, again], expected, `${quantity}: this has changed`);
}
JS
node run.mjs
