#!/usr/bin/env bash
# @fnzc/nz-bank-account-validator 1.0.3 (the newest on 2026-11-29): refuses nearly all valid account numbers of banks 09,
# 26, 28, and 29, and accepts nearly as many invalid ones.
#
# Valid input: account numbers of banks 09 (branch 0000) and 26 (branch 2600), in the four parts that the README uses.
# Expected: Inland Revenue (New Zealand), RWT and NRWT specification, bank account number validation, algorithms E and G:
# the two digits of each product are added together before the products are summed. The package's own README also says so.
# nz-bank-account-validator 0.0.4, by other authors, does this.
# Seen: the products are summed without adding their digits. 26-2600-00010175-0001 is refused, although its sum is 20. The
# specification's example, 26-2600-0320871-032, is accepted by chance. Other banks use other algorithms and are right.
#
# Seen on 2026-11-29 (10000 numbers of each bank):
#   bank 09:  910 are right, of which @fnzc takes 10, the other 910; wrong ones taken: @fnzc 899, the other 0
#   bank 26: 1019 are right, of which @fnzc takes 88, the other 1019; wrong ones taken: @fnzc 905, the other 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @fnzc/nz-bank-account-validator@1.0.3 nz-bank-account-validator@0.0.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { isValidNZBankNumber } = require('@fnzc/nz-bank-account-validator');
// The package's own package.json has the wrong name for this file.
const other = require('nz-bank-account-validator/lib/NZ-Bank-Account-Validator.min.js');

// Digits of bank, branch, account base, and suffix, 18 in total.
const addDigits = (number) => (number < 10 ? number : addDigits(Math.floor(number / 10) + (number % 10)));
const isRight = (digits, { weights, modulo }) =>
  [...digits].reduce((sum, digit, at) => sum + addDigits(Number(digit) * Number(weights[at])), 0) % modulo === 0;
const algorithms = [
  { bank: '09', branch: '0000', weights: '000000000054320001', modulo: 11, expected: [910, 10, 910, 899, 0] },
  { bank: '26', branch: '2600', weights: '000000013713710371', modulo: 10, expected: [1019, 88, 1019, 905, 0] },
];
for (const algorithm of algorithms) {
  const { bank, branch, expected } = algorithm;
  const counts = [0, 0, 0, 0, 0];
  for (let at = 0; at < 10_000; at += 1) {
    const base = String(10_000 + at * 7).padStart(8, '0');
    const right = isRight(`${bank}${branch}${base}0001`, algorithm);
    const here = isValidNZBankNumber(bank, branch, base, '0001');
    const there = other.validate(`${bank}-${branch}-${base}-0001`);
    if (right) counts[0] += 1;
    if (here) counts[right ? 1 : 3] += 1;
    if (there) counts[right ? 2 : 4] += 1;
  }
  const [right, taken, takenByOther, wrong, wrongByOther] = counts;
  console.log(
    `bank ${bank}: ${String(right).padStart(4)} are right, of which @fnzc takes ${taken}, the other ${takenByOther};`,
    `wrong ones taken: @fnzc ${wrong}, the other ${wrongByOther}`,
  );
  assert.deepStrictEqual(counts, expected, `bank ${bank}: this has changed`);
}
assert.strictEqual(isRight('262600000101750001', algorithms[1]), true);
assert.strictEqual(isValidNZBankNumber('26', '2600', '00010175', '0001'), false);
assert.strictEqual(isValidNZBankNumber('26', '2600', '00320871', '0032'), true);
JS
node run.cjs
