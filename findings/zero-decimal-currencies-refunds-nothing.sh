#!/usr/bin/env bash
# zero-decimal-currencies 1.6.0 (the newest on 2026-11-29): turns negative amounts into 0, unless the currency has no
# decimals.
#
# Valid input: credits of 19.99 and 0.05 US dollars, 1000 yen and 5.12 Kuwaiti dinars, as negative numbers, passed to
# toStripeUnit.
# Expected: -1999, -5, -1000 and -5120. Stripe's API accepts negative amounts in the smallest unit for invoice items:
# they reduce the amount due. The package's own fromSmallestUnit reads -1999 as -19.99. Its README promises correctly
# formatted payment payloads and helpers for the whole life of a payment, and names no limits.
# Seen: "0" for dollars and dinars, with no error, so the credit is lost; yen are correct. Amounts below one dollar
# have a leading zero, "029" for 0.29.
#
# Seen on 2026-11-29:
#   USD  19.99  "1999"
#   USD -19.99  "0"
#   USD  -0.05  "0"
#   KWD  -5.12  "0"
#   JPY  -1000  "-1000"
#   USD   0.29  "029"
#   -1999 read again as USD: -19.99
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zero-decimal-currencies@1.6.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { fromSmallestUnit, toStripeUnit } = require('zero-decimal-currencies');

const cases = [
  ['USD', 19.99, '1999'],
  ['USD', -19.99, '0'],
  ['USD', -0.05, '0'],
  ['KWD', -5.12, '0'],
  ['JPY', -1000, '-1000'],
  ['USD', 0.29, '029'],
];
for (const [currency, amount, expected] of cases) {
  const seen = toStripeUnit(amount, currency);
  console.log(currency, String(amount).padStart(6), ` "${seen}"`);
  assert.strictEqual(seen, expected, `${amount} ${currency}: this has changed`);
}
const read = fromSmallestUnit(-1999, 'USD');
console.log('-1999 read again as USD:', read);
assert.strictEqual(read, -19.99);
JS
node run.cjs
