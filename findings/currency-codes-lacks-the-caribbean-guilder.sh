#!/usr/bin/env bash
# currency-codes 2.2.0 (the newest on 2026-11-28) does not know XCG, the Caribbean guilder, and still
# lists ANG, which it replaced in Curaçao and Sint Maarten on 2025-03-31. Amounts of invoices in XCG get no number of minor units from it.
#
# Seen on 2026-11-28:
#   XCG undefined
#   ANG Netherlands Antillean Guilder, 2 digits
#   ZWG Zimbabwe Gold, 2 digits          (of September 2024, so the list is younger than that)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit currency-codes@2.2.0
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
