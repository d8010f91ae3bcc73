#!/usr/bin/env bash
# icalendar 0.7.1 (the newest on 2026-11-30): finds another next date for a rule of every fourteen days on each day it is asked.
#
# Valid input: FREQ=DAILY;INTERVAL=14 from January 1, 2027, asked for the next date after days in January; and the same
# fortnight as FREQ=WEEKLY;INTERVAL=2.
# Expected: January 15 after each day from January 1 to 14, and January 29 after January 20. RFC 5545, section 3.3.10: INTERVAL
# counts from DTSTART. rrule 2.8.1 agrees, and so does the package for the weekly rule. The README doesn't list INTERVAL
# under what is missing.
# Seen: the days since the beginning are counted with the wrong sign, so they are added instead of taken off: January 23 after
# January 5, and February 2 after January 10, no date of the rule at all. After a date of the rule itself the answer is right,
# so a list made in one go is, and a job that asks each day when to bill next is not.
#
# Seen on 2026-11-30 (next date after each day):
#   2027-01-01  daily 2027-01-15  weekly 2027-01-15  rrule 2027-01-15
#   2027-01-05  daily 2027-01-23  weekly 2027-01-15  rrule 2027-01-15
#   2027-01-10  daily 2027-02-02  weekly 2027-01-15  rrule 2027-01-15
#   2027-01-14  daily 2027-02-10  weekly 2027-01-15  rrule 2027-01-15
#   2027-01-20  daily 2027-02-08  weekly 2027-01-29  rrule 2027-01-29
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts icalendar@0.7.1 rrule@2.8.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const icalendar = require('icalendar');
const rrule = require('rrule');

const start = new Date('2027-01-01T09:00:00Z');
const day = (date) => date.toISOString().slice(0, 10);
const next = (rule, after) => day(new icalendar.RRule(rule, { DTSTART: start }).next(after));
const other = new rrule.RRule({ freq: rrule.RRule.DAILY, interval: 14, dtstart: start });
const cases = [
  ['2027-01-01', '2027-01-15', '2027-01-15'],
  ['2027-01-05', '2027-01-23', '2027-01-15'],
  ['2027-01-10', '2027-02-02', '2027-01-15'],
  ['2027-01-14', '2027-02-10', '2027-01-15'],
  ['2027-01-20', '2027-02-08', '2027-01-29'],
];
for (const [date, expected, right] of cases) {
  const after = new Date(`${date}T12:00:00Z`);
  const [daily, weekly] = ['FREQ=DAILY;INTERVAL=14', 'FREQ=WEEKLY;INTERVAL=2'].map((rule) => next(rule, after));
  console.log(date, ` daily ${daily}  weekly ${weekly}  rrule ${day(other.after(after))}`);
  assert.strictEqual(daily, expected, `${date}: this has changed`);
  assert.deepStrictEqual([weekly, day(other.after(after))], [right, right]);
}
JS
TZ=UTC node run.cjs
