#!/usr/bin/env bash
# json-canonicalize 3.0.1 (the newest on 2026-11-29) does not sort the keys of what a toJSON method returns.
#
# Valid input: an amount of money as an object with toJSON, as money and decimal libraries have it.
# Expected by RFC 8785, section 3.2.3: the keys of every object are sorted, at every depth. The package says
# that it sorts in a recursive process and is compatible with the RFC for all that JSON can represent.
# Seen: the text of JSON.stringify is put in as it is. The same amount as a plain object gives other bytes,
# so sender (objects) and receiver (parsed JSON) compute different signatures. canonicalize 4.0.0 sorts both.
#
# Seen on 2026-11-29:
#   json-canonicalize  object with toJSON {"total":{"value":"12.50","currency":"EUR"}}
#   json-canonicalize  plain object       {"total":{"currency":"EUR","value":"12.50"}}
#   canonicalize       object with toJSON {"total":{"currency":"EUR","value":"12.50"}}
#   canonicalize       plain object       {"total":{"currency":"EUR","value":"12.50"}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts json-canonicalize@3.0.1 canonicalize@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import canonicalize from 'canonicalize';
import { canonicalize as jsonCanonicalize } from 'json-canonicalize';

const plain = { total: { value: '12.50', currency: 'EUR' } };
const withMethod = { total: { toJSON: () => plain.total } };
const sorted = '{"total":{"currency":"EUR","value":"12.50"}}';
const seen = {};
for (const [name, write] of Object.entries({ 'json-canonicalize': jsonCanonicalize, canonicalize })) {
  seen[name] = { 'object with toJSON': write(withMethod), 'plain object': write(plain) };
  for (const [form, text] of Object.entries(seen[name])) {
    console.log(name.padEnd(18), form.padEnd(18), text);
  }
}
assert.deepStrictEqual(Object.values(seen.canonicalize), [sorted, sorted]);
assert.deepStrictEqual(Object.values(seen['json-canonicalize']), [JSON.stringify(plain), sorted]);
JS
node run.mjs
