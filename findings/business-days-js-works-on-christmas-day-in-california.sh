#!/usr/bin/env bash
# business-days-js 2.3.0 (the newest on 2026-11-30): observes each holiday a day late in states west of New York's time.
#
# Valid input: dates of 2026 as YYYY-MM-DD, checked for California, Hawaii, and Pennsylvania, the state of the README's examples,
# and a payment due one business day after December 24.
# Expected: no business day on December 25 (a Friday) and on Labor Day, September 7, in any of them; a business day on Tuesday,
# September 8. California Government Code, section 6700; Hawaii Revised Statutes, section 8-1; 5 U.S.C. 6103. date-holidays
# 3.37.0, from which the package takes its holidays, has both days for each state. The README: for state-specific holidays,
# pass the state's abbreviation.
# Seen: a date becomes midnight in New York, and is looked up by the time of the state, where it is still the day before. So in
# California and Hawaii every holiday is a business day, and the day after it is none. A payment falls due on Christmas Day.
#
# Seen on 2026-11-30 (business days):
#   PA  12-25 false  09-07 false  09-08 true   due 2026-12-28
#   CA  12-25 true   09-07 true   09-08 false  due 2026-12-25
#   HI  12-25 true   09-07 true   09-08 false  due 2026-12-25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts business-days-js@2.3.0 date-holidays@3.37.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const businessDays = require('business-days-js');
const DateHolidays = require('date-holidays');

const cases = [
  ['PA', [false, false, true], '2026-12-28'],
  ['CA', [true, true, false], '2026-12-25'],
  ['HI', [true, true, false], '2026-12-25'],
];
for (const [state, expected, expectedDue] of cases) {
  const official = new DateHolidays('US', state).getHolidays(2026).filter(({ type }) => type === 'public');
  for (const day of ['2026-12-25', '2026-09-07']) assert.ok(official.some(({ date }) => date.startsWith(day)), `${state} ${day}`);
  const calendar = businessDays({ state });
  const seen = ['2026-12-25', '2026-09-07', '2026-09-08'].map((day) => calendar.check(day));
  const due = calendar.addDays('2026-12-24', 1).format('YYYY-MM-DD');
  const [christmas, laborDay, after] = seen.map((value) => String(value).padEnd(5));
  console.log(`${state}  12-25 ${christmas}  09-07 ${laborDay}  09-08 ${after}  due ${due}`);
  assert.deepStrictEqual([seen, due], [expected, expectedDue], `${state}: this has changed`);
}
JS
TZ=America/Los_Angeles node run.cjs
