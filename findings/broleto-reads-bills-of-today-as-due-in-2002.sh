#!/usr/bin/env bash
# broleto 0.0.12 and boleto.js 1.1.4 (the newest on 2026-11-29): read the due date of Brazilian bank slips using a day count
# that ended on February 21, 2025.
#
# Valid input: the digits of boletos for 119.00 BRL, due on the last day of the old count and on later days.
# Expected: the due dates that were encoded. FEBRABAN, which defines the bank slip format: the due date factor counts days
# since October 7, 1997, was 9999 on February 21, 2025, and restarted at 1000 on February 22. @brazilian-utils/brazilian-utils
# 2.4.0 reads both counts.
# Seen: February 22, 2025 is read as July 3, 2000, and December 31, 2026 as May 11, 2002; both packages call the numbers valid.
# broleto treats the bill as twenty-four years overdue and calculates fines and interest accordingly.
#
# Seen on 2026-11-29:
#   due 2025-02-21, factor 9999  broleto 2025-02-21  boleto.js 2025-02-21  brazilian-utils 2025-02-21
#   due 2025-02-22, factor 1000  broleto 2000-07-03  boleto.js 2000-07-03  brazilian-utils 2025-02-22
#   due 2026-12-31, factor 1677  broleto 2002-05-11  boleto.js 2002-05-11  brazilian-utils 2026-12-31
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts broleto@0.0.12 boleto.js@1.1.4 @brazilian-utils/brazilian-utils@2.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { getBoletoInfo } = require('@brazilian-utils/brazilian-utils');
const { Boleto } = require('broleto');
// A browser package: its bundle looks for a window when loaded.
globalThis.window = globalThis;
const Slip = require('boleto.js');

const modulo10 = (digits) => {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};
const modulo11 = (digits) => {
  const sum = [...digits].toReversed().reduce((total, digit, at) => total + Number(digit) * ((at % 8) + 2), 0);
  const check = 11 - (sum % 11);
  return check > 9 ? '1' : String(check);
};
// Bank 341 and currency 9, the free field of the bank, the due date factor and the amount in centavos.
const digitsOf = (factor) => {
  const [bank, free, rest] = ['3419', '1091070000013555851122200', `${factor}${'11900'.padStart(10, '0')}`];
  const fields = [bank + free.slice(0, 5), free.slice(5, 15), free.slice(15)].map((field) => field + modulo10(field));
  return `${fields.join('')}${modulo11(bank + rest + free)}${rest}`;
};
const day = (date) => date.toISOString().slice(0, 10);
const cases = [
  ['2025-02-21', 9999, '2025-02-21'],
  ['2025-02-22', 1000, '2000-07-03'],
  ['2026-12-31', 1677, '2002-05-11'],
];
for (const [due, factor, expected] of cases) {
  const digits = digitsOf(factor);
  const [one, other] = [new Boleto(digits), new Slip(digits)];
  assert.deepStrictEqual([one.valid(), other.valid()], [true, true]);
  assert.deepStrictEqual([one.amount(), other.amount()], [119, '119.00']);
  const seen = [one.expirationDate(), other.expirationDate(), new Date(getBoletoInfo(digits).expirationDate)].map(day);
  console.log(`due ${due}, factor ${factor}`, ` broleto ${seen[0]}  boleto.js ${seen[1]}  brazilian-utils ${seen[2]}`);
  assert.deepStrictEqual(seen, [expected, expected, due], `${due}: this has changed`);
}
JS
TZ=America/Sao_Paulo node run.cjs
