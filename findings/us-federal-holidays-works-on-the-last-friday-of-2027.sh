#!/usr/bin/env bash
# @18f/us-federal-holidays 4.0.0 (the newest on 2026-11-30): leaves New Year's Day out of a range that ends on the December
# 31 on which it is observed.
#
# Valid input: ranges that end on December 31 of 2021 and 2027, and one that ends a day later, passed to inRange.
# Expected: 2021-12-31 and 2027-12-31 in each of them. Both are Fridays before a Saturday on which New Year's Day falls, and
# so legal public holidays (5 U.S.C. 6103(b)(1)). The package's isAHoliday agrees. The README says that holidays are shifted
# to the nearest weekday, and that inRange returns all of them within the range.
# Seen: the day is missing unless the range reaches into the next year. allForYear lists it in the year after the one it is
# in. A count of working days in December 2027, or in the year, is one too high, and a payment due from a federal agency on
# that day, which may be made on the next working day (FAR 52.232-25), looks late.
#
# Seen on 2026-11-30:
#   isAHoliday 2027-12-31             true
#   inRange 2021-12-01 to 2021-12-31  2021-12-24
#   inRange 2027-12-01 to 2027-12-31  2027-12-24
#   inRange 2027-12-01 to 2028-01-01  2027-12-24, 2027-12-31
#   allForYear 2027                   2027-01-01 to 2027-12-24
#   allForYear 2028                   2027-12-31 to 2028-12-25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @18f/us-federal-holidays@4.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { allForYear, inRange, isAHoliday } = require('@18f/us-federal-holidays');

const range = (from, to) => {
  const holidays = inRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`));
  return holidays.map(({ dateString }) => dateString).join(', ');
};
const year = (number) => {
  const days = allForYear(number).map(({ dateString }) => dateString);
  return `${days.at(0)} to ${days.at(-1)}`;
};
const cases = [
  ['isAHoliday 2027-12-31', String(isAHoliday(new Date('2027-12-31T12:00:00Z'), { utc: true })), 'true'],
  ['inRange 2021-12-01 to 2021-12-31', range('2021-12-01', '2021-12-31'), '2021-12-24'],
  ['inRange 2027-12-01 to 2027-12-31', range('2027-12-01', '2027-12-31'), '2027-12-24'],
  ['inRange 2027-12-01 to 2028-01-01', range('2027-12-01', '2028-01-01'), '2027-12-24, 2027-12-31'],
  ['allForYear 2027', year(2027), '2027-01-01 to 2027-12-24'],
  ['allForYear 2028', year(2028), '2027-12-31 to 2028-12-25'],
];
for (const [name, seen, expected] of cases) {
  console.log(name.padEnd(32), '', seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
TZ=UTC node run.cjs
