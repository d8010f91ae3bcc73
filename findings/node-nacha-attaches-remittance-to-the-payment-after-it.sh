#!/usr/bin/env bash
# @midlandsbank/node-nacha 0.4.0 (the newest on 2026-11-29): numbers payments and their remittance texts differently, and
# writes the company's tax number as the originating bank.
#
# Valid input: two credits to suppliers in a CCD batch, each with an addenda record that says which invoice is paid, created
# with create, ccd, and credit as in the README.
# Expected: Nacha, ACH file specifications. Addenda record, positions 88 to 94, entry detail sequence number: the last seven
# digits of the trace number of its entry. Batch header, positions 80 to 87, originating DFI identification: the routing
# number of the originator's bank, 08100003, which trace numbers also begin with.
# Seen: trace numbers count from 0000000, addenda records from 0000001: the first payment's addenda record points to the
# second payment, and the second's to none. The batch names the bank 12345678, the first digits of the tax number (FEIN),
# while the trace numbers have 08100003. Operators that check either value return the batch. The README mentions no limits.
#
# Seen on 2026-11-29:
#   batch header: originating bank 12345678
#   payment 081000030000000, addenda record of 0000001: INV 17
#   payment 081000030000001, addenda record of 0000002: INV 18
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @midlandsbank/node-nacha@0.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const nacha = require('@midlandsbank/node-nacha');

const account = { num: '135792468', type: 'C' };
const made = nacha
  .create({ from: { name: 'Your Company', fein: '123456789' }, for: { name: 'Our Bank', routing: '081000032' } })
  .ccd({ effectiveDate: '261201', description: 'Payment', date: 'Nov 30' })
  .credit({ name: 'First Supplier', account, routing: '081000210', amount: 11900, addenda: 'INV 17' })
  .credit({ name: 'Second Supplier', account, routing: '081000210', amount: 23800, addenda: 'INV 18' });
const records = nacha.from(made).to('ach').split(/\r?\n/);
assert.deepStrictEqual(records.slice(0, 7).map((record) => record.length), Array(7).fill(94));
const bank = records[1].slice(79, 87);
console.log('batch header: originating bank', bank);
assert.strictEqual(bank, '12345678');
const payments = [records.slice(2, 4), records.slice(4, 6)].map(([entry, addenda]) => [
  entry.slice(79, 94),
  addenda.slice(87, 94),
  addenda.slice(3, 83).trim(),
]);
for (const [trace, pointer, text] of payments) {
  console.log(`payment ${trace}, addenda record of ${pointer}: ${text}`);
}
assert.deepStrictEqual(payments, [
  ['081000030000000', '0000001', 'INV 17'],
  ['081000030000001', '0000002', 'INV 18'],
]);
JS
node run.cjs
