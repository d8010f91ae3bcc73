#!/usr/bin/env bash
# currency-formatter 1.5.9 (the newest on 2026-11-29): reads amounts it wrote itself incorrectly, many as 0, in a tenth
# of its currencies.
#
# Valid input: 1234567.50 in each of the package's currencies, written by format and read by unformat, both with the
# currency's code, as in the README.
# Expected: the same amount (rounded where the package writes no decimals).
# Seen: dots in a symbol are read as decimal points: "د.إ" (AED), "S/." (PEN), and "Nu." (BTN) make the amount 0 or
# 0.1234567. In 1.234.568 ₫, the first dot becomes the decimal point because the package's own list uses a dot for both
# VND separators. There is no error. Amounts in 146 currencies are read correctly.
#
# Seen on 2026-11-29 (163 currencies):
#   0          AED BHD DZD EGP IQD JOD KWD LBP LYD MAD TND
#   0.1234567  BTN HNL PAB PEN VEB
#   1.234      VND
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts currency-formatter@1.5.9
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { currencies, format, unformat } = require('currency-formatter');

const amount = 1234567.5;
const wrong = new Map();
for (const { code, decimalDigits } of currencies) {
  const read = unformat(format(amount, { code }), { code });
  if (read === Number(amount.toFixed(decimalDigits))) continue;
  wrong.set(read, [...(wrong.get(read) ?? []), code]);
}
for (const [read, codes] of wrong) {
  console.log(String(read).padEnd(10), codes.join(' '));
}
assert.strictEqual(currencies.length, 163);
assert.deepStrictEqual(Object.fromEntries([...wrong].map(([read, codes]) => [read, codes.join(' ')])), {
  0: 'AED BHD DZD EGP IQD JOD KWD LBP LYD MAD TND',
  0.1234567: 'BTN HNL PAB PEN VEB',
  1.234: 'VND',
});
JS
node run.cjs
