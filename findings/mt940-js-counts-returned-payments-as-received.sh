#!/usr/bin/env bash
# mt940-js 1.0.0 (the newest on 2026-11-29): reports a payment that a bank reversed as a payment received.
#
# Valid input: field 61 with the mark RC, the reversal of a credit: a returned invoice payment, which leaves the account.
# Expected: an outgoing amount. SWIFT's Category 9 standards, MT 940, field 61, subfield 3: RC is the reversal of a credit
# (a debit entry), RD of a debit (a credit entry). The closing balances of the statements confirm this.
# @centrapay/swift-parser 1.0.1 has the signs right.
# Seen: isCredit is true for RC and false for RD, the same as for C and D, and nothing indicates a reversal; the property
# isExpense is true for all four. The README mentions no limits.
#
# Seen on 2026-11-29 (what the account changed by, and what the parsers say):
#   C    20.00  mt940-js credit  swift-parser 20
#   RC  -20.00  mt940-js credit  swift-parser -20
#   D   -20.00  mt940-js debit   swift-parser -20
#   RD   20.00  mt940-js debit   swift-parser 20
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mt940-js@1.0.0 tslib@2.8.1 @centrapay/swift-parser@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const swiftParser = require('@centrapay/swift-parser');
const mt940 = require('mt940-js');

const statement = (mark, closing) =>
  `:20:START\n:25:20041010/400000000\n:28C:00001/001\n:60F:C260131EUR1000,00\n` +
  `:61:2601310131${mark}20,00NTRFRE-1\n:86:RE-1\n:62F:C260131EUR${closing},00\n-\n`;

(async () => {
  for (const [mark, change, seen] of [['C', 20, 'credit'], ['RC', -20, 'credit'], ['D', -20, 'debit'], ['RD', 20, 'debit']]) {
    const data = statement(mark, 1000 + change);
    // Checks that the opening balance plus the entry equals the closing balance.
    const [right] = swiftParser.parse({ type: 'mt940', data, validate: true });
    const [{ transactions }] = await mt940.read(Buffer.from(data));
    const side = transactions[0].isCredit ? 'credit' : 'debit';
    const other = Number(right.transactions[0].amount);
    console.log(mark.padEnd(3), change.toFixed(2).padStart(6), ' mt940-js', side.padEnd(6), ' swift-parser', other);
    assert.deepStrictEqual([side, transactions[0].amount, other], [seen, 20, change], `${mark}: this has changed`);
  }
})();
JS
node run.cjs
