#!/usr/bin/env bash
# @easymoney/money 1.0.2 (the newest on 2026-11-30): compares amounts of money as strings.
#
# Valid input: amounts in integer cents, as in the README, compared with greaterThan, lessThan, and compare: 9.00 and 10.00, 99.00
# and 100.00, -10.00 and -20.00, as when a reminder is sent above a limit.
# Expected: numeric order. The README calls them operations on money, and the other operations are numeric: the sum of 900 and 1000
# is 1900.
# Seen: amounts are stored and compared as text, so 9.00 is greater than 10.00, and -20.00 is greater than -10.00. Amounts with the
# same number of digits and no sign compare correctly, so tests with 100 and 200 pass.
#
# Seen on 2026-11-30:
#     9.00   10.00  greaterThan true   lessThan false
#    99.00  100.00  greaterThan true   lessThan false
#   -10.00  -20.00  greaterThan false  lessThan true
#    10.00   20.00  greaterThan false  lessThan true
#   9.00 + 10.00 = 1900 cents
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @easymoney/money@1.0.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { createMoney } = require('@easymoney/money');

const euros = (cents) => createMoney({ amount: cents, currency: 'EUR' });
const text = (cents) => (cents / 100).toFixed(2);
const cases = [[900, 1000, true], [9900, 10000, true], [-1000, -2000, false], [1000, 2000, false]];
for (const [left, right, greater] of cases) {
  const seen = { greater: euros(left).greaterThan(euros(right)), less: euros(left).lessThan(euros(right)) };
  console.log(text(left).padStart(7), text(right).padStart(7), ` greaterThan ${String(seen.greater).padEnd(5)}  lessThan ${seen.less}`);
  assert.deepStrictEqual(seen, { greater, less: !greater }, 'this has changed');
  assert.strictEqual(euros(left).compare(euros(right)), greater ? 1 : -1);
}
const sum = euros(900).add(euros(1000)).getAmount();
console.log(`9.00 + 10.00 = ${sum} cents`);
assert.strictEqual(Number(sum), 1900);
JS
node run.cjs
