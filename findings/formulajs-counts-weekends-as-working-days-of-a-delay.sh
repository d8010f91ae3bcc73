#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 (the newest on 2026-11-30): NETWORKDAYS counts Saturdays and Sundays when the first date is the later one.
#
# Valid input: the dates of the example in Microsoft's documentation, 2012-10-01 and 2013-03-01, in both orders, and a payment on 2026-11-30 of
# an invoice that was due on 2026-11-02.
# Expected: 110 and -110, and -21. Microsoft's documentation of NETWORKDAYS: working days exclude weekends. hyperformula 3.5.0 has 110 and -110,
# as Excel has. The README: most Excel functions, with a list of the differences, which has none of these.
# Seen: 110 and -150, and -27: the days are counted with the weekends, so a payment that is 21 working days late is 27 days late.
#
# Seen on 2026-11-30 (formulajs, hyperformula):
#   2012-10-01 to 2013-03-01   110   110
#   2013-03-01 to 2012-10-01  -150  -110
#   2026-11-30 to 2026-11-02   -27   -21
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @formulajs/formulajs@4.6.1 hyperformula@3.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { NETWORKDAYS } = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const sheet = HyperFormula.buildFromArray([[]], { licenseKey: 'gpl-v3' });
const parts = (day) => day.split('-').map(Number);
const date = (day) => new Date(parts(day)[0], parts(day)[1] - 1, parts(day)[2]);
const cases = [
  ['2012-10-01', '2013-03-01', 110, 110],
  ['2013-03-01', '2012-10-01', -150, -110],
  ['2026-11-30', '2026-11-02', -27, -21],
];
for (const [from, to, expected, right] of cases) {
  const seen = NETWORKDAYS(date(from), date(to));
  const other = sheet.calculateFormula(`=NETWORKDAYS(DATE(${parts(from)}), DATE(${parts(to)}))`, 0);
  console.log(`${from} to ${to}`, String(seen).padStart(5), String(other).padStart(5));
  assert.strictEqual(seen, expected, `${from}: this has changed`);
  assert.strictEqual(other, right);
}
JS
node run.cjs
