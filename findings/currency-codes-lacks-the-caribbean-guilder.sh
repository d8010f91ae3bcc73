#!/usr/bin/env bash
# currency-codes 2.2.0 (the newest on 2026-11-29) does not know XCG, the Caribbean guilder.
#
# Valid input: XCG, the currency of Curaçao and Sint Maarten since 2025-03-31, ANG, which it replaced, and ZWG of 2024.
# Expected: XCG with two minor digits, as ISO 4217, List One, has it. The README says that the package is based on this
# list.
# Seen: undefined for XCG, and ANG as a currency in use; ZWG is known, so the list is younger than September 2024.
# Amounts of invoices in XCG get no number of decimals from it.
#
# Seen on 2026-11-28:
#   XCG undefined
#   ANG Netherlands Antillean Guilder, 2 digits
#   ZWG Zimbabwe Gold, 2 digits
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts currency-codes@2.2.0
node - <<'JS'
const assert = require('node:assert');
const { code } = require('currency-codes');
for (const name of ['XCG', 'ANG', 'ZWG']) {
  const found = code(name);
  console.log(name, found === undefined ? 'undefined' : `${found.currency}, ${found.digits} digits`);
}
assert.strictEqual(code('XCG'), undefined, 'XCG is known now');
assert.strictEqual(code('ANG')?.digits, 2);
assert.strictEqual(code('ZWG')?.digits, 2);
JS
