#!/usr/bin/env bash
# @accounter/shaam-uniform-format-generator 0.1.1 (the newest on 2026-11-30): writes amounts with a decimal point into a format that has
# none.
#
# Valid input: one invoice and one journal entry of 1,170.00 shekels for a uniform file (BKMVDATA) of the Israeli tax authority.
# Expected: +00000000117000. Instructions 1.31, fields 1223, 1312, and 1368: X9(12)V99, a sign, twelve digits, an assumed point, and two
# digits. The package has the same tables in its documentation folder, and the picture in comments of its own code.
# Seen: 1170.00, filled with blanks on the right in documents and on the left in journal entries. Whoever reads the digits by their
# columns books another amount, or none.
#
# Seen on 2026-11-30:
#   document  "1170.00        "
#   payment   "1170.00        "
#   journal   "        1170.00"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @accounter/shaam-uniform-format-generator@0.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { generateUniformFormatReport } from '@accounter/shaam-uniform-format-generator';

const { dataText } = generateUniformFormatReport({
  business: { businessId: '12345', name: 'Seller', taxId: '123456789', reportingPeriod: { startDate: '2026-01-01', endDate: '2026-12-31' } },
  documents: [{ id: 'RE-17', type: '320', date: '2026-11-30', amount: 1170, description: 'Work' }],
  journalEntries: [{ id: '1', date: '2026-11-30', amount: 1170, accountId: '1100', description: 'Work' }],
  accounts: [{ id: '1100', name: 'Sales', type: '4', balance: 1000 }],
  inventory: [{ id: 'A-1', name: 'Work', quantity: 1, unitPrice: 1170 }],
});
const read = (code, from) => dataText.split('\r\n').find((line) => line.startsWith(code)).slice(from, from + 15);
const seen = { document: read('C100', 347), payment: read('D120', 103), journal: read('B100', 206) };
for (const [name, field] of Object.entries(seen)) console.log(name.padEnd(9), `"${field}"`);
assert.deepStrictEqual(Object.values(seen), ['1170.00        ', '1170.00        ', '        1170.00'], 'this has changed');
JS
node run.mjs
