#!/usr/bin/env bash
# parse-price 1.1.8 (the newest on 2026-11-29): treats the first of several group separators as the decimal point when
# the amount has no decimals.
#
# Valid input: amounts of one million and more, in currencies written without decimals, formatted as in Unicode's CLDR
# (number formats for en, de and es) and by Intl.NumberFormat.
# Expected: 1234567; a separator that occurs twice cannot be a decimal point. parsecurrency 1.1.1 returns that. The
# package promises a number from a localized price string.
# Seen: 1.234, a millionth of the amount. With decimals at the end, the groups are read correctly.
#
# Seen on 2026-11-29:
#   ¥1,234,567     parse-price 1.234       parsecurrency 1234567
#   1.234.567 $    parse-price 1.234       parsecurrency 1234567
#   ¥1,234,567.00  parse-price 1234567     parsecurrency 1234567
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts parse-price@1.1.8 parsecurrency@1.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const parseCurrency = require('parsecurrency');
const parsePrice = require('parse-price').default ?? require('parse-price');

const yen = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'JPY' }).format(1234567);
assert.strictEqual(yen, '¥1,234,567');
for (const [text, expected] of [[yen, 1.234], ['1.234.567 $', 1.234], [`${yen}.00`, 1234567]]) {
  const number = parsePrice(text);
  console.log(text.padEnd(14), 'parse-price', number, ' parsecurrency', parseCurrency(text).value);
  assert.strictEqual(number, expected, `${text}: this has changed`);
  assert.strictEqual(parseCurrency(text).value, 1234567);
}
JS
node run.cjs
