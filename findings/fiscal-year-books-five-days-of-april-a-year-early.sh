#!/usr/bin/env bash
# fiscal-year 1.0.0 (the newest on 2026-11-30) forgets the day on which a fiscal year begins when it gives the month and the
# quarter.
#
# Valid input: a fiscal year from 6 April, as the British tax year, with the month and the day that the README's constructor
# takes; days around the beginning of the year and of a quarter.
# Expected: the fourth quarter and the twelfth month (11, as months count from zero) for 1 April 2026, the last days of the year
# before. HM Revenue and Customs, Making Tax Digital for Income Tax: quarters from 6 April, 6 July, 6 October and 6 January.
# Seen: the year is that before, 2026, which the day is looked at for; the quarter is the first and the month 0, by the
# month alone. So 1 April 2026 is booked into the quarter from 6 April 2025, and 3 July into the second quarter.
#
# Seen on 2026-11-30:
#   2026-03-31  year 2026  quarter 4  month 11   right 2026 4 11
#   2026-04-01  year 2026  quarter 1  month  0   right 2026 4 11
#   2026-04-06  year 2027  quarter 1  month  0   right 2027 1 0
#   2026-07-03  year 2027  quarter 2  month  3   right 2027 1 2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts fiscal-year@1.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { default: FiscalYear } = require('fiscal-year');

const year = FiscalYear({ month: 3, day: 6 });
const cases = [
  ['2026-03-31', [2026, 4, 11], '2026 4 11'],
  ['2026-04-01', [2026, 1, 0], '2026 4 11'],
  ['2026-04-06', [2027, 1, 0], '2027 1 0'],
  ['2026-07-03', [2027, 2, 3], '2027 1 2'],
];
for (const [day, expected, right] of cases) {
  const seen = [year.getFiscalYear(day), year.getFiscalQuarter(day), year.getFiscalMonth(day)];
  console.log(`${day}  year ${seen[0]}  quarter ${seen[1]}  month ${String(seen[2]).padStart(2)}   right ${right}`);
  assert.deepStrictEqual(seen, expected, `${day}: this has changed`);
}
JS
node run.cjs
