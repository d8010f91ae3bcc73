#!/usr/bin/env bash
# php-serialize 5.1.3 (the newest on 2026-11-29) writes floats with an exponent that it cannot read.
#
# Valid input: 1e-7, as a rate or what rounding left over. PHP serializes it as d:1.0E-7; and reads d:1E-7; too
# (its reader takes any float literal of PHP, infinity as INF).
# Expected: the same number again; phpunserialize 1.3.0 gives it for both texts, and for what PHP writes.
# Seen: the package writes "d:1E-7;", takes it for an integer, and throws while making a BigInt of it. With a
# point in it ("1.0E-7") it reads the number. Infinity is written as "d:INFINITY;", which PHP does not read.
#
# Seen on 2026-11-29:
#   1e-7       writes d:1E-7;       reads that: throws, Cannot convert 1E-7 to a BigInt
#   1e+21      writes d:1E+21;      reads that: throws, Cannot convert 1E+21 to a BigInt
#   1.5e-7     writes d:1.5E-7;     reads that: 1.5e-7
#   Infinity   writes d:INFINITY;   reads that: throws, Cannot convert INFINITY to a BigInt
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts php-serialize@5.1.3 phpunserialize@1.3.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { serialize, unserialize } = require('php-serialize');
const phpUnserialize = require('phpunserialize');

const read = (text) => {
  try {
    return String(unserialize(text));
  } catch (error) {
    return `throws, ${error.message}`;
  }
};
const expected = [
  [1e-7, 'd:1E-7;', 'throws, Cannot convert 1E-7 to a BigInt'],
  [1e21, 'd:1E+21;', 'throws, Cannot convert 1E+21 to a BigInt'],
  [1.5e-7, 'd:1.5E-7;', '1.5e-7'],
  [Infinity, 'd:INFINITY;', 'throws, Cannot convert INFINITY to a BigInt'],
];
for (const [number, text, outcome] of expected) {
  const seen = [serialize(number), read(serialize(number))];
  console.log(String(number).padEnd(9), 'writes', seen[0].padEnd(12), 'reads that:', seen[1]);
  assert.deepStrictEqual(seen, [text, outcome], `${number}: this has changed`);
}
assert.strictEqual(phpUnserialize('d:1E-7;'), 1e-7);
assert.strictEqual(unserialize('d:1.0E-7;'), 1e-7);
JS
node run.cjs
