#!/usr/bin/env bash
# liquidjs 10.30.1 (the newest on 2026-11-30): calculates with binary fractions, so amounts in cents come out a cent short.
#
# Valid input: the prices from 0.01 to 20.00, converted to cents as payment services want them: {{ price | times: 100 | floor }}.
# Expected: 435 for 4.35. Shopify's Liquid calculates numbers with a fraction as BigDecimal (Utils.to_number, used by times, plus and minus).
# The README: compatible with Shopify. The documentation of the filters mentions a difference for divided_by only.
# Seen: 434, and a cent less for 136 other prices, whether they are numbers or texts. 1.1 plus 2.2 is printed with all its digits.
#
# Seen on 2026-11-30:
#   4.35 | times: 100 | floor  434
#   1.1 | plus: 2.2            3.3000000000000003
#   137 of 2000 prices are a cent short
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts liquidjs@10.30.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Liquid } = require('liquidjs');

const liquid = new Liquid();
const cases = [['4.35 | times: 100 | floor', '434'], ['1.1 | plus: 2.2', '3.3000000000000003']];
for (const [expression, expected] of cases) {
  const seen = liquid.parseAndRenderSync(`{{ ${expression} }}`);
  console.log(expression.padEnd(26), seen);
  assert.strictEqual(seen, expected, `${expression}: this has changed`);
}
let short = 0;
for (let cents = 1; cents <= 2000; cents += 1) {
  const seen = liquid.parseAndRenderSync('{{ price | times: 100 | floor }}', { price: (cents / 100).toFixed(2) });
  if (seen === String(cents - 1)) short += 1;
  else assert.strictEqual(seen, String(cents));
}
console.log(short, 'of 2000 prices are a cent short');
assert.strictEqual(short, 137, 'this has changed');
JS
node run.cjs
