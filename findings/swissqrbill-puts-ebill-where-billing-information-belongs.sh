#!/usr/bin/env bash
# swissqrbill 4.4.1 (the newest on 2026-11-29): writes an alternative scheme one line too early when there is no
# billing information.
#
# Valid input: a QR-bill with an alternative procedure (av1, eBill) and without additionalInformation; both are
# optional in the package and in the standard.
# Expected: after the trailer EPD, the billing information is the 32nd element of the Swiss QR Code, and the
# alternative procedures are the 33rd and 34th (SIX, Implementation Guidelines QR-bill 2.3, table of data elements).
# Elements are identified only by position, so line 32 must be left empty; the Java library net.codecrete.qrbill does
# that.
# Seen: the eBill instruction is on line 32, which every reader takes as billing information, and there is no line 33.
#
# Seen on 2026-11-29:
#   with billing information     31 EPD, 32 //S1/10/10201409, 33 eBill/B/41010560425610173
#   without billing information  31 EPD, 32 eBill/B/41010560425610173
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts swissqrbill@4.4.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
// Internal: builds the text for the code that the public SwissQRCode draws.
import { generateQRData } from './node_modules/swissqrbill/lib/esm/shared/qr-code.js';

const ebill = 'eBill/B/41010560425610173';
const bill = {
  currency: 'CHF',
  amount: 1994.75,
  creditor: {
    account: 'CH9300762011623852957',
    name: 'Creditor AG',
    address: 'Musterstrasse',
    buildingNumber: '1',
    zip: '8000',
    city: 'Seldwyla',
    country: 'CH',
  },
  av1: ebill,
};
const tail = (data) => generateQRData(data).split('\n').slice(30);
const seen = {
  'with billing information': tail({ ...bill, additionalInformation: '//S1/10/10201409' }),
  'without billing information': tail(bill),
};
for (const [name, lines] of Object.entries(seen)) {
  console.log(name.padEnd(28), lines.map((line, index) => `${31 + index} ${line}`).join(', '));
}
assert.deepStrictEqual(seen['with billing information'], ['EPD', '//S1/10/10201409', ebill]);
assert.deepStrictEqual(seen['without billing information'], ['EPD', ebill]);
JS
node run.mjs
