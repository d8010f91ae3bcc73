#!/usr/bin/env bash
# norsk-validator 2.0.0 (the newest on 2026-11-29): refuses one in eleven Norwegian payment references (KID).
#
# Valid input: 1009- and all other modulo 11 KIDs whose check value is 10.
# Expected: valid. The last character of a KID is a check digit by modulo 10 or modulo 11, and with modulo 11 a value of 10
# is written as a hyphen (OCR giro, the system specification of the Norwegian banks' clearing house; card companies tell
# their customers to type it). The README says that MOD11 is supported.
# Seen: false for each KID that ends with a hyphen; all others with modulo 11 are right.
#
# Seen on 2026-11-29:
#   modulo 11, check value 0 to 9: 9091 of 9091 valid
#   modulo 11, check value 10:        0 of  909 valid
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts norsk-validator@2.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { kidnummer } from 'norsk-validator';

// Weights 2 to 7 from the right, repeating.
const checkValue = (digits) => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
  return (11 - (sum % 11)) % 11;
};
const seen = { digit: [0, 0], hyphen: [0, 0] };
for (let number = 10_000; number < 20_000; number += 1) {
  const value = checkValue(String(number));
  const counts = seen[value === 10 ? 'hyphen' : 'digit'];
  counts[1] += 1;
  if (kidnummer(`${number}${value === 10 ? '-' : value}`, true, false)) counts[0] += 1;
}
console.log('modulo 11, check value 0 to 9:', seen.digit.join(' of '), 'valid');
console.log('modulo 11, check value 10:', seen.hyphen.join(' of '), 'valid');
assert.strictEqual(seen.digit[0], seen.digit[1]);
assert.ok(seen.hyphen[1] > 900);
assert.strictEqual(seen.hyphen[0], 0);
JS
node run.mjs
