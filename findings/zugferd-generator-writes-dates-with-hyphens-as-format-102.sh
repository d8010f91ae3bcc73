#!/usr/bin/env bash
# zugferd-generator 1.2.1 (the newest on 2026-11-29): writes the invoice's dates with hyphens but labels them as
# format 102, which has none.
#
# Valid input: the invoice in the package's own README, with a due date. The README promises ZUGFeRD-compliant
# invoices and writes its dates with hyphens.
# Expected: 20240101. Format 102 of UN/EDIFACT code list 2379 is CCYYMMDD, and it is the only one that the CII binding
# of EN 16931 (CEN/TS 16931-3-3) has for dates.
# Seen: 2024-01-01. In addition, BT-24, the profile identifier, is "ZUGFeRD", which is not the URN of any profile.
#
# Seen on 2026-11-29:
#   <udt:DateTimeString format="102">2024-01-01</udt:DateTimeString>
#   <udt:DateTimeString format="102">2024-01-31</udt:DateTimeString>
#   BT-24 ZUGFeRD
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zugferd-generator@1.2.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import generator from 'zugferd-generator';

const Generator = generator.default ?? generator;
const xml = new Generator({
  id: 'INV-001',
  issueDate: '2024-01-01',
  dueDate: '2024-01-31',
  currency: 'EUR',
  totalAmount: 119,
  supplier: { name: 'Seller', country: 'DE' },
  customer: { name: 'Buyer', country: 'DE' },
  taxTotal: { taxAmount: 19, taxPercentage: 19 },
  lineItems: [{ id: '1', description: 'Product', quantity: 1, unitPrice: 100, lineTotal: 100 }],
}).toXMLString();
const dates = xml.match(/<udt:DateTimeString[^>]*>[^<]*<\/udt:DateTimeString>/g);
const [, profile] = /GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>([^<]*)/.exec(xml);
console.log(dates.join('\n'));
console.log('BT-24', profile);
assert.deepStrictEqual(dates, [
  '<udt:DateTimeString format="102">2024-01-01</udt:DateTimeString>',
  '<udt:DateTimeString format="102">2024-01-31</udt:DateTimeString>',
]);
assert.strictEqual(profile, 'ZUGFeRD');
JS
node run.mjs
