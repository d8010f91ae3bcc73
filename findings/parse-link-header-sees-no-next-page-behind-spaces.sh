#!/usr/bin/env bash
# parse-link-header 2.0.0 (the newest on 2026-11-29) finds no link when there is a space around the "=" of a
# parameter, and says nothing: who pages by "next" stops after the first page.
#
# Valid input: a Link field with whitespace around "=", and one with a second rel.
# Expected: RFC 8288, section 3, allows whitespace there (BWS, "bad" but to be read: RFC 9110, section 5.6.3),
# and section 3.3 says that a rel behind the first one of a link must be ignored. http-link-header 1.1.4 does.
# Seen: an empty object, and the last rel in place of the first.
#
# Seen on 2026-11-29:
#   <…?page=2>; rel = "next"                  parse-link-header (none)  http-link-header next
#   <…?page=2>; rel="next"; rel="alternate"  parse-link-header alternate  http-link-header next
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts parse-link-header@2.0.0 http-link-header@1.1.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import LinkHeader from 'http-link-header';
import parseLinkHeader from 'parse-link-header';

const expected = { 'rel="next"': 'next', 'rel = "next"': '(none)', 'rel="next"; rel="alternate"': 'alternate' };
for (const [parameters, seen] of Object.entries(expected)) {
  const field = `<https://api.example/invoices?page=2>; ${parameters}`;
  const one = Object.keys(parseLinkHeader(field)).join() || '(none)';
  const other = LinkHeader.parse(field).refs.map((link) => link.rel).join();
  console.log(`<…?page=2>; ${parameters}`.padEnd(41), 'parse-link-header', one, ' http-link-header', other);
  assert.deepStrictEqual([one, other], [seen, 'next'], `${parameters}: this has changed`);
}
JS
node run.mjs
