#!/usr/bin/env bash
# @mrmgomes/boleto-utils 1.3.3 (the newest on 2026-11-30): refuses nearly one in five bar codes of Brazilian bank slips,
# and writes such bar codes with check digit 0.
#
# Valid input: a thousand slips that differ only in their amounts, 100.00 to 109.99 BRL, each as the 44 digits of its bar
# code and as the 47 digits to type in, passed to validarBoleto and geraCodBarras. The README promises validation of all
# kinds of slips.
# Expected: all are valid. Banco Central do Brasil, Carta-Circular 2.926 of 2000: the check digit of the bar code is 11
# minus the remainder, and 1 when the remainder is 0, 1 or 10, so never 0. @brazilian-utils/brazilian-utils 2.4.0, which
# implements that circular, accepts all of them.
# Seen: 182 bar codes are refused, those whose remainder is 0 or 1, while the same slips are valid when typed in.
# geraCodBarras writes 0 as their check digit, and no bank can read the result. The package uses the rule for utility
# bills, where 0 is correct. Whether a slip is accepted depends on how it reached the program.
#
# Seen on 2026-11-30:
#   typed in:    1000 of 1000 accepted, brazilian-utils 1000
#   bar codes:   818 of 1000 accepted
#   check digit: right for 818, 0 instead of 1 for 182
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @mrmgomes/boleto-utils@1.3.3 @brazilian-utils/brazilian-utils@2.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { isValidBoleto } = require('@brazilian-utils/brazilian-utils');
const { geraCodBarras, validarBoleto } = require('@mrmgomes/boleto-utils');

const fromTheRight = (digits, weights) =>
  [...digits].reverse().map((digit, index) => digit * weights[index % weights.length]);
const remainderOf = (digits) =>
  fromTheRight(digits, [2, 3, 4, 5, 6, 7, 8, 9]).reduce((total, product) => total + product, 0) % 11;
const field = (digits) => {
  const sum = fromTheRight(digits, [2, 1]).reduce((total, product) => total + product - (product > 9 ? 9 : 0), 0);
  return digits + ((10 - (sum % 10)) % 10);
};
const count = { typed: 0, reference: 0, bars: 0, right: 0, nought: 0 };
for (let cents = 10_000; cents < 11_000; cents += 1) {
  const free = '0000001234567000000000117';
  const tail = `1646${String(cents).padStart(10, '0')}`;
  const remainder = remainderOf(`0019${tail}${free}`);
  const digit = [0, 1, 10].includes(remainder) ? 1 : 11 - remainder;
  const bars = `0019${digit}${tail}${free}`;
  const typed =
    field(`0019${free.slice(0, 5)}`) + field(free.slice(5, 15)) + field(free.slice(15)) + digit + tail;
  assert.deepStrictEqual([bars.length, typed.length], [44, 47]);
  const accepted = validarBoleto(bars).sucesso;
  assert.strictEqual(accepted, remainder > 1, `${bars}: this has changed`);
  const written = geraCodBarras(typed);
  assert.strictEqual(written.slice(0, 4) + written.slice(5), bars.slice(0, 4) + bars.slice(5));
  count.reference += isValidBoleto(typed);
  count.typed += validarBoleto(typed).sucesso;
  count.bars += accepted;
  count.right += written === bars;
  count.nought += written[4] === '0' && digit === 1;
}
console.log(`typed in:    ${count.typed} of 1000 accepted, brazilian-utils ${count.reference}`);
console.log(`bar codes:   ${count.bars} of 1000 accepted`);
console.log(`check digit: right for ${count.right}, 0 instead of 1 for ${count.nought}`);
assert.deepStrictEqual(count, { typed: 1000, reference: 1000, bars: 818, right: 818, nought: 182 });
JS
node run.cjs
