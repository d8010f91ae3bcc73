#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 (the newest on 2026-11-30): DB has no depreciation for the last year of an asset that was bought during a year.
#
# Valid input: the example in Microsoft's documentation of DB: 1,000,000 with a salvage value of 100,000 after six years, bought with seven months
# of the first year left. So there are seven calendar years, the last with five months.
# Expected: 186,083.33 for the first year, and 15,845.10 for the seventh, as in the documentation. hyperformula 3.5.0 has both. The README lists
# the differences from Excel, and this is none of them.
# Seen: #NUM! for the seventh year, although the number of months is given and the years before take it into account: what is written off in all
# is 15,845.10 too little.
#
# Seen on 2026-11-30 (formulajs, hyperformula):
#   year 1  186083.33  186083.33
#   year 6  55841.76   55841.76
#   year 7  #NUM!      15845.10
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @formulajs/formulajs@4.6.1 hyperformula@3.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { DB } = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const sheet = HyperFormula.buildFromArray([[]], { licenseKey: 'gpl-v3' });
const cases = [[1, '186083.33', '186083.33'], [6, '55841.76', '55841.76'], [7, '#NUM!', '15845.10']];
for (const [year, expected, right] of cases) {
  const result = DB(1_000_000, 100_000, 6, year, 7);
  const seen = result instanceof Error ? result.message : result.toFixed(2);
  const other = sheet.calculateFormula(`=DB(1000000, 100000, 6, ${year}, 7)`, 0).toFixed(2);
  console.log('year', year, '', seen.padEnd(10), other);
  assert.strictEqual(seen, expected, `year ${year}: this has changed`);
  assert.strictEqual(other, right);
}
JS
node run.cjs
