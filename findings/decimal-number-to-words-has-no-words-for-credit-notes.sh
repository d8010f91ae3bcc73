#!/usr/bin/env bash
# decimal-number-to-words 1.3.3 (the newest on 2026-11-30): returns no words for negative amounts or zero.
#
# Valid input: -3, an example from its README, -119.5, and 0, passed to toWords.
# Expected: "minus three", as in the README, and "zero", as returned by number-to-words 1.2.4, of which the package says it is an
# implementation with decimals.
# Seen: an empty string and no error: a credit note gets no amount in words. 3 and 119.5 are converted.
#
# Seen on 2026-11-30:
#   -3      ""                                     number-to-words minus three
#   -119.5  ""                                     number-to-words minus one hundred nineteen
#   0       ""                                     number-to-words zero
#   119.5   "one hundred nineteen point five"      number-to-words one hundred nineteen
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts decimal-number-to-words@1.3.3 number-to-words@1.2.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const here = require('decimal-number-to-words');
const other = require('number-to-words');

const cases = [
  [-3, '', 'minus three'],
  [-119.5, '', 'minus one hundred nineteen'],
  [0, '', 'zero'],
  [119.5, 'one hundred nineteen point five', 'one hundred nineteen'],
];
for (const [amount, ...expected] of cases) {
  const seen = [here.toWords(amount), other.toWords(amount)];
  console.log(String(amount).padEnd(7), `"${seen[0]}"`.padEnd(38), 'number-to-words', seen[1]);
  assert.deepStrictEqual(seen, expected, `${amount}: this has changed`);
}
JS
node run.cjs
