#!/usr/bin/env bash
# parse-link-header 2.0.0 (the newest on 2026-11-29): finds no link when the parameter name has a capital letter, so
# paging by "next" stops after the first page.
#
# Valid input: Link fields with Rel and REL, as sent by servers and proxies that capitalize names.
# Expected: the link "next". Parameter names are case-insensitive (RFC 9110, section 5.6.6; RFC 8288, Appendix B.3,
# converts them to lowercase). http-link-header 1.1.4 finds the link.
# Seen: an empty object, no error. A quoted title is also cut off at a semicolon.
#
# Seen on 2026-11-29:
#   <…?page=2>; rel="next"                    parse-link-header next        http-link-header next
#   <…?page=2>; Rel="next"                    parse-link-header (none)      http-link-header next
#   <…?page=2>; REL=next                      parse-link-header (none)      http-link-header next
#   <…?page=2>; rel="next"; title="2; of 9"   parse-link-header next, 2     http-link-header next, 2; of 9
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

const say = (links) => links.map(({ rel, title }) => (title ? `${rel}, ${title}` : rel)).join('; ') || '(none)';
const cases = [
  ['rel="next"', 'next', 'next'],
  ['Rel="next"', '(none)', 'next'],
  ['REL=next', '(none)', 'next'],
  ['rel="next"; title="2; of 9"', 'next, 2', 'next, 2; of 9'],
];
for (const [parameters, ...expected] of cases) {
  const field = `<https://api.example/invoices?page=2>; ${parameters}`;
  const seen = [say(Object.values(parseLinkHeader(field))), say(LinkHeader.parse(field).refs)];
  console.log(`<…?page=2>; ${parameters}`.padEnd(41), 'parse-link-header', seen[0].padEnd(10), ' http-link-header', seen[1]);
  assert.deepStrictEqual(seen, expected, `${parameters}: this has changed`);
}
JS
node run.mjs
