#!/usr/bin/env bash
# spayd 3.0.4 (the newest on 2026-11-29): refuses payments with a constant symbol that begins with 0, and amounts
# below one crown.
#
# Valid input: 450.00 CZK with the constant symbol 0308 (services) or 0008 (goods), a specific symbol 0042, and 0.50
# CZK.
# Expected: SPD*1.0*…*X-KS:0308. Short Payment Descriptor of the Czech Banking Association: X-KS and X-SS have up to
# ten digits, and AM is a decimal number of at most ten characters with two digits after the point. The symbols for
# payments for goods and services, which appear on Czech invoices, have four digits and begin with 0; other libraries
# write and read X-KS:0308.
# Seen: "The x-ks key is in wrong format!", thrown as a string, because the first digit must be 1 to 9; the same for
# the specific symbol and the amount. A variable symbol may begin with 0. The README shows symbols as strings and
# names no limits.
#
# Seen on 2026-11-29:
#   xks 0308   refused: The x-ks key is in wrong format!
#   xks 0008   refused: The x-ks key is in wrong format!
#   xss 0042   refused: The x-ss key is in wrong format!
#   am 0.50    refused: The am key is in wrong format!
#   xvs 0017   SPD*1.0*ACC:CZ2806000000000168540115*AM:450.00*CC:CZK*X-VS:0017
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts spayd@3.0.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const loaded = require('spayd');

const spayd = loaded.default ?? loaded;
const write = (more) => {
  try {
    return spayd({ acc: 'CZ2806000000000168540115', am: '450.00', cc: 'CZK', ...more });
  } catch (error) {
    assert.strictEqual(typeof error, 'string');
    return `refused: ${error}`;
  }
};
const cases = [
  ['xks', '0308', 'refused: The x-ks key is in wrong format!'],
  ['xks', '0008', 'refused: The x-ks key is in wrong format!'],
  ['xss', '0042', 'refused: The x-ss key is in wrong format!'],
  ['am', '0.50', 'refused: The am key is in wrong format!'],
  ['xvs', '0017', 'SPD*1.0*ACC:CZ2806000000000168540115*AM:450.00*CC:CZK*X-VS:0017'],
];
for (const [name, value, expected] of cases) {
  const seen = write({ [name]: value });
  console.log(`${name} ${value}`.padEnd(10), seen);
  assert.strictEqual(seen, expected, `${name} ${value}: this has changed`);
}
JS
node run.cjs
