#!/usr/bin/env bash
# @opencollective/taxes 5.4.0 (the newest on 2026-11-30): charges 26 % VAT in Finland.
#
# Valid input: a ticket for an event in Finland, bought by a private person in Finland, and the same in Germany.
# Expected: 25.5 and 19. Vero, the Finnish tax authority: the general rate is 25.5 % as of 1 September 2024; the list of rates that the
# package uses has it as well.
# Seen: 26 and 19. The rate is rounded to whole per cent, so that 100.00 euros become 126.00 instead of 125.50.
#
# Seen on 2026-11-30:
#   FI  list 25.5, charged 26
#   DE  list 19, charged 19
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @opencollective/taxes@5.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { getVatPercentage } = require('@opencollective/taxes');
const rates = require('sales-tax/res/sales_tax_rates.json');

const seen = ['FI', 'DE'].map((country) => [rates[country].rate * 100, getVatPercentage('TICKET', country, country, false)]);
console.log(`FI  list ${seen[0][0]}, charged ${seen[0][1]}`);
console.log(`DE  list ${seen[1][0]}, charged ${seen[1][1]}`);
assert.deepStrictEqual(seen, [[25.5, 26], [19, 19]], 'this has changed');
JS
node run.cjs
