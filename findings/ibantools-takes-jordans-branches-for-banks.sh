#!/usr/bin/env bash
# ibantools 4.5.4 (the newest on 2026-11-29): splits IBANs of Jordan and the Seychelles at the wrong positions.
#
# Valid input: the IBAN registry's examples (SWIFT for ISO 13616) for both countries.
# Expected by the registry: Jordan's bank identifier is four letters, CBJO, and 0010 is the branch; the Seychelles account
# has 16 digits, 0000000000001497, and the currency after it (USD) isn't part of it. ibankit 1.6.5 returns these.
# Seen: the branch 0010 as the bank, and the currency's first letter as the last character of the account. Looking up a
# bank by the identifier finds none. Most other countries are split correctly.
#
# Seen on 2026-11-29:
#   JO  ibantools bank 0010  ibankit bank CBJO
#   SC  ibantools account 0000000000001497U  ibankit account 0000000000001497
#   GB  ibantools bank NWBK  ibankit bank NWBK
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ibantools@4.5.4 ibankit@1.6.5
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { IBAN } = require('ibankit');
const { extractIBAN } = require('ibantools');

const cases = [
  ['JO94CBJO0010000000000131000302', 'bank', '0010', 'CBJO'],
  ['SC18SSCB11010000000000001497USD', 'account', '0000000000001497U', '0000000000001497'],
  ['GB29NWBK60161331926819', 'bank', 'NWBK', 'NWBK'],
];
for (const [number, part, seen, right] of cases) {
  const { bankIdentifier, accountNumber, valid } = extractIBAN(number);
  const iban = new IBAN(number);
  const one = part === 'bank' ? bankIdentifier : accountNumber;
  const other = part === 'bank' ? iban.getBankCode() : iban.getAccountNumber();
  console.log(number.slice(0, 2), ' ibantools', part, one, ' ibankit', part, other);
  assert.deepStrictEqual([valid, one, other], [true, seen, right], `${number}: this has changed`);
}
JS
node run.cjs
