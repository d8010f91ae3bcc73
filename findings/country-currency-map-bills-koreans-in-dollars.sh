#!/usr/bin/env bash
# country-currency-map 2.1.7 (the newest on 2026-11-30): gives US dollars as the currency of ninety-three countries that have
# another.
#
# Valid input: each of the package's 243 countries by its own name, passed to getCurrencyAbbreviation and getCountry.
# Expected: KRW for the Republic of Korea, TRY for Turkey, EUR for Lithuania. ISO 4217, list one, has a currency for each country
# (Korea KRW, Türkiye TRY); country-to-currency 3.0.1 gives these. The package: countries and their primary currency.
# Seen: USD. Of the 109 countries whose currency is said to be USD, 16 have it. Nothing tells a wrong one from a right one: no
# error, no undefined. An invoice for 50000 goes to Korea in dollars, more than a thousand times too high, and prices for
# Lithuania are not in euros.
#
# Seen on 2026-11-30:
#   Korea, Republic Of  USD  (KRW)  50000 is written as $50000
#   Turkey              USD  (TRY)  50000 is written as $50000
#   Lithuania           USD  (EUR)  50000 is written as $50000
#   Chile               USD  (CLP)  50000 is written as $50000
#   Germany             EUR  (EUR)  50000 is written as €50000
#   109 of 243 countries have USD: right for 16, wrong for 93
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts country-currency-map@2.1.7 country-to-currency@3.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const map = require('country-currency-map');
const countries = require('country-currency-map/lib/countryMap.js');
const countryToCurrency = require('country-to-currency');

const official = countryToCurrency.default ?? countryToCurrency;
const names = Object.keys(countries.default ?? countries);
const cases = [
  ['Korea, Republic Of', 'USD', 'KRW', '$50000'],
  ['Turkey', 'USD', 'TRY', '$50000'],
  ['Lithuania', 'USD', 'EUR', '$50000'],
  ['Chile', 'USD', 'CLP', '$50000'],
  ['Germany', 'EUR', 'EUR', '€50000'],
];
for (const [name, expected, right, price] of cases) {
  const currency = map.getCurrencyAbbreviation(name);
  const written = map.formatCurrency(50000, currency);
  const other = official[map.getCountry(name).abbreviation];
  console.log(name.padEnd(19), currency, ` (${other})  50000 is written as ${written}`);
  assert.deepStrictEqual([currency, written], [expected, price], `${name}: this has changed`);
  assert.strictEqual(other, right);
}
const dollars = names.map((name) => map.getCountry(name)).filter(({ currency }) => currency === 'USD');
const correct = dollars.filter(({ abbreviation }) => official[abbreviation] === 'USD').length;
const wrong = dollars.length - correct;
console.log(`${dollars.length} of ${names.length} countries have USD: right for ${correct}, wrong for ${wrong}`);
assert.deepStrictEqual([dollars.length, names.length, correct], [109, 243, 16], 'this has changed');
JS
node run.cjs
