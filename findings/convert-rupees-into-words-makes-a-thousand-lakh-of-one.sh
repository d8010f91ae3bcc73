#!/usr/bin/env bash
# convert-rupees-into-words 1.0.6 (the newest on 2026-11-30): multiplies an amount in words by a thousand or more when it has
# zeros in the middle.
#
# Valid input: whole rupees with no thousands or no lakhs, such as 100500, as written in words on Indian invoices and checks.
# Expected: One Lakh Five Hundred, as to-words 5.7.0 (en-IN) writes it. The README promises to convert rupees into words and
# states no limits.
# Seen: One Lakh Thousand Five Hundred: a group's name is written even though its number is zero. Read literally, that is a
# hundred million or more. 110000 and 100000 are correct. One in a hundred amounts from one lakh to one crore is affected.
#
# Seen on 2026-11-30:
#     100500  here: One Lakh Thousand Five Hundred Rupees
#             to-words: One Lakh Five Hundred
#   10000500  here: One Crore Lakh Thousand Five Hundred Rupees
#             to-words: One Crore Five Hundred
#     110500  here: One Lakh Ten Thousand Five Hundred Rupees
#             to-words: One Lakh Ten Thousand Five Hundred
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts convert-rupees-into-words@1.0.6 to-words@5.7.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const convert = require('convert-rupees-into-words');
const { ToWords } = require('to-words');

const right = new ToWords({ localeCode: 'en-IN' });
const cases = [
  [100_500, 'One Lakh Thousand Five Hundred Rupees'],
  [10_000_500, 'One Crore Lakh Thousand Five Hundred Rupees'],
  [110_500, 'One Lakh Ten Thousand Five Hundred Rupees'],
];
for (const [amount, expected] of cases) {
  const seen = convert(amount);
  console.log(`${String(amount).padStart(8)}  here: ${seen}\n          to-words: ${right.convert(amount)}`);
  assert.strictEqual(seen, expected, `${amount}: this has changed`);
  assert.ok(!/Lakh Thousand|Crore Lakh/.test(right.convert(amount)));
}
JS
node run.cjs
