#!/usr/bin/env bash
# currency-format 1.0.13 (the newest on 2026-11-29): has decimal places that differ from ISO 4217 for nine currencies.
#
# Valid input: ISO 4217 codes, which the README says the list contains, with the number of decimal places as
# fractionSize.
# Expected: the minor units of ISO 4217, List One, taken here from @iso4217/json 20230101.1.10, which is generated from
# the agency's file of 2023-01-01. No later amendment changed the minor units of these nine.
# Seen: an amount of 1234.50 in HUF, COP, IRR, KPW, TWD, TZS, or UYU is written without its decimals, one in ISK gets
# two that the króna doesn't have, and MGA has one.
#
# Seen on 2026-11-29 (here, ISO 4217):
#   COP 0 2, HUF 0 2, IRR 0 2, ISK 2 0, KPW 0 2, MGA 1 2, TWD 0 2, TZS 0 2, UYU 0 2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts currency-format@1.0.13 @iso4217/json@20230101.1.10
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const formats = require('currency-format');

const list = JSON.parse(readFileSync('node_modules/@iso4217/json/data.json', 'utf8'));
const official = new Map();
for (const { $data: fields } of list.$data[0].$data) {
  const field = (name) => fields.find((one) => one.$name === name)?.$data;
  official.set(field('Ccy'), field('CcyMnrUnts'));
}
const different = Object.keys(formats)
  .filter((code) => Number.isInteger(official.get(code)) && formats[code].fractionSize !== official.get(code))
  .map((code) => `${code} ${formats[code].fractionSize} ${official.get(code)}`)
  .toSorted();
console.log(different.join(', '));
assert.strictEqual(
  different.join(', '),
  'COP 0 2, HUF 0 2, IRR 0 2, ISK 2 0, KPW 0 2, MGA 1 2, TWD 0 2, TZS 0 2, UYU 0 2',
);
assert.strictEqual(formats.JPY.fractionSize, 0);
JS
node run.cjs
