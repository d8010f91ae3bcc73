#!/usr/bin/env bash
# validator 13.15.35 (the newest on 2026-11-29): refuses the VAT numbers of nearly all companies in Spain, of all
# companies founded in Ireland since 2013, and British ones without spaces.
#
# Valid input: made-up numbers with correct check digits: B, seven digits and a digit (a Spanish S.L.), seven digits
# and two letters (an Irish company), and nine digits (a British company).
# Expected: valid. European Commission, VIES, structure of VAT identification numbers: ESX9999999X, where the last
# character may be a letter or a digit, and IE9999999WI; HM Revenue and Customs: GB and nine digits. jsvat 2.5.4
# accepts all of them. The README promises a check for the countries that it lists, including ES, IE and GB.
# Seen: false. Spain's pattern requires a letter at the end, Ireland's allows no second letter but W, Britain's
# requires the spaces. Numbers of Spanish individuals and older Irish companies are accepted. Spain is fixed in the
# source, but not released.
#
# Seen on 2026-11-29:
#   ESB00000018   validator false  jsvat true
#   IE0000001KA   validator false  jsvat true
#   GB100000089   validator false  jsvat true
#   ES00000001R   validator true   jsvat true
#   IE0000001B    validator true   jsvat true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts validator@13.15.35 jsvat@2.5.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const jsvat = require('jsvat');
const validator = require('validator');

const countries = Object.values(jsvat).filter((one) => typeof one?.calcFn === 'function');
const cases = [
  ['ESB00000018', false],
  ['IE0000001KA', false],
  ['GB100000089', false],
  ['ES00000001R', true],
  ['IE0000001B', true],
];
for (const [number, expected] of cases) {
  const seen = validator.isVAT(number, number.slice(0, 2));
  const { isValid } = jsvat.checkVAT(number, countries);
  console.log(number.padEnd(13), 'validator', String(seen).padEnd(5), ' jsvat', isValid);
  assert.deepStrictEqual([seen, isValid], [expected, true], `${number}: this has changed`);
}
JS
node run.cjs
