#!/usr/bin/env bash
# number-currency-format 1.0.10 (the newest on 2026-11-30): reads a credit of 99 cents as a charge.
#
# Valid input: texts that its own format function wrote.
# Expected: the number with its sign. The documentation: unformat reads the number out of a text that looks like a price.
# Seen: without its sign from -0.99 to -0.01, with it from -1 on. The sign is looked for right before the first digits that are not zero,
# and before 99, there is a decimal separator.
#
# Seen on 2026-11-30:
#   -0.99 € -> 0.99
#   -0,50 -> 0.5
#   $ -0.05 -> 0.05
#   -1.00 € -> -1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts number-currency-format@1.0.10
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { format, unformat } = require('number-currency-format');

const cases = [
  [format(-0.99, { currency: '€' }), 0.99],
  [format(-0.5, { decimalSeparator: ',' }), 0.5],
  [format(-0.05, { currency: '$', currencyPosition: 'LEFT' }), 0.05],
  [format(-1, { currency: '€' }), -1],
];
for (const [text, expected] of cases) {
  const number = unformat(text);
  console.log(text, '->', number);
  assert.strictEqual(number, expected, 'this has changed');
}
JS
node run.cjs
