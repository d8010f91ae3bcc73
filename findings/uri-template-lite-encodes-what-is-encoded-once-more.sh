#!/usr/bin/env bash
# uri-template-lite 23.4.0 and rfc6570-expand 0.2.0 (the newest on 2026-11-29): encode the percent signs of already
# encoded values in {+name} expressions again.
#
# Valid input: {+next} with the path of a next page as an API returns it, and two of the examples in RFC 6570.
# Expected: RFC 6570, section 3.2.3: with "+", percent-encoded triplets are allowed and kept ("U+R" of section 3.2.1).
# url-template 3.1.1 and uri-template 2.0.0 follow this. Section 3.2.5, an example: X{.keys*} is
# X.semi=%3B.dot=..comma=%2C.
# Seen: %20 becomes %2520, so the server looks for another page; both READMEs promise RFC 6570. uri-template-lite also
# writes commas between the keys of the second example. The percent sign of "50%" is encoded correctly.
#
# Seen on 2026-11-29:
#   {+next}   uri-template-lite /invoices?after=a%2520b   rfc6570-expand /invoices?after=a%2520b  others /invoices?after=a%20b
#   {+half}   uri-template-lite 50%25                     rfc6570-expand 50%25                    others 50%25
#   X{.keys*} uri-template-lite X.semi=%3B,dot=.,comma=%2C  the RFC X.semi=%3B.dot=..comma=%2C
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts uri-template-lite@23.4.0 rfc6570-expand@0.2.0 uri-template@2.0.0 url-template@3.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { parseTemplate } from 'url-template';

const require = createRequire(import.meta.url);
const { init } = require('rfc6570-expand');
const { parse } = require('uri-template');
const lite = require('uri-template-lite');

const cases = [
  ['{+next}', { next: '/invoices?after=a%20b' }, '/invoices?after=a%2520b', '/invoices?after=a%20b'],
  ['{+half}', { half: '50%' }, '50%25', '50%25'],
];
for (const [template, values, expected, wanted] of cases) {
  const one = lite.expand(template, values);
  const other = init(template).expand(values);
  const right = [parse(template).expand(values), parseTemplate(template).expand(values)];
  console.log(template.padEnd(9), `uri-template-lite ${one.padEnd(25)} rfc6570-expand ${other.padEnd(24)} others ${right[0]}`);
  assert.deepStrictEqual([one, other], [expected, expected], `${template}: this has changed`);
  assert.deepStrictEqual(right, [wanted, wanted]);
}
// An example from RFC 6570, section 3.2.5, with the values of section 3.2.
const [template, values, wanted] = ['X{.keys*}', { keys: { semi: ';', dot: '.', comma: ',' } }, 'X.semi=%3B.dot=..comma=%2C'];
const seen = lite.expand(template, values);
console.log(template, `uri-template-lite ${seen}  the RFC ${wanted}`);
assert.strictEqual(seen, 'X.semi=%3B,dot=.,comma=%2C');
assert.strictEqual(parse(template).expand(values), wanted);
JS
node run.mjs
