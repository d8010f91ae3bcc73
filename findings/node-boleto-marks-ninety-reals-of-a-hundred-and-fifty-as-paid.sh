#!/usr/bin/env bash
# node-boleto 2.3.0 (the newest on 2026-11-30): compares what was paid with what was due as text, digit by digit.
#
# Valid input: a return file of Santander (CNAB 240) with four bank slips, each with segment T, which has the amount that was
# due, and segment U, which has the amount that was paid, both in positions 78 to 92; read with the example of the README.
# Expected: pago is true where at least the amount of the slip was paid. FEBRABAN, CNAB 240: both fields are numeric, in
# centavos. The code takes a slip for paid when the amount paid is at least that of the slip.
# Seen: leading zeros are removed, and then "9000" is greater than "15000", and "100000" less than "99900". A slip of 150.00
# of which 90.00 was paid is marked as paid, and one of 999.00 for which 1,000.00 came in, with interest, as unpaid. Amounts
# with the same number of digits are compared correctly.
#
# Seen on 2026-11-30:
#   1001  due 150.00  paid 90.00    pago true
#   1002  due 999.00  paid 1000.00  pago false
#   1003  due 150.00  paid 150.00   pago true
#   1004  due 150.00  paid 149.99   pago false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
# The package needs moment and doesn't declare it.
npm install --silent --no-fund --no-audit --ignore-scripts node-boleto@2.3.0 moment@2.31.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { EdiParser } = require('node-boleto');

// A line of 240 characters; each field begins at a position that is counted from 1.
const line = (fields) => {
  const characters = Array.from({ length: 240 }, () => ' ');
  for (const [position, text] of fields) characters.splice(position - 1, text.length, ...text);
  return characters.join('');
};
const cents = (amount) => String(Math.round(amount * 100)).padStart(15, '0');
const slip = (number, due, paid) => [
  line([[8, '3'], [14, 'T'], [16, '17'], [41, number.padStart(12, '0')], [70, '30112026'], [78, cents(due)], [194, cents(0)]]),
  line([[8, '3'], [14, 'U'], [16, '17'], [78, cents(paid)]]),
];
const cases = [
  ['1001', 150, 90, true],
  ['1002', 999, 1000, false],
  ['1003', 150, 150, true],
  ['1004', 150, 149.99, false],
];
const header = line([[8, '0'], [18, '012345678000195'], [73, 'EMPRESA'], [144, '30112026']]);
const file = [header, ...cases.flatMap(([number, due, paid]) => slip(number, due, paid))].join('\n');
const { boletos } = EdiParser.parse('santander', file);
for (const [number, due, paid, expected] of cases) {
  const { pago, valor, valor_pago: valorPago } = boletos[number];
  assert.deepStrictEqual([Number(valor), Number(valorPago)], [due * 100, paid * 100]);
  console.log(`${number}  due ${due.toFixed(2)}  paid ${paid.toFixed(2).padEnd(8)} pago ${pago}`);
  assert.strictEqual(pago, expected, `${number}: this has changed`);
}
JS
node run.cjs
