#!/usr/bin/env bash
# mt940js 1.3.5 (the newest on 2026-11-29): cuts the payer's reference at the first slash and drops the bank's reference.
#
# Valid input: field 61 with the reference 2026/0017, as used for invoice numbers, and the bank's reference BANK77 after
# "//".
# Expected: both references. SWIFT's Category 9 standards, MT 940, field 61: the reference for the account owner (subfield
# 7) is 16x, and a slash is one of the x characters; two slashes begin the bank's reference (subfield 8).
# Seen: 2026, no bank reference, and no error: all payments of a year have the same reference. A hyphen instead of the slash
# works. The README lists the fields and mentions no limits.
#
# Seen on 2026-11-29:
#   2026/0017//BANK77  reference 2026       bank reference (none)
#   2026-0017//BANK77  reference 2026-0017  bank reference BANK77
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mt940js@1.3.5
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Parser } = require('mt940js');

const cases = [
  ['2026/0017//BANK77', '2026', '(none)'],
  ['2026-0017//BANK77', '2026-0017', 'BANK77'],
];
for (const [references, ...expected] of cases) {
  const [{ transactions }] = new Parser().parse(
    `:20:START\n:25:20041010/400000000\n:28C:00001/001\n:60F:C260131EUR1000,00\n` +
      `:61:2601310131C20,00NTRF${references}\n:86:PAYMENT\n:62F:C260131EUR1020,00\n-\n`,
  );
  assert.deepStrictEqual(transactions.map(({ amount }) => amount), [20]);
  const seen = [transactions[0].reference, transactions[0].bankReference || '(none)'];
  console.log(references, ' reference', seen[0].padEnd(9), ' bank reference', seen[1]);
  assert.deepStrictEqual(seen, expected, `${references}: this has changed`);
}
JS
node run.cjs
