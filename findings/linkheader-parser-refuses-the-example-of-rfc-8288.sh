#!/usr/bin/env bash
# linkheader-parser 0.1.2 (the newest on 2026-11-29): throws on a link with title*, even when only the "next" link is
# wanted.
#
# Valid input: the header field from RFC 8288, section 3.5, with two links and titles in German (RFC 5988, section 5.5,
# which the package cites, has the same example).
# Expected: the links "previous" and "next". http-link-header 1.1.4 reads both, including the titles.
# Seen: the package's grammar has no parameter names that end with an asterisk (RFC 8288, section 3, defines title*, and RFC
# 8187 its encoding), so the whole field is refused.
#
# Seen on 2026-11-29:
#   linkheader-parser  throws: … but "*" found.
#   http-link-header   previous /TheBook/chapter2 letztes Kapitel, next /TheBook/chapter4 nächstes Kapitel
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts linkheader-parser@0.1.2 http-link-header@1.1.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import LinkHeader from 'http-link-header';
import linkHeaderParser from 'linkheader-parser';

const field = [
  `</TheBook/chapter2>; rel="previous"; title*=UTF-8'de'letztes%20Kapitel`,
  `</TheBook/chapter4>; rel="next"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel`,
].join(', ');
const { refs } = LinkHeader.parse(field);
const links = refs.map((link) => `${link.rel} ${link.uri} ${link['title*'].value}`);
assert.deepStrictEqual(links, ['previous /TheBook/chapter2 letztes Kapitel', 'next /TheBook/chapter4 nächstes Kapitel']);
// Without titles, the package reads both links.
const plain = linkHeaderParser.parse(field.replaceAll(/; title\*=[^,]*/g, ''));
assert.strictEqual(plain.next.href, '/TheBook/chapter4');
assert.throws(() => linkHeaderParser.parse(field), (error) => {
  console.log('linkheader-parser  throws: …', error.message.slice(-15));
  return /but "\*" found/.test(error.message);
});
console.log('http-link-header  ', links.join(', '));
JS
node run.mjs
