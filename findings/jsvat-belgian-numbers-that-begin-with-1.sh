#!/usr/bin/env bash
# jsvat 2.5.4 (the newest on 2026-11-29): accepts only Belgian VAT numbers that begin with 0, and no Northern Irish VAT
# numbers.
#
# Valid input: BE1000000021, an invented number with correct check digits (97 minus the first eight digits modulo 97: 97 -
# 76 is 21), and GB110305878 as a Northern Irish number.
# Expected: valid. European Commission, VIES, structure of VAT identification numbers: BE0999999999 or BE1999999999 (issued
# since the range that begins with 0 was nearly exhausted), and XI with the GB digits (trade in goods with the EU since
# 2021).
# Seen: both are not valid. Anyone who checks numbers with jsvat before sending an invoice refuses new Belgian customers.
# The README lists Belgium among its countries and mentions no limits.
#
# Seen on 2026-11-28:
#   BE0428759497 valid
#   BE1000000021 not valid
#   GB110305878 valid
#   XI110305878 not valid
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts jsvat@2.5.4
node - <<'JS'
const assert = require('node:assert');
const jsvat = require('jsvat');
const countries = Object.values(jsvat).filter((one) => typeof one?.calcFn === 'function');
const checkDigits = 97 - (10000000 % 97);
assert.strictEqual(checkDigits, 21);
const seen = { BE0428759497: true, [`BE10000000${checkDigits}`]: false, GB110305878: true, XI110305878: false };
for (const [number, expected] of Object.entries(seen)) {
  const { isValid } = jsvat.checkVAT(number, countries);
  console.log(number, isValid ? 'valid' : 'not valid');
  assert.strictEqual(isValid, expected, `${number}: this has changed`);
}
JS
