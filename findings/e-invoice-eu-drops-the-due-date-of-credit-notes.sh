#!/usr/bin/env bash
# @e-invoice-eu/core 2.3.4 (the newest on 2026-11-29): drops the due date of a UBL credit note.
#
# Valid input: an invoice (380) and a credit note (381), both due on 2026-12-01 (BT-9), in the package's format.
# Expected: cbc:DueDate in the invoice, and cac:PaymentMeans/cbc:PaymentDueDate in the credit note, which has no DueDate
# element of its own (UBL 2.1; CEN/TS 16931-3-2, BT-9; Peppol BIS Billing 3.0, credit note).
# Seen: no due date in the credit note; the element is removed and not written anywhere else. The package's schema has
# no other field for the date, so it can't be specified at all. As CII, the same credit note keeps it. No error and no
# warning.
#
# Seen on 2026-11-29:
#   invoice      UBL yes   CII yes
#   credit note  UBL no    CII yes
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
const document = (type) => ({
  'ubl:Invoice': {
    'cbc:ID': 'DOC-17',
    'cbc:IssueDate': '2026-11-01',
    'cbc:DueDate': '2026-12-01',
    'cbc:InvoiceTypeCode': type,
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
      'cac:Price': eur('cbc:PriceAmount', '90.00'),
    }],
  },
});
for (const [name, type, ...expected] of [['invoice', '380', 'yes', 'yes'], ['credit note', '381', 'no', 'yes']]) {
  const seen = [];
  for (const format of ['UBL', 'CII']) {
    const written = await new InvoiceService(console).generate(document(type), { format, lang: 'en' });
    assert.ok(written.includes('DE89370400440532013000'));
    seen.push(/2026-?12-?01/.test(written) ? 'yes' : 'no');
  }
  console.log(name.padEnd(12), `UBL ${seen[0].padEnd(4)}  CII ${seen[1]}`);
  assert.deepStrictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.mjs
