#!/usr/bin/env bash
# words-to-numbers 1.5.1 and its fork @insomnia-dev/words-to-numbers 2.2.0 (the newest on 2026-11-30): read twenty-one
# thousand as 1020.
#
# Valid input: amounts in words as number-to-words 1.2.4 writes them, as on checks and in letters.
# Expected: 21000 and so on. The README has "twenty thousand five hundred and sixty nine" for 20569, and numbers up to
# quintillions.
# Seen: 1020, 50200 and 1120: of several words before "thousand", only the last is multiplied, and the others are
# added. The result is a number, with no error. A single word before "thousand" is read correctly.
#
# Seen on 2026-11-30 (number, words-to-numbers, its fork):
#   20569      20569    20569
#   21000       1020     1020
#   25500       5520     5520
#   121000      1120     1120
#   250000     50200    50200
#   1021000  1001020  1001020
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts words-to-numbers@1.5.1 @insomnia-dev/words-to-numbers@2.2.0 number-to-words@1.2.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const fork = require('@insomnia-dev/words-to-numbers');
const { toWords } = require('number-to-words');
const { wordsToNumbers } = require('words-to-numbers');

const cases = [
  [20569, 20569],
  [21000, 1020],
  [25500, 5520],
  [121000, 1120],
  [250000, 50200],
  [1021000, 1001020],
];
for (const [number, expected] of cases) {
  const words = toWords(number);
  const seen = [wordsToNumbers(words), (fork.wordsToNumbers ?? fork.default)(words)];
  console.log(String(number).padEnd(8), String(seen[0]).padStart(7), '', String(seen[1]).padStart(7));
  assert.deepStrictEqual(seen, [expected, expected], `${words}: this has changed`);
}
JS
node run.cjs
