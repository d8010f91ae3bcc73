#!/usr/bin/env bash
# fiscal-year 1.0.0 (the newest on 2026-11-30): ignores the day on which a fiscal year begins when it returns the month and the
# quarter.
#
# Valid input: a fiscal year starting on April 6, like the British tax year, with the month and day that the README's
# constructor takes; days around the start of the year and of a quarter.
# Expected: the fourth quarter and the twelfth month (11, as months count from zero) for April 1, 2026, among the last days of
# the previous year. HM Revenue and Customs, Making Tax Digital for Income Tax: quarters start on April 6, July 6, October 6,
# and January 6.
# Seen: the year takes the day into account and is the previous one, 2026; the quarter is the first and the month 0, based on
# the month alone. So April 1, 2026 is booked into the quarter that began on April 6, 2025, and July 3 into the second quarter.
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
