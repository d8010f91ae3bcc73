#!/usr/bin/env bash
# to-words 5.7.0 (the newest on 2026-11-29) writes amounts in words with one plural in languages that have more.
#
# Valid input: 22 złoty, 2 koruna and 21 roubles in words, as invoices in Poland, Czechia and Russia carry them.
# Expected: Unicode's CLDR, which Intl has: 22 and 2 are of category "few" and 21 is "one" in these languages
# (Intl.PluralRules), and the names of the currencies are "złote", "koruny" and "рубль" there.
# The package promises numbers in words, with currency, in 135 locales.
# Seen: the form for five and more, "złotych", "korun" and "рублей".
#
# Seen on 2026-11-29:
#   pl-PL 22  to-words Dwadzieścia Dwa Złotych  CLDR few, złote
#   cs-CZ 2   to-words Dva Korun                CLDR few, koruny
#   ru-RU 21  to-words Двадцать Один Рублей     CLDR one, рубль
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts to-words@5.7.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { ToWords } from 'to-words';

const cases = [
  ['pl-PL', 'PLN', 22, 'Dwadzieścia Dwa Złotych', 'few', 'złote'],
  ['cs-CZ', 'CZK', 2, 'Dva Korun', 'few', 'koruny'],
  ['ru-RU', 'RUB', 21, 'Двадцать Один Рублей', 'one', 'рубль'],
];
for (const [localeCode, currency, amount, seen, category, noun] of cases) {
  const words = new ToWords({ localeCode }).convert(amount, { currency: true, doNotAddOnly: true });
  const options = { style: 'currency', currency, currencyDisplay: 'name', maximumFractionDigits: 0 };
  const named = new Intl.NumberFormat(localeCode, options).format(amount);
  assert.strictEqual(new Intl.PluralRules(localeCode).select(amount), category);
  assert.ok(named.split(/\s/).includes(noun), named);
  console.log(localeCode, String(amount).padEnd(3), 'to-words', words, ' CLDR', `${category},`, noun);
  assert.strictEqual(words, seen, `${localeCode} ${amount}: this has changed`);
}
JS
node run.mjs
