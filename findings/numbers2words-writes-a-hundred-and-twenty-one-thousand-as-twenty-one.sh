#!/usr/bin/env bash
# numbers2words 1.5.0 (the newest on 2026-11-30): returns the same words for different amounts in Spanish and Italian.
#
# Valid input: whole thousands from 1000 to 999000, in the seven locales that the README lists as finished, for 0 to
# 999999999.
# Expected: different words for each amount; 121000 is ciento veintiún mil (Real Academia Española, Diccionario panhispánico
# de dudas, "cardinales"), and 101000 is centounomila in Italian. Where words and digits differ, the words prevail (Geneva
# Convention on bills of exchange of 1930, Annex I, article 6, which is law in both countries).
# Seen: veintiún mil, which is 21000, for 121000, 221000, and so on, and centomila, 100000, for 101000: thousands that end
# in 21 lose their hundreds in Spanish, and those that end in 01 lose their one in both. Other locales have no such pair.
#
# Seen on 2026-11-30 (pairs of whole thousands with the same words):
#   ES_ES  17  21000 and 121000: veintiún mil
#   IT_IT   9  100000 and 101000: centomila
#   FR_FR   0
#   DE_DE   0
#   EN_US   0
#   CS_CZ   0
#   ID_ID   0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts numbers2words@1.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Translator = require('numbers2words');

const expected = {
  ES_ES: [17, '21000 and 121000: veintiún mil'],
  IT_IT: [9, '100000 and 101000: centomila'],
  FR_FR: [0], DE_DE: [0], EN_US: [0], CS_CZ: [0], ID_ID: [0],
};
for (const [locale, [count, first]] of Object.entries(expected)) {
  const translator = new Translator(locale);
  const amounts = new Map();
  const pairs = [];
  for (let amount = 1000; amount < 1_000_000; amount += 1000) {
    const words = translator.toWords(amount).replace(/\s+/g, ' ').trim();
    if (amounts.has(words)) pairs.push(`${amounts.get(words)} and ${amount}: ${words}`);
    else amounts.set(words, amount);
  }
  console.log(`${locale} ${String(pairs.length).padStart(3)}  ${pairs[0] ?? ''}`.trimEnd());
  assert.strictEqual(pairs.length, count, `${locale}: this has changed`);
  assert.strictEqual(pairs[0], first);
}
JS
node run.cjs
