#!/usr/bin/env bash
# @dintero/money 1.1.12 (the newest on 2026-11-29): loses the minus sign of amounts it wrote itself in Norwegian, Swedish,
# and Finnish.
#
# Valid input: a negative amount, as on a credit note, written with toLocaleString and read with fromLocaleString in the same
# locale. The library belongs to a Norwegian payment service, and its examples use the Norwegian locale.
# Expected: the amount that was written.
# Seen: in Norwegian, Swedish, and Finnish it comes back without its minus sign, so a refund of 1,234.50 becomes a charge of
# 1,234.50. Nothing is thrown. These locales write U+2212, the typographic minus sign, which is dropped as if it were a
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
