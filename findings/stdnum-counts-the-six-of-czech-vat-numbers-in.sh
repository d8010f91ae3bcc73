#!/usr/bin/env bash
# stdnum 1.12.0 (the newest on 2026-11-29): checks Czech VAT numbers that begin with 6 using the wrong digits.
#
# Valid input: 640903926, a number of the special kind (nine digits beginning with 6), the example in the
# documentation of python-stdnum, which the package names as its inspiration.
# Expected: valid. The check digit of these numbers is calculated from the seven digits between the 6 and the last
# digit (python-stdnum, stdnum.cz.dic; jsvat 2.5.4 agrees).
# Seen: the 6 is included in the calculation. The example is refused, and 638721404, whose check digit both others
# find wrong, is accepted.
#
# Seen on 2026-11-29:
#   640903926  stdnum false  jsvat true
#   638721404  stdnum true   jsvat false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts stdnum@1.12.0 jsvat@2.5.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { checkVAT, czechRepublic } = require('jsvat');
const { stdnum } = require('stdnum');

const checkDigit = (number) => {
  const sum = [...number.slice(1, 8)].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
  return (((8 - ((10 - (sum % 11)) % 11)) % 10) + 10) % 10;
};
for (const [number, valid] of [['640903926', true], ['638721404', false]]) {
  assert.strictEqual(checkDigit(number) === Number(number.at(-1)), valid);
  const answers = [stdnum.CZ.dic.validate(number).isValid, checkVAT(`CZ${number}`, [czechRepublic]).isValid];
  console.log(number, ' stdnum', answers[0], ' jsvat', answers[1]);
  assert.deepStrictEqual(answers, [!valid, valid], `${number}: this has changed`);
}
JS
node run.cjs
