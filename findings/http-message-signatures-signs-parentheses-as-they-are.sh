#!/usr/bin/env bash
# http-message-signatures 1.0.6 (the newest on 2026-11-29): signs a query parameter containing ! ' ( ) or ~ in a form
# that differs from RFC 9421.
#
# Valid input: a POST to https://api.example/hooks with ?note=O'Brien%20(Ltd)!~ whose signature covers this parameter:
# "@query-param";name="note".
# Expected: O%27Brien%20%28Ltd%29%21%7E. RFC 9421, section 2.2.8: the value is encoded with the URL standard's
# "percent-encode after encoding" for application/x-www-form-urlencoded, whose set leaves only letters, digits, and * -
# . _ unencoded.
# Seen: O'Brien%20(Ltd)!~, as encodeURIComponent writes it. Signatures from implementations that follow the RFC don't
# verify here, and this package's signatures verify nowhere else. Other characters, including the RFC's own examples,
# are correct.
#
# Seen on 2026-11-29:
#   note=O'Brien%20(Ltd)!~        signed as O'Brien%20(Ltd)!~        RFC 9421: O%27Brien%20%28Ltd%29%21%7E
#   due=2026-11-29T10:00:00       signed as 2026-11-29T10%3A00%3A00  RFC 9421: 2026-11-29T10%3A00%3A00
#   bar=with+plus+whitespace      signed as with%20plus%20whitespace RFC 9421: with%20plus%20whitespace
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts http-message-signatures@1.0.6
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { httpbis } = require('http-message-signatures');

// URLSearchParams follows the URL standard; RFC 9421 has %20 where it writes plus signs.
const right = (value) => new URLSearchParams({ '': value }).toString().slice(1).replaceAll('+', '%20');
const cases = [
  [`note=O'Brien%20(Ltd)!~`, `O'Brien%20(Ltd)!~`, 'O%27Brien%20%28Ltd%29%21%7E'],
  ['due=2026-11-29T10:00:00', '2026-11-29T10%3A00%3A00', '2026-11-29T10%3A00%3A00'],
  ['bar=with+plus+whitespace', 'with%20plus%20whitespace', 'with%20plus%20whitespace'],
];
for (const [query, expected, rfc] of cases) {
  const url = `https://api.example/hooks?${query}`;
  const [[name, value]] = new URL(url).searchParams;
  assert.strictEqual(right(value), rfc);
  const base = httpbis.createSignatureBase({ fields: [`"@query-param";name="${name}"`] }, { method: 'POST', url, headers: {} });
  const [, [seen]] = base[0];
  console.log(query.padEnd(29), 'signed as', seen.padEnd(24), 'RFC 9421:', rfc);
  assert.strictEqual(seen, expected, `${query}: this has changed`);
}
JS
node run.cjs
