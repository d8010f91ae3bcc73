#!/usr/bin/env bash
# structured-headers 2.1.0 (the newest on 2026-11-29): writes a Decimal whose three fraction digits are all 0 with a
# trailing point, which no Structured Field may have and which the package itself refuses to read.
#
# Valid input: 1.0004 and 0.0004, numbers with a fraction, as in a rate or a duration in seconds.
# Expected: RFC 9651 (and RFC 8941), section 4.1.5: after rounding to three digits, an empty fraction is written as
# "0": "1.0" and "0.0". structured-field-values 2.0.4 writes that, or rounds to the same value.
# Seen: "1." and "0."; the package's own parseItem throws for both.
#
# Seen on 2026-11-29:
#   1.0004  structured-headers 1.  cannot read that again: Decimal cannot end on a period
#   0.0004  structured-headers 0.  cannot read that again: Decimal cannot end on a period
#   1.0004  structured-field-values 1.0
#   0.0004  structured-field-values 0.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts structured-headers@2.1.0 structured-field-values@2.0.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { decodeItem, encodeItem } from 'structured-field-values';
import { parseItem, serializeItem } from 'structured-headers';

const expected = { 1.0004: ['1.', '1.0'], 0.0004: ['0.', '0.0'] };
for (const [number, [seen, other]] of Object.entries(expected)) {
  const text = serializeItem(Number(number));
  assert.strictEqual(text, seen, `${number}: this has changed`);
  assert.throws(() => parseItem(text), /cannot end on a period/);
  assert.throws(() => decodeItem(text));
  console.log(number, ' structured-headers', text, ' cannot read that again: Decimal cannot end on a period');
  const right = encodeItem(Number(number));
  console.log(number, ' structured-field-values', right);
  assert.strictEqual(right, other);
  assert.strictEqual(parseItem(right)[0], Number(other));
}
JS
node run.mjs
