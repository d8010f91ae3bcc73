#!/usr/bin/env bash
# num 0.3.0 (the newest on 2026-11-30): divides negative amounts by 3 with another result than by 3.00.
#
# Valid input: an invoice of 100.00 and its credit note of -100.00, divided by 3, by 3.00, and by 7, and amounts with three
# decimals set to two.
# Expected: the same share with the other sign, whichever way the divisor is written: 33.33 and -33.33. The README: div uses the
# precision of the numerator (1 by 3.0 is 0, and 1.0 by 3 is 0.3), so the rest is cut off, and the divisor's decimals don't
# matter.
# Seen: for negative amounts, a division by a whole number goes down, away from zero, and one by the same number with decimals
# goes towards zero. Three thirds of the invoice are 99.99, and of its credit note -100.02: the customer gets back more than was
# charged. set_precision makes a cent of a tenth of a cent, for credits only. Nothing says how negative numbers are treated.
#
# Seen on 2026-11-30:
#   100.00   by 3 33.33   by 3.00 33.33   by 7 14.28
#   -100.00  by 3 -33.34  by 3.00 -33.33  by 7 -14.29
#   0.001    set to two decimals 0.00
#   -0.001   set to two decimals -0.01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts num@0.3.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const num = require('num');

const cases = [
  ['100.00', '33.33', '33.33', '14.28'],
  ['-100.00', '-33.34', '-33.33', '-14.29'],
];
for (const [amount, ...expected] of cases) {
  const seen = ['3', '3.00', '7'].map((divisor) => num(amount).div(divisor).toString());
  console.log(amount.padEnd(8), `by 3 ${seen[0].padEnd(7)} by 3.00 ${seen[1].padEnd(7)} by 7 ${seen[2]}`);
  assert.deepStrictEqual(seen, expected, `${amount}: this has changed`);
}
for (const [amount, expected] of [['0.001', '0.00'], ['-0.001', '-0.01']]) {
  const seen = num(amount).set_precision(2).toString();
  console.log(amount.padEnd(8), 'set to two decimals', seen);
  assert.strictEqual(seen, expected, `${amount}: this has changed`);
}
JS
node run.cjs
