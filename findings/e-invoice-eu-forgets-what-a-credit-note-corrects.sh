#!/usr/bin/env bash
# @e-invoice-eu/core 2.3.4 (the newest on 2026-11-29): omits the preceding invoice and the attachments from CII
# documents.
#
# Valid input: a credit note (381) for invoice INV-16 of 2026-10-01 (BG-3: BT-25, BT-26) with a time sheet as a
# supporting document (BG-24: BT-122, BT-124), in the package's format.
# Expected: InvoiceReferencedDocument and AdditionalReferencedDocument: EN 16931-1, BG-3 and BG-24, mapped to CII by
# CEN/TS 16931-3-3. In UBL, the package writes both.
# Seen: neither, and no message: nobody can tell which invoice is corrected, and the time sheet is lost. The package's
# mapping tables look one element too high for the former, and for a single object where its own schema has a list for
# the latter. It promises documents that conform to EN 16931.
#
# Seen on 2026-11-29:
#   UBL  INV-16 of 2026-10-01  yes   SHEET-1  yes
#   CII  INV-16 of 2026-10-01  no    SHEET-1  no
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
const creditNote = () => ({
  'ubl:Invoice': {
    'cbc:ID': 'CN-17',
    'cbc:IssueDate': '2026-11-01',
    'cbc:DueDate': '2026-12-01',
    'cbc:InvoiceTypeCode': '381',
    'cbc:DocumentCurrencyCode': 'EUR',
    'cbc:BuyerReference': 'order-1',
    'cac:BillingReference': [{ 'cac:InvoiceDocumentReference': { 'cbc:ID': 'INV-16', 'cbc:IssueDate': '2026-10-01' } }],
    'cac:AdditionalDocumentReference': [{
      'cbc:ID': 'SHEET-1',
      'cac:Attachment': { 'cac:ExternalReference': { 'cbc:URI': 'https://seller.example/sheet-1.pdf' } },
    }],
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
for (const [format, expected] of [['UBL', 'yes'], ['CII', 'no']]) {
  const written = await new InvoiceService(console).generate(creditNote(), { format, lang: 'en' });
  assert.ok(written.includes('CN-17') && written.includes('214.20'));
  const holds = (...patterns) => (patterns.some((pattern) => pattern.test(written)) ? 'yes' : 'no');
  const seen = [holds(/INV-16/, /2026-?10-?01/), holds(/SHEET-1/, /sheet-1/)];
  console.log(`${format}  INV-16 of 2026-10-01  ${seen[0].padEnd(4)}  SHEET-1  ${seen[1]}`);
  assert.deepStrictEqual(seen, [expected, expected], `${format}: this has changed`);
}
JS
node run.mjs
