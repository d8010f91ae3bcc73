#!/usr/bin/env bash
# amount-in-words 1.0.1 (the newest on 2026-11-30): writes 100 000 dollars as one hundred dollars.
#
# Valid input: amounts of whole hundreds of thousands, with the country USA, as for a cheque.
# Expected: One Hundred Thousand Dollars, and Two Million One Hundred Thousand Dollars. The documentation has One Hundred One Thousand
# in an example.
# Seen: One Hundred Dollars, and Two Million One Hundred Dollars. The thousand is only written after tens or ones, so it is missing
# if there are none, also in 100 001; 123 000 is correct. It is the same for pounds. Rupees, in lakhs, are correct.
#
# Seen on 2026-11-30:
#   100000   One Hundred Dollars
#   300500   Three Hundred Five Hundred Dollars
#   2100000  Two Million One Hundred Dollars
#   123000   One Hundred Twenty Three Thousand Dollars
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts amount-in-words@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { AmountToWords, CountryCodes } = require('amount-in-words');

const expected = {
  100000: 'One Hundred Dollars',
  300500: 'Three Hundred Five Hundred Dollars',
  2100000: 'Two Million One Hundred Dollars',
  123000: 'One Hundred Twenty Three Thousand Dollars',
};
for (const amount of [100000, 300500, 2100000, 123000]) {
  const words = new AmountToWords().toWords(amount, CountryCodes.USA);
  console.log(String(amount).padEnd(8), words);
  assert.strictEqual(words, expected[amount], 'this has changed');
}
JS
node run.cjs
