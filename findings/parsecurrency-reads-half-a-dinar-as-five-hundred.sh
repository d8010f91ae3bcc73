#!/usr/bin/env bash
# parsecurrency 1.1.1 (the newest on 2026-11-29): reads three decimals as a thousands group, even after a leading
# zero.
#
# Valid input: 0.5 Kuwaiti dinars and 0.125 Bahraini dinars, as Intl.NumberFormat writes them: both currencies have
# three minor digits in ISO 4217, List One. No country's grouping begins with a lone zero.
# Expected: 0.5 and 0.125; the README says that currencies with 3 decimals are understood.
# Seen: 500 and 125, a thousand times the amount, although the currency code is recognized, and no result at all for
# 1,234.500. Two decimals are read correctly, but amounts in these currencies are not written with two.
#
# Seen on 2026-11-29:
#   KWD 0.500      500 KWD
#   BHD 0.125      125 BHD
#   KWD 1,234.500  not read
#   KWD 0.50       0.5 KWD
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts parsecurrency@1.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const parseCurrency = require('parsecurrency');

const write = (currency, amount) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount).replace('\u00a0', ' ');
const seen = [
  [write('KWD', 0.5), '500 KWD'],
  [write('BHD', 0.125), '125 BHD'],
  [write('KWD', 1234.5), 'not read'],
  ['KWD 0.50', '0.5 KWD'],
];
assert.strictEqual(seen[0][0], 'KWD 0.500');
for (const [text, expected] of seen) {
  const read = parseCurrency(text);
  const outcome = read === null ? 'not read' : `${read.value} ${read.currency}`;
  console.log(text.padEnd(14), outcome);
  assert.strictEqual(outcome, expected, `${text}: this has changed`);
}
JS
node run.cjs
