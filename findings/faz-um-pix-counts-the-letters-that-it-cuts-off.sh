#!/usr/bin/env bash
# faz-um-pix 2.0.2 (the newest on 2026-11-30): states the length that a description had before it was shortened.
#
# Valid input: a Pix code for 119.00 BRL with a description of 50 characters, and one with 53; the package shortens names and
# descriptions that are too long.
# Expected: 0250 and fifty characters. EMVCo, QR Code Specification for Payment Systems, merchant-presented mode: a data object
# is an ID, the length of its value in two digits, and the value, and a template (26) consists of such objects; the BR Code of
# Brazil's central bank is made of them. The names of payee and city are shortened first and counted then.
# Seen: 0253 and fifty characters, so the description reaches three characters beyond its template, and the template can't be
# taken apart. The check value is right for the wrong text. A bank that follows the lengths refuses the code, and the invoice
# stays unpaid.
#
# Seen on 2026-11-30 (data objects of template 26):
#   50 characters  00 of 14, 01 of 11, 02 of 50
#   53 characters  00 of 14, 01 of 11, 02 of 53, of which 3 are missing
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts faz-um-pix@2.0.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Pix } = require('faz-um-pix');

// The data objects that a text consists of: ID, stated length, and value.
const read = (text) => {
  const objects = [];
  for (let rest = text; rest; ) {
    const length = Number(rest.slice(2, 4));
    objects.push([rest.slice(0, 2), length, rest.slice(4, 4 + length)]);
    rest = rest.slice(4 + length);
  }
  return objects;
};
const say = ([id, length, value]) =>
  `${id} of ${length}${value.length < length ? `, of which ${length - value.length} are missing` : ''}`;
const description = 'FATURA 2026-0017 REFERENTE AO MES DE NOVEMBRO 2026 SP';
(async () => {
  for (const [length, expected] of [
    [50, '00 of 14, 01 of 11, 02 of 50'],
    [53, '00 of 14, 01 of 11, 02 of 53, of which 3 are missing'],
  ]) {
    const code = await Pix('12345678901', 'LOJA', 'SAO PAULO', '119.00', description.slice(0, length));
    const [, , template] = read(code).find(([id]) => id === '26');
    const seen = read(template).map(say).join(', ');
    console.log(`${length} characters `, seen);
    assert.strictEqual(seen, expected, `${length}: this has changed`);
  }
})();
JS
node run.cjs
