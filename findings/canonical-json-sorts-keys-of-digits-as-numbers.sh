#!/usr/bin/env bash
# canonical-json 0.4.0 (the newest on 2026-11-29): claims RFC 8785 compliance but puts keys that look like array indexes
# first, in numeric order.
#
# Valid input: the object in RFC 8785, section 3.2.3, and amounts by account number.
# Expected by that section: keys sorted by UTF-16 code units, so "\r" before "1", and "10" before "9".
# Seen: "1" before "\r", and "9" before "10", the order in which a JavaScript object lists them. A hash or signature
# over such a document differs from that of another RFC 8785 library (here canonicalize 4.0.0).
#
# Seen on 2026-11-29:
#   RFC 8785 3.2.3  canonical-json 31 d 80 f6 20ac 1f600 fb33
#   RFC 8785 3.2.3  canonicalize   d 31 80 f6 20ac 1f600 fb33
#   by account      canonical-json {"9":"1.00","10":"2.00"}
#   by account      canonicalize   {"10":"2.00","9":"1.00"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts canonical-json@0.4.0 canonicalize@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import canonicalJson from 'canonical-json';
import canonicalize from 'canonicalize';

// The keys of the RFC's example; the values are irrelevant.
const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
const example = Object.fromEntries(keys.map((key) => [key, '']));
const order = (text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, key]) => JSON.parse(`"${key}"`));
const sorted = [...keys].sort();
const show = (list) => list.map((key) => key.codePointAt(0).toString(16)).join(' ');
console.log('RFC 8785 3.2.3  canonical-json', show(order(canonicalJson(example))));
console.log('RFC 8785 3.2.3  canonicalize  ', show(order(canonicalize(example))));
assert.deepStrictEqual(order(canonicalize(example)), sorted);
assert.deepStrictEqual(order(canonicalJson(example)), ['1', ...sorted.filter((key) => key !== '1')]);

const byAccount = { 9: '1.00', 10: '2.00' };
console.log('by account      canonical-json', canonicalJson(byAccount));
console.log('by account      canonicalize  ', canonicalize(byAccount));
assert.strictEqual(canonicalJson(byAccount), '{"9":"1.00","10":"2.00"}');
assert.strictEqual(canonicalize(byAccount), '{"10":"2.00","9":"1.00"}');
JS
node run.mjs
