#!/usr/bin/env bash
# @date/holidays-us 0.4.0 (the newest on 2026-11-29) closes American banks on Fridays on which they are open, and opens
# them on Juneteenth.
#
# Valid input: the weekdays of 2026 and 2027, asked of the instance that has bank holidays only (bank() in the README).
# Expected: the days on which the Federal Reserve Banks, and with them ACH and Fedwire, do not work, by the holiday schedule
# that they publish: a holiday on a Sunday is kept on Monday, for one on a Saturday they are open on the Friday
# before. 19 June is among them since 2021 (Public Law 117-17).
# Seen: Friday, 3 July 2026 and Friday, 24 December 2027 are bank holidays, 19 June 2026 is a working day. Payments of
# invoices are sent a day too early, or fall due on a day without settlement. New Year's Day on a Saturday closes
# nothing on the Friday before it, as it should be. The README has USA bank holidays, without a limit of years.
#
# Seen on 2026-11-29:
#   2026  @date/holidays-us has more: 07-03  has not: 06-19
#   2027  @date/holidays-us has more: 12-24  has not: (none)
#   other bank holidays on weekdays, right: 18
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @date/holidays-us@0.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const holidays = require('@date/holidays-us').bank();

// Federal Reserve Banks, holiday schedule, without the holidays on Saturdays; the 5th of July 2027 stands for the 4th.
const schedule = {
  2026: '01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25'.split(' '),
  2027: '01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25'.split(' '),
};
const expected = { 2026: [['07-03'], ['06-19']], 2027: [['12-24'], []] };
const list = (days) => days.join(' ') || '(none)';
let right = 0;
for (const [year, official] of Object.entries(schedule)) {
  const found = [];
  for (let day = new Date(Number(year), 0, 1); day.getFullYear() === Number(year); day.setDate(day.getDate() + 1)) {
    const isWeekday = day.getDay() % 6 !== 0;
    const [month, date] = [day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'));
    if (isWeekday && holidays.isHoliday(new Date(day))) found.push(`${month}-${date}`);
  }
  const more = found.filter((day) => !official.includes(day));
  const missing = official.filter((day) => !found.includes(day));
  right += found.length - more.length;
  console.log(year, ` @date/holidays-us has more: ${list(more)}  has not: ${list(missing)}`);
  assert.deepStrictEqual([more, missing], expected[year], `${year}: this has changed`);
}
console.log('other bank holidays on weekdays, right:', right);
assert.strictEqual(right, 18);
JS
TZ=America/New_York node run.cjs
