#!/usr/bin/env bash
# fast-formula-parser 1.0.19 (the newest on 2026-11-30): TRUNC ignores the number of decimals to keep.
#
# Valid input: a price of 19.99, truncated to two decimals and to one.
# Expected: 19.99 and 19.9. Microsoft's documentation of TRUNC: num_digits, which is optional, specifies the precision. The README lists TRUNC
# among the functions of Excel that are supported.
# Seen: 19 in both cases, without an error: the cents are gone. ROUNDDOWN is right.
#
# Seen on 2026-11-30:
#   TRUNC(19.99,2)      19
#   TRUNC(19.99,1)      19
#   ROUNDDOWN(19.99,1)  19.9
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts fast-formula-parser@1.0.19
cat > run.cjs <<'JS'
const assert = require('node:assert');
const FormulaParser = require('fast-formula-parser');

const cases = [['TRUNC(19.99,2)', 19], ['TRUNC(19.99,1)', 19], ['ROUNDDOWN(19.99,1)', 19.9]];
for (const [formula, expected] of cases) {
  const seen = new FormulaParser().parse(formula, { row: 1, col: 1, sheet: 'Invoices' });
  console.log(formula.padEnd(19), seen);
  assert.strictEqual(seen, expected, `${formula}: this has changed`);
}
JS
node run.cjs
