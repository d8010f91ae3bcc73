#!/usr/bin/env bash
# structured-headers 2.1.0 (the newest on 2026-11-29) rounds a Decimal that lies exactly between two
# neighbours up; the standard wants the even one.
#
# Valid input: 0.0625 and 0.3125 (both exact in binary), a rate as a Structured Field.
# Expected by RFC 9651 and RFC 8941, section 4.1.5: three digits, the last one rounded to the nearest value,
# or to the even one when both are as near: 0.062 and 0.312, the bankers' rounding of invoices too.
# 0.1875 goes to 0.188 by either rule. structured-field-values 2.0.4 does as the standard says.
# Seen: 0.063 and 0.313. Who signs a field that was parsed and written again gets other bytes.
#
# Seen on 2026-11-29:
#   0.0625  structured-headers 0.063  structured-field-values 0.062
#   0.3125  structured-headers 0.313  structured-field-values 0.312
#   0.1875  structured-headers 0.188  structured-field-values 0.188
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts structured-headers@2.1.0 structured-field-values@2.0.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { encodeItem } from 'structured-field-values';
import { serializeItem } from 'structured-headers';

const expected = [
  [0.0625, '0.063', '0.062'],
  [0.3125, '0.313', '0.312'],
  [0.1875, '0.188', '0.188'],
];
for (const [number, seen, even] of expected) {
  const [one, other] = [serializeItem(number), encodeItem(number)];
  console.log(number, ' structured-headers', one, ' structured-field-values', other);
  assert.deepStrictEqual([one, other], [seen, even], `${number}: this has changed`);
}
JS
node run.mjs
