#!/usr/bin/env bash
# fast-iban 1.2.0 (the newest on 2026-11-30): separates the parts of an account number for the first number of each country,
# and for no other.
#
# Valid input: three German account numbers (BBAN) in one process, and two Belgian ones, all formatted with formatBBAN.
# Expected: 37040044-0532013000, and so on: bank code and account number, as in the README, for each of them. SWIFT, IBAN
# Registry: the BBAN structure of DE is 8!n10!n, and of BE 3!n7!n2!n. The package's own table has these lengths.
# Seen: the table is turned around and emptied while the first number is formatted, so every later number of the country comes
# back in one piece, without an error. A split at the hyphen then finds the bank code of the first payment and none of the
# others; a test with a single number passes.
#
# Seen on 2026-11-30:
#   DE 370400440532013000  37040044-0532013000
#   DE 100500000054540402  100500000054540402
#   DE 500105175407324931  500105175407324931
#   BE 539007547034        539-0075470-34
#   BE 096123456769        096123456769
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts fast-iban@1.2.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const iban = require('fast-iban');

const cases = [
  ['DE', '370400440532013000', '37040044-0532013000'],
  ['DE', '100500000054540402', '100500000054540402'],
  ['DE', '500105175407324931', '500105175407324931'],
  ['BE', '539007547034', '539-0075470-34'],
  ['BE', '096123456769', '096123456769'],
];
for (const [country, bban, expected] of cases) {
  assert.ok(iban.validateBBAN(bban, country));
  const seen = iban.formatBBAN(bban, country);
  console.log(country, bban.padEnd(19), seen);
  assert.strictEqual(seen, expected, `${bban}: this has changed`);
}
JS
node run.cjs
