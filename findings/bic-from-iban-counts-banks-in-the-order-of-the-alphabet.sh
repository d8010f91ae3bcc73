#!/usr/bin/env bash
# bic-from-iban 1.0.0 (the newest on 2026-11-30) takes the bank code of an IBAN for a place in an alphabetical list of banks.
#
# Valid input: the examples of the IBAN registry (SWIFT for ISO 13616) for Germany, Luxembourg and Portugal, for getBIC.
# Expected: COBADEFFXXX (Commerzbank, 37040044), BCEELULL (the bank 001), or no answer. iban-to-bic 1.4.0, which has the
# lists of national banks, gives these two. The bank code stands where the registry says, in Germany eight digits.
# Seen: SEB in Mülheim, Bank Leumi and PrivatBank. The package cuts four digits off for each country, drops the zeros in front
# and looks for the "id" of a list that is sorted by names: 3704 is the 3704th office in Germany. Banks whose number is
# higher than the list is long have no answer. The README promises the BIC of an account, and says no more.
#
# Seen on 2026-11-30:
#   DE89370400440532013000     bic-from-iban ESSEDE5F362  iban-to-bic COBADEFFXXX
#   LU280019400644750000       bic-from-iban LUMILULLXXX  iban-to-bic BCEELULL
#   PT50000201231234567890154  bic-from-iban PRTTPTP2XXX  iban-to-bic (none)
#   the 3704th bank of Germany is SEB AG, MUELHEIM (RUHR)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts bic-from-iban@1.0.0 iban-to-bic@1.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { getBIC, validateIBAN } = require('bic-from-iban');
const { ibanToBic } = require('iban-to-bic');
const german = require('bic-from-iban/AllCountries/DE.json');

const cases = [
  ['DE89370400440532013000', 'ESSEDE5F362', 'COBADEFFXXX'],
  ['LU280019400644750000', 'LUMILULLXXX', 'BCEELULL'],
  ['PT50000201231234567890154', 'PRTTPTP2XXX', undefined],
];
for (const [iban, expected, other] of cases) {
  assert.ok(validateIBAN(iban));
  const seen = getBIC(iban);
  console.log(iban.padEnd(25), ` bic-from-iban ${seen}  iban-to-bic ${ibanToBic(iban) ?? '(none)'}`);
  assert.strictEqual(seen, expected, `${iban}: this has changed`);
  assert.strictEqual(ibanToBic(iban), other);
}
const { id, bank, city } = german.list[3703];
console.log(`the ${id}th bank of Germany is ${bank}, ${city}`);
assert.strictEqual(id, '3704');
JS
node run.cjs
