#!/usr/bin/env bash
# numeral 2.0.6 (the newest on 2026-11-30): formats numbers that JavaScript writes with a negative exponent as NaN.
#
# Valid input: what is left of a bill of 0.30 after payments of 0.10 and 0.20, which is -2.7e-17 as a JavaScript number; and -0.001, for
# comparison.
# Expected: 0.00, as for all other small numbers. The documentation: numeral formats numbers; format('0,0.00') has two decimals.
# Seen: NaN, and N$aN with a currency, on the bill that was just settled. The library rounds by appending an exponent to the number's text, and
# two exponents are no number.
#
# Seen on 2026-11-30:
#   0.3 - 0.1 - 0.2      0,0.00   NaN
#   100.1 - 100 - 0.1    $0,0.00  N$aN
#   -0.001               0,0.00   0.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts numeral@2.0.6
cat > run.cjs <<'JS'
const assert = require('node:assert');
const numeral = require('numeral');

const cases = [
  ['0.3 - 0.1 - 0.2', 0.3 - 0.1 - 0.2, '0,0.00', 'NaN'],
  ['100.1 - 100 - 0.1', 100.1 - 100 - 0.1, '$0,0.00', 'N$aN'],
  ['-0.001', -0.001, '0,0.00', '0.00'],
];
for (const [name, balance, format, expected] of cases) {
  const seen = numeral(balance).format(format);
  console.log(name.padEnd(20), format.padEnd(8), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.cjs
