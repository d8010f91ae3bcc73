#!/usr/bin/env bash
# stripe-tax-utils 1.1.2 (the newest on 2026-11-30): matches tax numbers of Argentina, Chile and Turkey against the
# shapes of made-up examples.
#
# Valid input: numbers with correct check digits, the examples in python-stdnum's documentation: an Argentine CUIT
# (two, eight and one digits), a Chilean RUT (most end in a digit, one in eleven in K) and a Turkish VKN (ten digits).
# Expected: ar_cuit, cl_tin and tr_tin, Stripe's types for them. stdnum 1.12.0 finds all three valid.
# Seen: null, so no invoice gets the customer's number. The patterns have the shapes of the examples in Stripe's list,
# 12-3456789-01, 12.345.678-K and 0123456789 minus one digit, and match only these: the first is not a CUIT, the
# second is a RUT with a wrong letter, the third is not a VKN. No company in Argentina or Turkey is recognized, and in
# Chile only one in eleven.
#
# Seen on 2026-11-30:
#   AR  20-05536168-2  null      stdnum true
#   CL  76.086.428-5   null      stdnum true
#   TR  4540536920     null      stdnum true
#   AR  12-3456789-01  ar_cuit   stdnum false
#   CL  12.345.678-K   cl_tin    stdnum false
#   TR  123456789      tr_tin    stdnum false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts stripe-tax-utils@1.1.2 stdnum@1.12.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { stdnum } = require('stdnum');
const stripeTaxUtils = require('stripe-tax-utils').default;

const checks = { AR: stdnum.AR.cuit, CL: stdnum.CL.rut ?? stdnum.CL.run, TR: stdnum.TR.vkn };
const cases = [
  ['AR', '20-05536168-2', null, true],
  ['CL', '76.086.428-5', null, true],
  ['TR', '4540536920', null, true],
  ['AR', '12-3456789-01', 'ar_cuit', false],
  ['CL', '12.345.678-K', 'cl_tin', false],
  ['TR', '123456789', 'tr_tin', false],
];
for (const [country, taxId, type, valid] of cases) {
  const seen = stripeTaxUtils.getStripeType({ country, taxId });
  const { isValid } = checks[country].validate(taxId.replaceAll('.', ''));
  console.log(`${country}  ${taxId.padEnd(14)} ${String(seen).padEnd(9)} stdnum ${isValid}`);
  assert.deepStrictEqual([seen, isValid], [type, valid], `${taxId}: this has changed`);
}
JS
node run.cjs
