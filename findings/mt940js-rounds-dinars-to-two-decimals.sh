#!/usr/bin/env bash
# mt940js 1.3.5 (the newest on 2026-11-29): rounds every amount to two decimals and refuses statements because of the
# resulting difference.
#
# Valid input: statements in Kuwaiti dinars, which have three minor digits in ISO 4217, List One; the balances and entries
# of each add up.
# Expected: the amounts unchanged. SWIFT's Category 9 standards, MT 940, field 61, subfield 5, and fields 60a and 62a: an
# amount has at most as many decimals as its currency.
# Seen: 12.35 for 12.345 and 0 for 0.004. Two entries of 0.125 become 0.13 each, which is more than the balances say: the
# statement is refused with an error that it does not add up. The README does not mention decimals.
#
# Seen on 2026-11-29 (KWD):
#   100.000 + 12.345          = 112.345   read as 12.35, balance 112.35
#   100.000 + 0.004           = 100.004   read as 0, balance 100
#   100.000 + 0.125 + 0.125   = 100.250   refused: Sum of lines (0.26) != turnover (0.25)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mt940js@1.3.5
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Parser } = require('mt940js');

const written = (fils) => (fils / 1000).toFixed(3);
const statement = (opening, entries, closing) => {
  const comma = (fils) => written(fils).replace('.', ',');
  const lines = entries.map((fils) => `:61:2601310131C${comma(fils)}NTRFINV17\n:86:PAYMENT\n`).join('');
  const balance = (tag, fils) => `:${tag}:C260131KWD${comma(fils)}\n`;
  return `:20:START\n:25:KW/400000000\n:28C:00001/001\n${balance('60F', opening)}${lines}${balance('62F', closing)}-\n`;
};
const read = (text) => {
  try {
    const [{ transactions, closingBalance }] = new Parser().parse(text);
    return `read as ${transactions.map(({ amount }) => amount).join(' + ')}, balance ${closingBalance}`;
  } catch (error) {
    return `refused: ${error.message}`;
  }
};
const cases = [
  [[12345], 'read as 12.35, balance 112.35'],
  [[4], 'read as 0, balance 100'],
  [[125, 125], 'refused: Sum of lines (0.26) != turnover (0.25) in group 1'],
];
for (const [entries, expected] of cases) {
  const opening = 100_000;
  const closing = entries.reduce((sum, fils) => sum + fils, opening);
  const seen = read(statement(opening, entries, closing));
  const sum = [opening, ...entries].map(written).join(' + ');
  console.log(sum.padEnd(25), '=', written(closing), ' ', seen.replace(' in group 1', ''));
  assert.strictEqual(seen, expected, `${entries}: this has changed`);
}
JS
node run.cjs
