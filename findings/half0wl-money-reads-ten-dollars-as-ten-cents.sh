#!/usr/bin/env bash
# @half0wl/money 1.0.2 (the newest on 2026-11-30): reads a dollar amount as cents when its cents are 00.
#
# Valid input: '10.00' and '250.00', compared with '10.50', passed to Money.fromString with USD; and 15.00 passed to
# Money.fromFloat.
# Expected: 1000 and 25000 cents, and 1500. The README has exactly these calls: Money.fromString('USD', '10.00') with a
# getAmount() of 1000, and Money.fromFloat('USD', 15.00) with 1500. It says that text without a point is cents: '2000' is
# $20.00.
# Seen: 10 and 250 cents, and a TypeError. The text is converted to a number first, and whether the number has a fraction
# decides which of the two was meant. Whole-dollar prices become a hundredth of their value without an error.
#
# Seen on 2026-11-30:
#   fromString 10.00   10 cents, $0.10
#   fromString 10.50   1050 cents, $10.50
#   fromString 250.00  250 cents, $2.50
#   fromString 249.99  24999 cents, $249.99
#   fromFloat  15.00   TypeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @half0wl/money@1.0.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Money } = require('@half0wl/money');

const cases = [['10.00', 10], ['10.50', 1050], ['250.00', 250], ['249.99', 24999]];
for (const [text, expected] of cases) {
  const money = Money.fromString('USD', text);
  console.log('fromString', text.padEnd(7), `${money.getAmount()} cents, ${money.toLocaleString()}`);
  assert.strictEqual(money.getAmount(), expected, `${text}: this has changed`);
}
assert.throws(() => Money.fromFloat('USD', 15.00), TypeError);
console.log('fromFloat ', '15.00  ', 'TypeError');
JS
node run.cjs
