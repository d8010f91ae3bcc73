#!/usr/bin/env bash
# jsvat 2.5.4 (the newest on 2026-11-28) takes Belgian VAT numbers that begin with 0 only.
#
# Belgium's enterprise numbers, which are its VAT numbers, begin with 0 or 1; those with 1 have been
# given out since the row with 0 was nearly used up. The check digits are the same for both: 97 minus
# the first eight digits modulo 97. For 10000000 that is 97 - 76 = 21.
#
# Who asks jsvat before an invoice goes out refuses new Belgian customers. It knows no Northern Irish
# numbers (XI, for trade in goods with the EU since 2021) either: the same digits are valid with GB.
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
npm install --silent --no-fund --no-audit jsvat@2.5.4
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
