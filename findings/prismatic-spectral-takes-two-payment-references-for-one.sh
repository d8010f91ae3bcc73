#!/usr/bin/env bash
# @prismatic-io/spectral 10.31.1 (the newest on 2026-11-30): "exactly matches" and "equal" compare long numbers in text as rounded numbers.
#
# Valid input: two Swiss QR references, 27 digits with a right check digit, of which the second is that of the next invoice; two invoice numbers;
# and an amount of 0.
# Expected: the references and the numbers are different texts, so they do not match, and 0 exists. Swiss Implementation Guidelines QR-bill,
# section on references: all 27 digits identify the bill. The operator's name is "exactly matches".
# Seen: all terms that look like JSON are parsed before they are compared, and numbers have sixteen digits then: a payment is booked on another
# customer's invoice. 1.0 and 1 match as well; 0017 and 17 are "equal" only; 0 "does not exist".
#
# Seen on 2026-11-30:
#   exactlyMatches "210000000003139471430009017" "210000000003139471430009025" true
#   exactlyMatches "INV-9017" "INV-9028"                                       false
#   exactlyMatches "1.0" "1"                                                   true
#   equal "0017" "17"                                                          true
#   exists 0                                                                   false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @prismatic-io/spectral@10.31.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { evaluate } = require('@prismatic-io/spectral/dist/conditionalLogic');

// Swiss check digit: modulo 10, recursive.
const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
const withCheckDigit = (digits) => digits + ((10 - [...digits].reduce((carry, digit) => carries[(carry + Number(digit)) % 10], 0)) % 10);
const [one, next] = ['21000000000313947143000901', '21000000000313947143000902'].map(withCheckDigit);
const cases = [
  [['exactlyMatches', one, next], true],
  [['exactlyMatches', 'INV-9017', 'INV-9028'], false],
  [['exactlyMatches', '1.0', '1'], true],
  [['equal', '0017', '17'], true],
  [['exists', 0], false],
];
for (const [[operator, ...terms], expected] of cases) {
  const seen = evaluate([operator, ...terms]);
  console.log([operator, ...terms.map((term) => JSON.stringify(term))].join(' ').padEnd(74), seen);
  assert.strictEqual(seen, expected, `${operator} ${terms}: this has changed`);
}
JS
node run.cjs
