#!/usr/bin/env bash
# vat-siren-siret 1.2.1 (the newest on 2026-11-29): accepts only one SIRET of La Poste, that of its head office.
#
# Valid input: 356 000 000 49837, one of the thousands of establishments of La Poste (SIREN 356000000).
# Expected: valid. La Poste has more establishments than the Luhn formula allows numbers for, so its SIRETs have their
# own rule: the sum of all fourteen digits is a multiple of 5 (here 45). stdnum 1.12.0 (and python-stdnum, whose
# documentation has this number) applies the rule. The package promises to check SIRET numbers.
# Seen: refused, because only the Luhn formula is applied. An invoice to a post office cannot be addressed by SIRET.
#
# Seen on 2026-11-29:
#   35600000049837  vat-siren-siret false  stdnum true
#   35600000000048  vat-siren-siret true   stdnum true   (the seat, by Luhn)
#   35600000049838  vat-siren-siret false  stdnum false  (wrong by both rules)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts vat-siren-siret@1.2.1 stdnum@1.12.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { stdnum } = require('stdnum');
const { isSIREN, isSIRET } = require('vat-siren-siret');

assert.strictEqual(isSIREN('356000000'), true);
const sum = [...'35600000049837'].reduce((total, digit) => total + Number(digit), 0);
assert.strictEqual(sum % 5, 0);
const expected = { '35600000049837': [false, true], '35600000000048': [true, true], '35600000049838': [false, false] };
for (const [number, seen] of Object.entries(expected)) {
  const answers = [isSIRET(number), stdnum.FR.siret.validate(number).isValid];
  console.log(number, ' vat-siren-siret', answers[0], ' stdnum', answers[1]);
  assert.deepStrictEqual(answers, seen, `${number}: this has changed`);
}
JS
node run.cjs
