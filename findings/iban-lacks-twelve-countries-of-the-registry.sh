#!/usr/bin/env bash
# iban 0.0.14 (the newest on 2026-11-29): rejects account numbers of twelve countries in the IBAN registry.
#
# Valid input: the registry's own example for each country that SWIFT, the registration authority of ISO 13616, has
# added since 2021.
# Expected: valid. ibantools 4.5.4 accepts all of them, and their check digits are correct (ISO 7064, modulo 97-10).
# Seen: not valid, although the README says that the package follows the registry. Countries added earlier, such as El
# Salvador and Egypt, are supported.
#
# Seen on 2026-11-29:
#   valid: EG SV
#   not valid: BI DJ FK HN LY MN NI OM RU SD SO YE
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iban@0.0.14 ibantools@4.5.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const iban = require('iban');
const { isValidIBAN } = require('ibantools');

const examples = `EG380019000500000000263180002 SV62CENR00000000000000700025
  BI4210000100010000332045181 DJ2100010000000154000100186 FK88SC123456789012 HN88CABF00000000000250005469
  LY83002048000020100120361 MN121234123456789123 NI45BAPR00000013000003558124 OM810180000001299123456
  RU0304452522540817810538091310419 SD2129010501234001 SO211000001001000100141
  YE15CBYE0001018861234567891234`.split(/\s+/);
const remainder = (number) => {
  const digits = [...number.slice(4), ...number.slice(0, 4)].map((one) => Number.parseInt(one, 36)).join('');
  return Number(BigInt(digits) % 97n);
};
const seen = { valid: [], 'not valid': [] };
for (const number of examples) {
  assert.strictEqual(remainder(number), 1, number);
  assert.strictEqual(isValidIBAN(number), true, number);
  seen[iban.isValid(number) ? 'valid' : 'not valid'].push(number.slice(0, 2));
}
for (const [name, countries] of Object.entries(seen)) console.log(`${name}:`, ...countries);
assert.deepStrictEqual(seen.valid, ['EG', 'SV']);
assert.strictEqual(seen['not valid'].join(' '), 'BI DJ FK HN LY MN NI OM RU SD SO YE');
JS
node run.cjs
