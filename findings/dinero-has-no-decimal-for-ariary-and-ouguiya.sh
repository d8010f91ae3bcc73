#!/usr/bin/env bash
# dinero.js 2.0.2 (the newest on 2026-11-29) has no decimals for amounts in MGA (Malagasy ariary) and MRU (Mauritanian
# ouguiya).
#
# Valid input: 1234 in the smallest unit of MGA, MRU and HUF, with the package's own currency objects.
# Expected: 12.34. ISO 4217, List One, gives all three two minor digits, and invoices and ledgers write them so (1234.20
# MGA). The package's documentation says that its currency data tracks the ISO 4217 standard.
# Seen: 246 and 4 fifths, and `toDecimal` throws: its list (and so its documentation) says that five of the small unit make
# one, as coins do. Whoever writes amounts as decimal text cannot write these.
#
# Seen on 2026-11-28:
#   MGA {"code":"MGA","base":5,"exponent":1} units 246,4 toDecimal: refused, currency is not decimal
#   MRU {"code":"MRU","base":5,"exponent":1} units 246,4 toDecimal: refused, currency is not decimal
#   HUF {"code":"HUF","base":10,"exponent":2} units 12,34 toDecimal: 12.34
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts dinero.js@2.0.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { dinero, toDecimal, toUnits } from 'dinero.js';
import { HUF, MGA, MRU } from 'dinero.js/currencies';

for (const currency of [MGA, MRU, HUF]) {
  const amount = dinero({ amount: 1234, currency });
  let decimal;
  try {
    decimal = toDecimal(amount);
  } catch (error) {
    assert.match(error.message, /not decimal/i);
    decimal = 'refused, currency is not decimal';
  }
  const units = toUnits(amount).join();
  console.log(currency.code, JSON.stringify(currency), 'units', units, 'toDecimal:', decimal);
  const isDecimal = currency === HUF;
  assert.strictEqual(decimal, isDecimal ? '12.34' : 'refused, currency is not decimal');
  assert.strictEqual(units, isDecimal ? '12,34' : '246,4');
}
JS
node run.mjs
