#!/usr/bin/env bash
# @brazilian-utils/is-valid-cnpj 0.1.11 (the newest on 2026-11-29, not deprecated): rejects the Brazilian company
# numbers issued since July 2026.
#
# Valid input: 12.ABC.345/01DE-35, the example on Receita Federal's own pages about the alphanumeric CNPJ.
# Expected: valid. Instrução Normativa RFB 2.229 of October 15, 2024: letters and digits in the first twelve positions,
# two check digits by modulo 11 over character code minus 48. cnpj 5.1.1 accepts it.
# Seen: rejected, because the letters are dropped before the length is checked. Digit-only numbers are handled
# correctly. The same authors' larger package, @brazilian-utils/brazilian-utils 2.4.0, requires { version: 2 } for them.
#
# Seen on 2026-11-29:
#   12.ABC.345/01DE-35  is-valid-cnpj false  brazilian-utils false, version 2: true  cnpj true
#   11.222.333/0001-81  is-valid-cnpj true   brazilian-utils true, version 2: true   cnpj true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @brazilian-utils/is-valid-cnpj@0.1.11 @brazilian-utils/brazilian-utils@2.4.0 cnpj@5.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { isValidCnpj } = require('@brazilian-utils/brazilian-utils');
const single = require('@brazilian-utils/is-valid-cnpj');
const cnpj = require('cnpj');

const isValid = single.default ?? single;
const expected = { '12.ABC.345/01DE-35': [false, false, true, true], '11.222.333/0001-81': [true, true, true, true] };
for (const [number, seen] of Object.entries(expected)) {
  const answers = [isValid(number), isValidCnpj(number), isValidCnpj(number, { version: 2 }), cnpj.validate(number)];
  const [one, plain, second, other] = answers;
  console.log(number, ' is-valid-cnpj', one, ' brazilian-utils', `${plain}, version 2: ${second}`, ' cnpj', other);
  assert.deepStrictEqual(answers, seen, `${number}: this has changed`);
}
JS
node run.cjs
