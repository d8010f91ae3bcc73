#!/usr/bin/env bash
# json-canonicalize 3.0.1 (the newest on 2026-11-29): does not sort the keys of an object that a toJSON method returns.
#
# Valid input: a money amount that is an object with a toJSON method, as in money and decimal libraries.
# Expected (RFC 8785, section 3.2.3): the keys of every object are sorted, at every depth. The package says that it sorts
# recursively and is compatible with the RFC for everything that JSON can represent.
# Seen: the output of JSON.stringify is inserted unchanged. The same amount as a plain object gives different bytes, so the
# sender (objects) and the receiver (parsed JSON) compute different signatures. canonicalize 4.0.0 sorts both.
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
