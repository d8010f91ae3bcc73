#!/usr/bin/env bash
# @date/holidays-us 0.4.0 (the newest on 2026-11-29): treats Fridays on which US banks are open as bank holidays, and
# Juneteenth as a working day.
#
# Valid input: the weekdays of 2026 and 2027, checked against the instance with bank holidays only (bank() in the README).
# Expected: the days on which the Federal Reserve Banks, and with them ACH and Fedwire, are closed, by their published
# holiday schedule: a Sunday holiday is observed on Monday; for a Saturday holiday they are open on the preceding Friday.
# June 19 has been included since 2021 (Public Law 117-17).
# Seen: Friday, July 3, 2026 and Friday, December 24, 2027 are bank holidays, and June 19, 2026 is a working day. Invoice
# payments are sent a day too early or fall due on a day without settlement. New Year's Day on a Saturday correctly doesn't
# close the preceding Friday. The README promises USA bank holidays, with no limit on years.
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

// Federal Reserve Banks, holiday schedule, without the holidays on Saturdays; July 5, 2027 is observed for July 4.
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
