#!/usr/bin/env bash
# number-parsing 0.3.2 (the newest on 2026-11-29) reads the digits before a narrow no-break space, and drops
# the rest without a word.
#
# Valid input: French amounts as Intl.NumberFormat writes them. CLDR's group separator for French is U+202F
# since version 34.
# Expected: 1234567.5. The README promises numbers from all over the world, and has groups divided by spaces
# among its examples.
# Seen: 1. A no-break space (U+00A0), which Swedish has, ends the number as well; a plain space does not.
# parsecurrency 1.1.1 reads all three.
#
# Seen on 2026-11-29:
#   U+202F  number-parsing 1          parsecurrency 1234567.5
#   U+00A0  number-parsing 1          parsecurrency 1234567.5
#   U+0020  number-parsing 1234567.5  parsecurrency 1234567.5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts number-parsing@0.3.2 parsecurrency@1.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const parseNumber = require('number-parsing');
const parseCurrency = require('parsecurrency');

const french = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(1234567.5);
assert.match(french, /^1\u202f234\u202f567,50/);
for (const [space, expected] of [['\u202f', 1], ['\u00a0', 1], [' ', 1234567.5]]) {
  const text = french.replaceAll('\u202f', space);
  const number = parseNumber(text);
  const name = `U+${space.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  console.log(name, ' number-parsing', number, ' parsecurrency', parseCurrency(text).value);
  assert.strictEqual(number, expected, `${name}: this has changed`);
  assert.strictEqual(parseCurrency(text).value, 1234567.5);
}
JS
node run.cjs
