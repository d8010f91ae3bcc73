#!/usr/bin/env bash
# aba-generator 2.1.0 (the newest on 2026-11-29): uses the time of day as the year when it writes a payment file's
# processing date.
#
# Valid input: the processing date as a Date and the time as an HHmm string. The README allows a Date, a string, or a
# number for each, and a time string in exactly this form.
# Expected: 011226, the date as DDMMYY in positions 75 to 80 of the descriptive record ("0") of the Direct Entry file
# (the ABA format used by Australian banks). Without a time, or with the date as a string, the output is correct.
# Seen: 010130, which is January 1 of the year 1030, and so 2030 for the bank; a time of 1545 gives 2045. The time field
# next to it is correct, and nothing is thrown. Bills are paid years late, or the bank rejects the file.
#
# Seen on 2026-11-29 (date and time of the record):
#   Date, no time      011226 (none)
#   "011226", "1030"   011226 1030
#   Date, "1030"       010130 1030
#   Date, "1545"       010145 1545
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts aba-generator@2.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const ABA = require('aba-generator');

const day = new Date(2026, 11, 1);
const payment = {
  bsb: '012-345', account: '12345678', transactionCode: ABA.CREDIT, amount: 119, accountTitle: 'SUPPLIER',
  reference: 'INV 17', traceBsb: '012-345', traceAccount: '87654321', remitter: 'PAYER',
};
const cases = [
  ['Date, no time', { date: day }, '011226 (none)'],
  ['"011226", "1030"', { date: '011226', time: '1030' }, '011226 1030'],
  ['Date, "1030"', { date: day, time: '1030' }, '010130 1030'],
  ['Date, "1545"', { date: day, time: '1545' }, '010145 1545'],
];
for (const [name, when, expected] of cases) {
  const header = { bank: 'ANZ', user: 'PAYER', userNumber: 123456, description: 'INVOICES', ...when };
  const [record] = new ABA({ header }).generate([payment]).split('\r\n');
  const seen = `${record.slice(74, 80)} ${record.slice(80, 84).trim() || '(none)'}`;
  console.log(name.padEnd(18), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
TZ=Australia/Sydney node run.cjs
