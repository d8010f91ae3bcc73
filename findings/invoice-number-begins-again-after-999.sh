#!/usr/bin/env bash
# invoice-number 2.0.1 (the newest on 2026-11-29): returns the first number of a series again after the last one.
#
# Valid input: INV-999, 2026/12/9999, 99, and INV-ZZ as the last number used. The README: the module generates invoice
# numbers sequentially; its examples count to 900AAA0 after 899ZZZ9.
# Expected: INV-1000 and so on, or an error. Directive 2006/112/EC, article 226, point 2: a sequential number which uniquely
# identifies the invoice.
# Seen: INV-000, 2026/12/0000, 00, and INV-AA, with no error: the digit that doesn't fit is dropped. The following numbers
# are those of existing invoices (INV-001 …). A space in the number is dropped as well.
#
# Seen on 2026-11-29:
#   INV-998       INV-999
#   INV-999       INV-000
#   2026/12/9999  2026/12/0000
#   99            00
#   INV-ZZ        INV-AA
#   INV 17        INV18
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts invoice-number@2.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { InvoiceNumber } = require('invoice-number');

const cases = [
  ['INV-998', 'INV-999'],
  ['INV-999', 'INV-000'],
  ['2026/12/9999', '2026/12/0000'],
  ['99', '00'],
  ['INV-ZZ', 'INV-AA'],
  ['INV 17', 'INV18'],
];
for (const [last, expected] of cases) {
  const next = InvoiceNumber.next(last);
  console.log(last.padEnd(13), next);
  assert.strictEqual(next, expected, `${last}: this has changed`);
}
JS
node run.cjs
