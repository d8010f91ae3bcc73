#!/usr/bin/env bash
# parse-money 1.0.12 (the newest on 2026-11-30): treats every digit near a currency as part of the amount.
#
# Valid input: sentences from payment reminders with an amount and an invoice number or a date.
# Expected: the amount. The README says the package extracts money from text, and its examples include text before and
# after the amount (without digits in it). price-parser 3.4.0 reads the same sentences correctly.
# Seen: "Invoice 17: $250.00" gives 17250, and "$250.00 due on 1 December" gives 250001: all digits, points and commas
# in the text around the currency are joined. The result is a plausible amount, with no error.
#
# Seen on 2026-11-30:
#   $250.00                          parse-money 250        price-parser 250
#   Invoice 17: $250.00              parse-money 17250      price-parser 250
#   $250.00 due on 1 December        parse-money 250001     price-parser 250
#   Invoice 2026-17 over 119.00 EUR  parse-money 202617119  price-parser 119
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts parse-money@1.0.12 price-parser@3.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { default: parseMoney } = require('parse-money');
const { parseFirst } = require('price-parser');

const cases = [
  ['$250.00', 250, 250],
  ['Invoice 17: $250.00', 17250, 250],
  ['$250.00 due on 1 December', 250001, 250],
  ['Invoice 2026-17 over 119.00 EUR', 202617119, 119],
];
for (const [text, expected, right] of cases) {
  const { amount } = parseMoney(text);
  const other = parseFirst(text).floatValue;
  console.log(text.padEnd(32), `parse-money ${String(amount).padEnd(10)} price-parser ${other}`);
  assert.strictEqual(amount, expected, `${text}: this has changed`);
  assert.strictEqual(other, right);
}
JS
node run.cjs
