#!/usr/bin/env bash
# iso-country-currency 0.7.2 (the newest on 2026-11-30): gives currencies that no longer exist for Bulgaria, Curaçao, and five
# other countries.
#
# Valid input: BG, CW, SX, SL, ST, VE, ZW, and, for comparison, HR, passed to getAllInfoByISO.
# Expected: EUR for Bulgaria since January 1, 2026 (Council of the European Union, decision of July 8, 2025), as for Croatia
# since 2023; XCG for Curaçao and Sint Maarten since 2025, SLE, STN, VES, and ZWG. ISO 4217 lists the former ones as historic
# (list three). country-to-currency 3.0.1 gives the current ones. The package promises the currency by the country's ISO code.
# Seen: BGN, ANG, SLL, STD, VEF, and ZWL. No bank takes these codes any more, and the numbers mean something else: 100 SLL was
# 0.10 SLE, and 1.95583 BGN is 1 EUR. A price list in euros, marked with the code of the country, is off by half in Bulgaria.
#
# Seen on 2026-11-30 (iso-country-currency, country-to-currency):
#   BG  BGN  EUR
#   CW  ANG  XCG
#   SX  ANG  XCG
#   SL  SLL  SLE
#   ST  STD  STN
#   VE  VEF  VES
#   ZW  ZWL  ZWG
#   HR  EUR  EUR
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iso-country-currency@0.7.2 country-to-currency@3.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const countryToCurrency = require('country-to-currency');
const { getAllInfoByISO } = require('iso-country-currency');

const official = countryToCurrency.default ?? countryToCurrency;
const cases = [
  ['BG', 'BGN', 'EUR'],
  ['CW', 'ANG', 'XCG'],
  ['SX', 'ANG', 'XCG'],
  ['SL', 'SLL', 'SLE'],
  ['ST', 'STD', 'STN'],
  ['VE', 'VEF', 'VES'],
  ['ZW', 'ZWL', 'ZWG'],
  ['HR', 'EUR', 'EUR'],
];
for (const [country, expected, right] of cases) {
  const { currency } = getAllInfoByISO(country);
  console.log(`${country}  ${currency}  ${official[country]}`);
  assert.strictEqual(currency, expected, `${country}: this has changed`);
  assert.strictEqual(official[country], right);
}
JS
node run.cjs
