#!/usr/bin/env bash
# @dintero/money 1.1.12 (the newest on 2026-11-29) loses the minus of amounts that it wrote itself, in Norwegian and Swedish.
#
# Valid input: an amount below nought, as of a credit note, written with toLocaleString and read with fromLocaleString, in
# the same locale. The library is that of a Norwegian payment service, and Norwegian is the locale of its examples.
# Expected: the amount that was written.
# Seen: in Norwegian, Swedish and Finnish it comes back without its minus, so that 1,234.50 to be paid back is 1,234.50 to
# be paid. Nothing is thrown. These locales write U+2212, the minus sign of typography, which is dropped as if it were a
# separator. German and French write a hyphen, which is kept.
#
# Seen on 2026-11-29:
#   nb-NO  -1234.50  ->  1234.50
#   sv-SE  -1234.50  ->  1234.50
#   fi-FI  -1234.50  ->  1234.50
#   de-DE  -1234.50  ->  -1234.50
#   fr-FR  -1234.50  ->  -1234.50
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @dintero/money@1.1.12
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Money } = require('@dintero/money');

const expected = {
  'nb-NO': '1234.50',
  'sv-SE': '1234.50',
  'fi-FI': '1234.50',
  'de-DE': '-1234.50',
  'fr-FR': '-1234.50',
};
const credit = Money.of('-1234.50', 'NOK');
for (const [locale, amount] of Object.entries(expected)) {
  const read = Money.fromLocaleString(credit.toLocaleString(locale), 'NOK', locale).toString();
  console.log(`${locale}  ${credit}  ->  ${read}`);
  assert.strictEqual(read, amount, `${locale}: this has changed`);
}
JS
node run.cjs
