#!/usr/bin/env bash
# cashify 4.0.0 (the newest on 2026-11-30): finds the word "in" inside INR and splits the text there.
#
# Valid input: 5000 INR and 5000 TOP (rupees and pa'anga) to EUR, and 5000 USD to EUR and to INR, in the form of the README:
# "10 usd to pln", with to, in, or as between the currencies.
# Expected: from INR to EUR, which is 49.40 EUR at the rate used here. INR and TOP are currencies of ISO 4217, list one.
# Seen: the text is split at the first "to", "in", or "as" wherever it is, and so in the middle of the first currency: from
# nothing to "R TO EUR". Converting throws, also when both currencies are passed as options, since those of the text win.
# Into rupees, it works. Amounts from India can't be converted.
#
# Seen on 2026-11-30:
#   5000 USD to EUR  from USD to EUR             4642.86
#   5000 USD to INR  from USD to INR             469924.81
#   5000 INR to EUR  from undefined to R TO EUR  error
#   5000 TOP to EUR  from undefined to P TO EUR  error
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cashify@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { convert, parse } from 'cashify';

const rates = { EUR: 1, USD: 1.0769230769, INR: 101.2145748988, TOP: 2.5 };
const cases = [
  ['5000 USD to EUR', 'from USD to EUR', '4642.86'],
  ['5000 USD to INR', 'from USD to INR', '469924.81'],
  ['5000 INR to EUR', 'from undefined to R TO EUR', 'error'],
  ['5000 TOP to EUR', 'from undefined to P TO EUR', 'error'],
];
for (const [text, parts, amount] of cases) {
  const { from, to } = parse(text);
  let seen;
  try {
    seen = convert(text, { base: 'EUR', rates }).toFixed(2);
  } catch (error) {
    assert.match(error.message, /currency/);
    seen = 'error';
  }
  const split = `from ${from} to ${to}`;
  console.log(text, '', split.padEnd(27), seen);
  assert.deepStrictEqual([split, seen], [parts, amount], `${text}: this has changed`);
}
assert.throws(() => convert('5000 INR to EUR', { base: 'EUR', rates, from: 'INR', to: 'EUR' }), /currency/);
JS
node run.mjs
