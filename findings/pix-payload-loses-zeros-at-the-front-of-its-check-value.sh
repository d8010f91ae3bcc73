#!/usr/bin/env bash
# pix-payload 1.0.4 (the newest on 2026-11-29): drops leading zeros of the check value, so no bank accepts the payment
# code of one invoice in sixteen.
#
# Valid input: 119.00 BRL to a Pix key, for the transactions INV1 to INV1000.
# Expected: a check value of four hexadecimal digits at the end: 6304 followed by 0200 for INV6. EMVCo, QR Code
# Specification for Payment Systems, merchant-presented mode, data object CRC (ID "63"): its length is "04"; the BR
# Code of Brazil's central bank is based on it. qrcode-pix 5.0.0 gives the same code with all four digits.
# Seen: the leading zeros are missing and the length is adjusted to match (6303200, and 63023F for INV191), although
# the check value was calculated over text with 6304. The package promises a Pix payload.
#
# Seen on 2026-11-29:
#   INV6    pix-payload …6303200  qrcode-pix …63040200
#   INV191  pix-payload …63023F  qrcode-pix …6304003F
#   INV1 to INV1000: 926 are the same, 74 have no check value of four digits
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts pix-payload@1.0.4 qrcode-pix@5.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { payload } = require('pix-payload');
const { QrCodePix } = require('qrcode-pix');

const data = { key: 'pix@shop.example', name: 'LOJA', city: 'SAO PAULO' };
const write = (transactionId) => ({
  'pix-payload': payload({ ...data, amount: 119, transactionId }),
  'qrcode-pix': QrCodePix({ ...data, version: '01', value: 119, transactionId }).payload(),
});
const counts = { same: 0, short: 0 };
for (let number = 1; number <= 1000; number += 1) {
  const id = `INV${number}`;
  const { 'pix-payload': one, 'qrcode-pix': other } = write(id);
  if (one === other) {
    counts.same += 1;
    continue;
  }
  const [, text, check] = /^(.*)6304([\dA-F]{4})$/.exec(other);
  const short = check.replace(/^0+/, '');
  assert.strictEqual(one, `${text}630${short.length}${short}`, `${id}: this has changed`);
  counts.short += 1;
  if (number === 6 || number === 191) {
    console.log(id.padEnd(7), `pix-payload …${one.slice(text.length)}  qrcode-pix …${other.slice(text.length)}`);
  }
}
console.log(`INV1 to INV1000: ${counts.same} are the same, ${counts.short} have no check value of four digits`);
assert.deepStrictEqual(counts, { same: 926, short: 74 });
JS
node run.cjs
