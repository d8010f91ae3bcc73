#!/usr/bin/env bash
# another-json 0.2.0 (the newest on 2026-11-29): writes invalid JSON when a string contains a control character without
# its own short escape, such as U+001F or U+000F.
#
# Valid input: a line description with U+001F, the separator found in EDIFACT and bank files.
# Expected: RFC 8259, section 7, and RFC 8785, section 3.2.2.2: a lowercase "u" and four hexadecimal digits. The
# package's own description promises RFC 7159 JSON and the shortest escape for each character.
# Seen: the whole escape is uppercased, "\U001F". JSON.parse rejects it, so signed data can't be read back. Matrix
# clients sign with this package. canonicalize 4.0.0 writes what the RFC specifies.
#
# Seen on 2026-11-29:
#   another-json  {"line":"A\U001FB"}  does not parse
#   canonicalize  {"line":"A\u001fB"}  parses
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts another-json@0.2.0 canonicalize@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import anotherJson from 'another-json';
import canonicalize from 'canonicalize';

const value = { line: 'A\u001fB' };
const parses = (text) => {
  try {
    assert.deepStrictEqual(JSON.parse(text), value);
    return true;
  } catch {
    return false;
  }
};
const written = { 'another-json': anotherJson.stringify(value), canonicalize: canonicalize(value) };
for (const [name, text] of Object.entries(written)) {
  console.log(name.padEnd(13), text, '', parses(text) ? 'parses' : 'does not parse');
}
assert.strictEqual(written['another-json'], '{"line":"A\\U001FB"}');
assert.strictEqual(parses(written['another-json']), false);
assert.strictEqual(written.canonicalize, '{"line":"A\\u001fB"}');
JS
node run.mjs
