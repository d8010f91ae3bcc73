#!/usr/bin/env bash
# sales-tax 2.23.0 (the newest on 2026-11-29): uses outdated rates for Sri Lanka, Ecuador and Pakistan.
#
# Valid input: 100.00 to a customer in each of them, and in countries of the European Union.
# Expected: 18 % in Sri Lanka since 2024-01-01 (Value Added Tax (Amendment) Act, No. 32 of 2023), 15 % in Ecuador
# since 2024-04-01 (Executive Decree 198 of 2024), 18 % in Pakistan since February 2023 (Finance (Supplementary) Act,
# 2023, standard rate of sales tax).
# Seen: 12, 12 and 17 %, the previous rates. Estonia and Romania have their rates of July and August 2025, so the list
# is newer than all three changes. The README says that tax rates are kept up to date, year by year, with changes
# worldwide.
#
# Seen on 2026-11-29:
#   LK  112.00, law 118.00
#   EC  112.00, law 115.00
#   PK  117.00, law 118.00
#   EE  124.00, law 124.00
#   RO  121.00, law 121.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts sales-tax@2.23.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const SalesTax = require('sales-tax');

(async () => {
  for (const [country, seen, law] of [['LK', 12, 18], ['EC', 12, 15], ['PK', 17, 18], ['EE', 24, 24], ['RO', 21, 21]]) {
    const { total } = await SalesTax.getAmountWithSalesTax(country, null, 100);
    console.log(country, ` ${total.toFixed(2)}, law ${(100 + law).toFixed(2)}`);
    assert.strictEqual(total.toFixed(2), (100 + seen).toFixed(2), `${country}: this has changed`);
  }
})();
JS
node run.cjs
