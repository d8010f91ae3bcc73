#!/usr/bin/env bash
# bic-from-iban 1.0.0 (the newest on 2026-11-30): uses the bank code of an IBAN as an index into an alphabetical list of
# banks.
#
# Valid input: the IBAN registry's examples (SWIFT for ISO 13616) for Germany, Luxembourg, and Portugal, passed to getBIC.
# Expected: COBADEFFXXX (Commerzbank, 37040044), BCEELULL (bank 001), or no result. iban-to-bic 1.4.0, which includes the
# national bank lists, returns these two. The bank code is where the registry says; in Germany it has eight digits.
# Seen: SEB in Mülheim, Bank Leumi, and PrivatBank. The package takes four digits for every country, strips leading zeros, and
# looks up the "id" in a list sorted by name: 3704 is the 3704th office in Germany. Banks whose number exceeds the length of
# the list get no result. The README promises the BIC of an account and says nothing more.
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
