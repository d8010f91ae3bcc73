#!/usr/bin/env bash
# stdnum 1.12.0 (the newest on 2026-11-29): refuses Bulgarian VAT numbers because of their first digit.
#
# Valid input: a company's number that begins with 8, and that of a sole trader, whose VAT number is the personal
# number (7523169263, the example in python-stdnum's documentation).
# Expected: valid. A VAT number has 9 digits (a company's EIK) or 10 (a person's EGN or LNC) with check digits, as the
# package itself says. jsvat 2.5.4 accepts both, and stdnum's own EGN check accepts the latter.
# Seen: an invalid format for every first digit from 4 to 8. This affects older companies, and sole traders born from
# 1940 to 1989, because an EGN begins with the last two digits of the year.
#
# Seen on 2026-11-29:
#   831650349   stdnum vat false  jsvat true
#   7523169263  stdnum vat false  jsvat true  stdnum egn true
#   175074752   stdnum vat true   jsvat true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts stdnum@1.12.0 jsvat@2.5.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { bulgaria, checkVAT } = require('jsvat');
const { stdnum } = require('stdnum');

// Companies: sum of the digits times 1 to 8, modulo 11.
const remainder = [...'83165034'].reduce((sum, digit, index) => sum + Number(digit) * (index + 1), 0) % 11;
assert.strictEqual(remainder, 9);
for (const [number, seen] of [['831650349', false], ['7523169263', false], ['175074752', true]]) {
  const answers = [stdnum.BG.vat.validate(number).isValid, checkVAT(`BG${number}`, [bulgaria]).isValid];
  const person = stdnum.BG.egn.validate(number).isValid;
  console.log(number.padEnd(11), 'stdnum vat', answers[0], ' jsvat', answers[1], person ? ' stdnum egn true' : '');
  assert.deepStrictEqual(answers, [seen, true], `${number}: this has changed`);
  assert.strictEqual(person, number.length === 10);
}
JS
node run.cjs
