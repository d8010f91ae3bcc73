#!/usr/bin/env bash
# amortizejs 1.0.3 (the newest on 2026-11-30): leaves February out of a plan that begins on January 31, and has every later
# instalment on the third.
#
# Valid input: plans of six monthly instalments from January 31, from October 31, and from January 15, 2027.
# Expected: a date in each of six months, and the day of the first again wherever the month has it. The README: monthly payments
# get dates. XML Schema, part 2, appendix E (adding P1M): a day that the month doesn't have becomes its last day; moment and
# Excel's EDATE do the same.
# Seen: each date is made from the one before, and the 31st of February becomes March 3. From there the plan stays on the third:
# no instalment in February, and none on the last day of a month again. From October 31, November is left out, and all later
# instalments are on the first.
#
# Seen on 2026-11-30:
#   from 2027-01-31  2027-01-31 2027-03-03 2027-04-03 2027-05-03 2027-06-03 2027-07-03
#   from 2027-10-31  2027-10-31 2027-12-01 2028-01-01 2028-02-01 2028-03-01 2028-04-01
#   from 2027-01-15  2027-01-15 2027-02-15 2027-03-15 2027-04-15 2027-05-15 2027-06-15
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts amortizejs@1.0.3
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Calculator } = require('amortizejs');

const cases = [
  ['2027-01-31', '2027-01-31 2027-03-03 2027-04-03 2027-05-03 2027-06-03 2027-07-03'],
  ['2027-10-31', '2027-10-31 2027-12-01 2028-01-01 2028-02-01 2028-03-01 2028-04-01'],
  ['2027-01-15', '2027-01-15 2027-02-15 2027-03-15 2027-04-15 2027-05-15 2027-06-15'],
];
for (const [day, expected] of cases) {
  const startDate = new Date(`${day}T12:00:00Z`);
  const { schedule } = Calculator.calculate({ method: 'mortgage', apr: 6, balance: 1200, loanTerm: 6, startDate });
  const seen = schedule.map(({ date }) => date.toISOString().slice(0, 10)).join(' ');
  console.log('from', day, '', seen);
  assert.strictEqual(seen, expected, `${day}: this has changed`);
}
JS
TZ=UTC node run.cjs
