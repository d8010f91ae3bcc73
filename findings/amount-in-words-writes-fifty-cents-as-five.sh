#!/usr/bin/env bash
# amount-in-words 1.0.1 (the newest on 2026-11-30): writes fifty cents as five.
#
# Valid input: the number 10.50, and the texts 10.50 and 10.5. The documentation takes a number or a string.
# Expected: Ten Dollars And Fifty Cents, three times.
# Seen: Five Cents for the number and for 10.5, because what stands after the point is read as a number of cents of its own. Only
# a text with both digits is correct, and every amount of whole tens of cents is wrong as a number.
#
# Seen on 2026-11-30:
#   10.5 (number)   Ten Dollars And Five Cents
#   10.50 (string)  Ten Dollars And Fifty Cents
#   10.5 (string)   Ten Dollars And Five Cents
#   19.9 (number)   Nineteen Dollars And Nine Cents
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts amount-in-words@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { AmountToWords, CountryCodes } = require('amount-in-words');

const cases = [
  [10.5, 'Ten Dollars And Five Cents'],
  ['10.50', 'Ten Dollars And Fifty Cents'],
  ['10.5', 'Ten Dollars And Five Cents'],
  [19.9, 'Nineteen Dollars And Nine Cents'],
];
for (const [amount, expected] of cases) {
  const words = new AmountToWords().toWords(amount, CountryCodes.USA);
  console.log(`${amount} (${typeof amount})`.padEnd(15), words);
  assert.strictEqual(words, expected, 'this has changed');
}
JS
node run.cjs
