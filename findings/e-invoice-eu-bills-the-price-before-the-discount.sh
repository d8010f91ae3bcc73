#!/usr/bin/env bash
# @e-invoice-eu/core 2.3.4 (the newest on 2026-11-29): writes the price before the discount as the net price in CII
# invoices.
#
# Valid input: a line of 2 units at 90.00, which is 100.00 less a discount of 10.00: the net price (BT-146), the gross
# price (BT-148), and the discount on it (BT-147), in the package's format.
# Expected: NetPriceProductTradePrice with 90.00, and GrossPriceProductTradePrice with 100.00 and the discount: EN
# 16931-1, BT-146 to BT-148, mapped to CII by CEN/TS 16931-3-3. In UBL, the package writes all three correctly.
# Seen: a net price of 100.00 and no gross price, next to the line total of 180.00 for two. Without a discount, the net
# price is correct. The package promises invoices that conform to EN 16931, and generates Factur-X and XRechnung in CII
# from the same tree.
#
# Seen on 2026-11-29:
#   UBL                   net 90.00, gross 100.00, line total 180.00
#   CII                   net 100.00, gross (none), line total 180.00
#   CII without discount  net 90.00, gross (none), line total 180.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @e-invoice-eu/core@2.3.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { InvoiceService } from '@e-invoice-eu/core';

const eur = (name, value) => ({ [name]: value, [`${name}@currencyID`]: 'EUR' });
const vat = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } };
const rate = { 'cbc:ID': 'S', 'cbc:Percent': '19', ...vat };
const party = (id, name, city) => ({
  'cac:Party': {
    'cbc:EndpointID': id,
    'cbc:EndpointID@schemeID': '9930',
    'cac:PostalAddress': { 'cbc:CityName': city, 'cac:Country': { 'cbc:IdentificationCode': 'DE' } },
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': name },
  },
});
const seller = party('DE123456789', 'Seller', 'Berlin');
seller['cac:Party']['cac:PartyTaxScheme'] = [{ 'cbc:CompanyID': 'DE123456789', ...vat }];
const invoice = (discount) => ({
  'ubl:Invoice': {
    'cbc:ID': 'INV-17',
    'cbc:IssueDate': '2026-11-01',
    'cbc:DueDate': '2026-12-01',
    'cbc:InvoiceTypeCode': '380',
    'cbc:DocumentCurrencyCode': 'EUR',
    'cbc:BuyerReference': 'order-1',
    'cac:AccountingSupplierParty': seller,
    'cac:AccountingCustomerParty': party('DE987654321', 'Buyer', 'Bonn'),
    'cac:PaymentMeans': [{ 'cbc:PaymentMeansCode': '30', 'cac:PayeeFinancialAccount': { 'cbc:ID': 'DE89370400440532013000' } }],
    'cac:TaxTotal': [{
      ...eur('cbc:TaxAmount', '34.20'),
      'cac:TaxSubtotal': [{ ...eur('cbc:TaxableAmount', '180.00'), ...eur('cbc:TaxAmount', '34.20'), 'cac:TaxCategory': rate }],
    }],
    'cac:LegalMonetaryTotal': {
      ...eur('cbc:LineExtensionAmount', '180.00'),
      ...eur('cbc:TaxExclusiveAmount', '180.00'),
      ...eur('cbc:TaxInclusiveAmount', '214.20'),
      ...eur('cbc:PayableAmount', '214.20'),
    },
    'cac:InvoiceLine': [{
      'cbc:ID': '1',
      'cbc:InvoicedQuantity': '2',
      'cbc:InvoicedQuantity@unitCode': 'C62',
      ...eur('cbc:LineExtensionAmount', '180.00'),
      'cac:Item': { 'cbc:Name': 'Item', 'cac:ClassifiedTaxCategory': rate },
      'cac:Price': { ...eur('cbc:PriceAmount', '90.00'), ...discount },
    }],
  },
});
const discount = {
  'cac:AllowanceCharge': { 'cbc:ChargeIndicator': 'false', ...eur('cbc:Amount', '10.00'), ...eur('cbc:BaseAmount', '100.00') },
};
const places = {
  UBL: { net: 'PriceAmount', gross: 'BaseAmount', 'line total': 'InvoiceLine>.*?<cbc:LineExtensionAmount' },
  CII: {
    net: 'NetPriceProductTradePrice>.*?ChargeAmount',
    gross: 'GrossPriceProductTradePrice>.*?ChargeAmount',
    'line total': 'LineTotalAmount',
  },
};
const cases = [
  ['UBL', 'UBL', discount, 'net 90.00, gross 100.00, line total 180.00'],
  ['CII', 'CII', discount, 'net 100.00, gross (none), line total 180.00'],
  ['CII without discount', 'CII', {}, 'net 90.00, gross (none), line total 180.00'],
];
for (const [name, format, more, expected] of cases) {
  const written = await new InvoiceService(console).generate(invoice(more), { format, lang: 'en' });
  const seen = Object.entries(places[format])
    .map(([what, place]) => `${what} ${new RegExp(`${place}[^>]*>([^<]+)<`, 's').exec(written)?.[1] ?? '(none)'}`)
    .join(', ');
  console.log(name.padEnd(21), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.mjs
