#!/usr/bin/env bash
# factur-x-kit 0.3.1 (the newest on 2026-11-29): reports that an invoice with a prepayment violates BR-CO-16, which it
# satisfies to the cent.
#
# Valid input: 119.00 including VAT, a paid amount (BT-113), and the remaining amount due (BT-115), as written by the
# package's own totalsCalculator and getXML.
# Expected: valid. BR-CO-16 of EN 16931-1: amount due = total with VAT - paid amount + rounding amount, in decimals:
# 119.00 - 100.01 = 18.99.
# Seen: the rule is checked with === on binary fractions (119 - 100.01 is 18.989999999999995), while the neighboring
# rules have a tolerance. 100.00 and other amounts pass; of all paid amounts from 0.01 to 118.99, more than a third
# fail.
#
# Seen on 2026-11-29:
#   paid 100.00  due 19.00  read again: valid
#   paid 100.01  due 18.99  read again: not valid, [BR-CO-16]
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
const invoice = (prepaidAmount) => ({
  document: { id: 'RE-1', type: '380', currency: 'EUR', dateOfIssue: date },
  seller: { name: 'Seller', postalAddress, taxIdentification: { vatId: 'DE123456789' } },
  buyer: { name: 'Buyer', postalAddress },
  delivery: { deliveryDate: date },
  paymentInformation: { paymentTerms: { description: '30 days' } },
  totals: { prepaidAmount },
  invoiceLines: [
    {
      generalLineData: { lineId: '1' },
      productDescription: { name: 'Item' },
      productPriceAgreement: { productPricing: { basisPricePerItem: 100 } },
      delivery: { itemQuantity: { quantity: 1, unit: 'C62' } },
      settlement: { tax: { categoryCode: 'S', rateApplicablePercent: 19 } },
    },
  ],
});
const verdict = ({ valid, errors }) => (valid ? 'valid' : `not valid, ${/^\[[^\]]*\]/.exec(errors[0].message)}`);
for (const [paid, due, expected] of [['100.00', '19.00', 'valid'], ['100.01', '18.99', 'not valid, [BR-CO-16]']]) {
  const xml = await (await FacturX.fromObject(totalsCalculator(invoice(Number(paid))))).getXML();
  const amount = (name) => new RegExp(`<ram:${name}>([^<]*)`).exec(xml)[1];
  assert.deepStrictEqual([amount('GrandTotalAmount'), amount('TotalPrepaidAmount'), amount('DuePayableAmount')], ['119.00', paid, due]);
  const again = verdict((await FacturX.fromXML(xml)).validate());
  console.log('paid', paid, ' due', due, ' read again:', again);
  assert.strictEqual(again, expected, `${paid}: this has changed`);
}
JS
node run.mjs
