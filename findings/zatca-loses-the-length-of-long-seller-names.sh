#!/usr/bin/env bash
# @axenda/zatca 1.0.4 (the newest on 2026-11-29): writes unreadable Saudi QR codes when the seller's name is longer
# than 127 bytes.
#
# Valid input: an Arabic company name of 70 letters, 140 bytes in UTF-8, and one of 60 letters.
# Expected: 01 8c … for tag 1. ZATCA, Electronic Invoice Security Features Implementation Standards, section on QR
# codes: tag and length are one byte each, and the length is that of the value's bytes in UTF-8, up to 255.
# Seen: 01 ef bf bd …: the length is converted to a character and encoded as text, which corrupts values of 128 and
# more (U+FFFD). A reader takes 239 bytes as the name. The package says that its output is that of ZATCA's SDK.
#
# Seen on 2026-11-29:
#   60 letters, 120 bytes: 01 78 d9 85
#   70 letters, 140 bytes: 01 ef bf bd
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @axenda/zatca@1.0.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Invoice } = require('@axenda/zatca');

for (const [letters, seen] of [[60, '01 78 d9 85'], [70, '01 ef bf bd']]) {
  const sellerName = '\u0645'.repeat(letters);
  const text = new Invoice({
    sellerName,
    vatRegistrationNumber: '310000000000003',
    invoiceTimestamp: '2026-11-29T10:00:00Z',
    invoiceTotal: '115.00',
    invoiceVatTotal: '15.00',
  }).toBase64();
  const start = Buffer.from(text, 'base64').subarray(0, 4).toString('hex').replaceAll(/(..)(?=.)/g, '$1 ');
  const bytes = Buffer.byteLength(sellerName);
  console.log(`${letters} letters, ${bytes} bytes: ${start}`);
  assert.ok(bytes < 256);
  assert.strictEqual(start, seen, `${letters} letters: this has changed`);
}
JS
node run.cjs
