#!/usr/bin/env bash
# to-words 5.7.0 (the newest on 2026-11-30): omits the word for two when it writes two million in Italian.
#
# Valid input: two, three and two and a half million euros and two thousand million, with the locale it-IT, one of the
# 135 in the README, in words and as an amount with its currency.
# Expected: due milioni, as n2words 4.0.0 writes it, and as this package writes the three of three million.
# Seen: "Milioni Euro", an amount without a number, and "Milioni Cinque Cento Mila Euro" for 2500000, which cannot be
# told apart from other amounts. The locale's words for a number and for its unit are joined, and its words for two
# million and two thousand million are only the unit. Where words and digits differ, the words count on a bill of
# exchange (Geneva Convention of 1930, Annex I, article 6).
#
# Seen on 2026-11-30:
#   1000000     Un Milione Euro                 n2words un milione
#   2000000     Milioni Euro                    n2words due milioni
#   2500000     Milioni Cinque Cento Mila Euro  n2words due milioni e cinquecentomila
#   3000000     Tre Milioni Euro                n2words tre milioni
#   2000000000  Miliardi Euro                   n2words due miliardi
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts to-words@5.7.0 n2words@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { toCardinal } from 'n2words/it-IT';
import { ToWords } from 'to-words';

const italian = new ToWords({ localeCode: 'it-IT' });
const cases = [
  [1_000_000, 'Un Milione Euro', 'un milione'],
  [2_000_000, 'Milioni Euro', 'due milioni'],
  [2_500_000, 'Milioni Cinque Cento Mila Euro', 'due milioni e cinquecentomila'],
  [3_000_000, 'Tre Milioni Euro', 'tre milioni'],
  [2_000_000_000, 'Miliardi Euro', 'due miliardi'],
];
for (const [amount, ...expected] of cases) {
  const seen = [italian.convert(amount, { currency: true }), toCardinal(amount)];
  console.log(String(amount).padEnd(11), seen[0].padEnd(31), 'n2words', seen[1]);
  assert.deepStrictEqual(seen, expected, `${amount}: this has changed`);
}
assert.strictEqual(italian.convert(2_000_000), 'Milioni', 'this has changed');
JS
node run.mjs
