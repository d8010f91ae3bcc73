#!/usr/bin/env bash
# icalendar 0.7.1 (the newest on 2026-11-30): makes two dates a month of a rule for the last day, and neither is the last day.
#
# Valid input: FREQ=MONTHLY;BYMONTHDAY=-1 from January 31, 2027, and the 31st of the month for comparison.
# Expected: January 31, February 28, March 31, and so on. RFC 5545, section 3.3.10, BYMONTHDAY: -1 is the last day of the month,
# and -10 the tenth to the last. rrule 2.8.1 gives these dates. The README doesn't list BYMONTHDAY under what is missing.
# Seen: -1 is taken for the day before the last, and the first of the next month is a date as well: February 27, March 1,
# March 30, April 1. After January, no date is the last day of a month. A rent due on the last day is charged twice within
# three days.
#
# Seen on 2026-11-30:
#   BYMONTHDAY=-1  icalendar 2027-01-31 2027-02-27 2027-03-01 2027-03-30 2027-04-01 2027-04-29
#                  rrule     2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30
#   BYMONTHDAY=31  icalendar 2027-01-31 2027-03-31 2027-05-31 2027-07-31 2027-08-31 2027-10-31
#                  rrule     2027-01-31 2027-03-31 2027-05-31 2027-07-31 2027-08-31 2027-10-31
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

const start = new Date('2027-01-31T09:00:00Z');
const days = (dates) => dates.map((date) => date.toISOString().slice(0, 10)).join(' ');
const thirtyFirst = '2027-01-31 2027-03-31 2027-05-31 2027-07-31 2027-08-31 2027-10-31';
const cases = [
  [
    -1,
    '2027-01-31 2027-02-27 2027-03-01 2027-03-30 2027-04-01 2027-04-29',
    '2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30',
  ],
  [31, thirtyFirst, thirtyFirst],
];
for (const [monthDay, expected, right] of cases) {
  const rule = `FREQ=MONTHLY;BYMONTHDAY=${monthDay}`;
  const seen = days(new icalendar.RRule(rule, { DTSTART: start }).nextOccurences(6));
  const other = days(new rrule.RRule({ ...rrule.RRule.parseString(rule), dtstart: start, count: 6 }).all());
  console.log(`BYMONTHDAY=${monthDay}  icalendar ${seen}`);
  console.log(`               rrule     ${other}`);
  assert.strictEqual(seen, expected, `${rule}: this has changed`);
  assert.strictEqual(other, right);
}
JS
TZ=UTC node run.cjs
