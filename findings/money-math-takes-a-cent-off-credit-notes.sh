#!/usr/bin/env bash
# money-math 2.6.3 (the newest on 2026-11-29): is off by one cent for nearly every percentage of a negative amount.
#
# Valid input: 19 percent of the amounts from -0.01 to -100.00, as on a credit note. The README includes negative amounts
# and says that the result is rounded to the whole cent.
# Expected: the nearest cent: -1.91 for 19 percent of -10.05 (-1.9095), and -0.01 or 0.00 for -0.02. The rounding of halves
# does not matter for these.
# Seen: -1.90, and 0.01 for -0.02, which has the wrong sign. Only whole euros, whose result has no fraction, are right;
# positive amounts are all right. A product is off by up to two cents (mul of -10.05 and 0.19 is -1.89). An invoice and its
# credit note do not add up to zero.
#
# Seen on 2026-11-29:
#   19.00 % of   10.05   1.91
#   19.00 % of  -10.05  -1.90
#   19.00 % of   -0.02   0.01
#   -10.05 times 0.19   -1.89
#   19.00 % of 0.01 to 100.00: 10000 of 10000 right; of -0.01 to -100.00: 100 of 10000 right
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts money-math@2.6.3
cat > run.cjs <<'JS'
const assert = require('node:assert');
const money = require('money-math');

const cases = [['10.05', '1.91'], ['-10.05', '-1.90'], ['-0.02', '0.01']];
for (const [amount, expected] of cases) {
  const seen = money.percent(amount, '19.00');
  console.log('19.00 % of', amount.padStart(7), seen.padStart(6));
  assert.strictEqual(seen, expected, `${amount}: this has changed`);
}
const product = money.mul('-10.05', '0.19');
console.log('-10.05 times 0.19', product.padStart(7));
assert.strictEqual(product, '-1.89');

// Exact, in hundredths of a cent. A result is right if it is at most half a cent off.
const right = { '': 0, '-': 0 };
for (let cents = 1; cents <= 10_000; cents += 1) {
  for (const sign of ['', '-']) {
    const vat = money.percent(`${sign}${(cents / 100).toFixed(2)}`, '19.00');
    const difference = Math.round(Number(vat) * 10_000) - Number(`${sign}1`) * cents * 19;
    if (Math.abs(difference) <= 50) right[sign] += 1;
  }
}
console.log(`19.00 % of 0.01 to 100.00: ${right['']} of 10000 right; of -0.01 to -100.00: ${right['-']} of 10000 right`);
assert.deepStrictEqual(right, { '': 10_000, '-': 100 });
JS
node run.cjs
