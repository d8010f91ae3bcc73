#!/usr/bin/env bash
# sepa-qr 0.0.2 (the newest on 2026-11-29): writes the remittance text of a payment where only a creditor reference is
# allowed, and the note to the payer where the remittance text belongs.
#
# Valid input: the README's example, remittance "Invoice 123456789", with a well-formed IBAN and a note (information),
# both options in the README.
# Expected: European Payments Council, EPC069-12 (Quick Response Code: Guidelines to Enable Data Capture for the
# Initiation of a SEPA Credit Transfer, named in the README): line 10 is the structured remittance information, such
# as an ISO 11649 reference, line 11 the unstructured one, line 12 the note for the payer. Elements are identified
# only by position. sepa-payment-qr-code 2.0.2 follows this.
# Seen: the text is on line 10, the note on line 11, and there is no line 12. A banking app checks line 10 as a
# reference and refuses it, or sends the note to the seller instead of the invoice number.
#
# Seen on 2026-11-29:
#   line 10  sepa-qr Invoice 123456789  sepa-payment-qr-code (empty)
#   line 11  sepa-qr Thank you          sepa-payment-qr-code Invoice 123456789
#   line 12  sepa-qr (none)             sepa-payment-qr-code Thank you
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts sepa-qr@0.0.2 sepa-payment-qr-code@2.0.2 jsqr@1.4.0 pngjs@7.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const jsQR = require('jsqr');
const { PNG } = require('pngjs');
const createSepaQr = require('sepa-qr');
const otherCode = require('sepa-payment-qr-code');

const payee = { name: 'Name of the beneficiary', iban: 'BE68539007547034', amount: 100 };
const main = async () => {
  const chunks = [];
  for await (const chunk of createSepaQr({ ...payee, remittance: 'Invoice 123456789', information: 'Thank you' })) {
    chunks.push(chunk);
  }
  const { data, width, height } = PNG.sync.read(Buffer.concat(chunks));
  const lines = jsQR(new Uint8ClampedArray(data), width, height).data.split('\n');
  const others = otherCode({ ...payee, unstructuredReference: 'Invoice 123456789', information: 'Thank you' }).split('\n');
  assert.deepStrictEqual(lines.slice(0, 8), ['BCD', '002', '1', 'SCT', '', payee.name, payee.iban, 'EUR100']);
  const show = (line) => line ?? '(none)';
  for (const number of [10, 11, 12]) {
    const [here, other] = [show(lines[number - 1]), show(others[number - 1] || '(empty)')];
    console.log(`line ${number}  sepa-qr ${here.padEnd(18)} sepa-payment-qr-code ${other}`);
  }
  assert.deepStrictEqual(lines.slice(8), ['', 'Invoice 123456789', 'Thank you'], 'this has changed');
  assert.deepStrictEqual(others.slice(8), ['', '', 'Invoice 123456789', 'Thank you']);
};
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
JS
node run.cjs
