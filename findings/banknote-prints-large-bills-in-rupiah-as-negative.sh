#!/usr/bin/env bash
# banknote 0.2.7 (the newest on 2026-11-30): prints wrong amounts from 2,147,483,648 up, an everyday sum between companies in
# rupiah or dong.
#
# Valid input: 2,500,000,000.00 and 4,500,000,000.00 rupiah, as integer subunits, passed to formatSubunitAmount with the options
# that formattingForLocale returns for Indonesia. Both are far below Number.MAX_SAFE_INTEGER.
# Expected: the amount, as Intl.NumberFormat writes it. The README promises amounts in multiple locales and currencies, for
# e-commerce, and states no limit.
# Seen: Rp-296,00, a negative amount, and Rp205.032.704,00, a plausible one. A bitwise operator truncates the whole part to 32
# bits. An invoice for 4.5 billion rupiah goes out for a twentieth of that, with no error.
#
# Seen on 2026-11-30:
#   2147483647.00  banknote Rp2.147.483.647,00  Intl Rp 2.147.483.647,00
#   2500000000.00  banknote Rp-296,00           Intl Rp 2.500.000.000,00
#   4500000000.00  banknote Rp205.032.704,00    Intl Rp 4.500.000.000,00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts banknote@0.2.7
cat > run.cjs <<'JS'
const assert = require('node:assert');
const banknote = require('banknote');

const options = banknote.formattingForLocale('id-ID');
assert.strictEqual(options.currencyCode, 'IDR');
const intl = new Intl.NumberFormat('id-ID', { style: 'currency', currency: 'IDR', minimumFractionDigits: 2 });
const cases = [
  [2_147_483_647, 'Rp2.147.483.647,00'],
  [2_500_000_000, 'Rp-296,00'],
  [4_500_000_000, 'Rp205.032.704,00'],
];
for (const [rupiah, expected] of cases) {
  const seen = banknote.formatSubunitAmount(rupiah * options.subunitsPerUnit, options);
  console.log(`${rupiah}.00  banknote ${seen.padEnd(18)}  Intl ${intl.format(rupiah).replace(/\s/, ' ')}`);
  assert.strictEqual(seen, expected, `${rupiah}: this has changed`);
}
JS
node run.cjs
