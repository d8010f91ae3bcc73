#!/usr/bin/env bash
# accounting-js 2.0.3 (the newest on 2026-11-30): rounds up the whole part of an amount, but not its cents.
#
# Valid input: amounts formatted with the option round, which the documentation calls the direction of rounding: 1 for up, -1 for down.
# Expected: 19.991 is $20.00 when rounded up, and 19.999 is $19.99 when rounded down; 10 stays 10.00.
# Seen: $20.99 and $19.00. The part before the point comes from the number as rounded, and the cents from the number as rounded to
# the nearest. toFixed also adds 0.00000001 before it rounds up, so 10 becomes 10.01.
#
# Seen on 2026-11-30:
#   19.991 up    $20.99
#   19.999 down  $19.00
#   10 up        10.01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts accounting-js@2.0.3
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { formatMoney, toFixed } = require('accounting-js');

const seen = {
  '19.991 up': formatMoney(19.991, { round: 1 }),
  '19.999 down': formatMoney(19.999, { round: -1 }),
  '10 up': toFixed(10, 2, 1),
};
for (const [name, text] of Object.entries(seen)) {
  console.log(name.padEnd(12), text);
}
assert.strictEqual(formatMoney(19.99), '$19.99');
assert.deepStrictEqual(seen, { '19.991 up': '$20.99', '19.999 down': '$19.00', '10 up': '10.01' }, 'this has changed');
JS
node run.cjs
