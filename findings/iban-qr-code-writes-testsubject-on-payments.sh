#!/usr/bin/env bash
# iban-qr-code 1.0.0 (the newest on 2026-11-30): puts "Testsubject" and the BIC of a nonexistent bank on payment codes.
#
# Valid input: a version 002 transfer with a name, an IBAN, an amount, and a creditor reference, passed to girocode; the BIC and
# the unstructured text are omitted. EPC069-12, version 2.1: in version 002 the BIC is optional, and a code has either the
# structured reference or the text, not both.
# Expected: empty elements, as written by bezahlcode of the same package and by sepa-payment-qr-code 2.0.2.
# Seen: "Testsubject" as the payment text next to its reference, and DEZZZYYYXXX as the BIC; an omitted amount becomes 19.05.
# The README doesn't say that missing fields get the values of an example.
#
# Seen on 2026-11-30:
#   element 5   iban-qr-code DEZZZYYYXXX        sepa-payment-qr-code (empty)
#   element 10  iban-qr-code RF18539007547034   sepa-payment-qr-code RF18539007547034
#   element 11  iban-qr-code Testsubject        sepa-payment-qr-code (empty)
#   without an amount: EUR19.05
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iban-qr-code@1.0.0 sepa-payment-qr-code@2.0.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { bezahlcode, girocode } = require('iban-qr-code');
const otherCode = require('sepa-payment-qr-code');

const payee = { name: 'Franz Muster', iban: 'DE89370400440532013000' };
const here = girocode({ ...payee, version: '002', amount: '119.00', ref: 'RF18539007547034' }).split('\n');
const other = otherCode({ ...payee, amount: 119, structuredReference: 'RF18539007547034' }).split('\n');
const show = (element) => element || '(empty)';
for (const number of [5, 10, 11]) {
  const [one, two] = [here, other].map((elements) => show(elements[number - 1]));
  console.log(`element ${String(number).padEnd(3)} iban-qr-code ${one.padEnd(18)} sepa-payment-qr-code ${two}`);
}
assert.deepStrictEqual(
  [here[4], here[9], here[10]],
  ['DEZZZYYYXXX', 'RF18539007547034', 'Testsubject'],
  'this has changed',
);
assert.deepStrictEqual([show(other[4]), other[9], show(other[10])], ['(empty)', 'RF18539007547034', '(empty)']);
assert.match(bezahlcode({ ...payee, amount: '119.00', ref: 'RF18539007547034' }), /\?bic=&.*&reason=$/);

const open = girocode({ ...payee, version: '002', ref: 'RF18539007547034' }).split('\n')[7];
console.log('without an amount:', open);
assert.strictEqual(open, 'EUR19.05', 'this has changed');
JS
node run.cjs
