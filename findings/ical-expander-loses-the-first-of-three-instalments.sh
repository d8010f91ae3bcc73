#!/usr/bin/env bash
# ical-expander 3.2.0 (the newest on 2026-11-30): leaves out the start of an event with RDATE, and occurrences that were moved to another time
# into the range.
#
# Valid input: three instalments as one event, which starts on 1 January and has two more dates in RDATE; and a monthly payment of which the one
# of 1 April was moved to 15 February, asked for the days from 10 to 20 February.
# Expected: three instalments, and the payment on 15 February. RFC 5545, section 3.8.5.2: DTSTART is the first instance of the recurrence set;
# section 3.8.4.4: RECURRENCE-ID names the instance, DTSTART is when it takes place. The README: overridden events (RECURRENCE-ID) are handled,
# and between() includes all events whose start is before the end of the range and whose end is after its beginning.
# Seen: two instalments, without the first one, and no payment. Asked for the whole year, the payment of 15 February is there.
#
# Seen on 2026-11-30:
#   instalments, 2026               2026-02-15 2026-03-15
#   payments, 10 to 20 February     none
#   payments, 2026                  2026-01-01 2026-02-01 2026-02-15 2026-03-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ical-expander@3.2.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const IcalExpander = require('ical-expander');

const calendar = (...events) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN']
    .concat(events.flatMap((event) => ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', ...event, 'END:VEVENT']))
    .concat('END:VCALENDAR', '')
    .join('\r\n');
const days = (ics, from, to) => {
  const { events, occurrences } = new IcalExpander({ ics, maxIterations: 100 }).between(new Date(from), new Date(to));
  const starts = [...events, ...occurrences].map(({ startDate }) => startDate.toJSDate().toISOString().slice(0, 10));
  return starts.toSorted().join(' ') || 'none';
};
const instalments = calendar(['DTSTART:20260101T090000Z', 'RDATE:20260215T090000Z,20260315T090000Z']);
const payments = calendar(
  ['DTSTART:20260101T090000Z', 'RRULE:FREQ=MONTHLY;COUNT=4'],
  ['RECURRENCE-ID:20260401T090000Z', 'DTSTART:20260215T090000Z'],
);
const cases = [
  ['instalments, 2026', instalments, '2026-01-01', '2026-12-31', '2026-02-15 2026-03-15'],
  ['payments, 10 to 20 February', payments, '2026-02-10', '2026-02-20', 'none'],
  ['payments, 2026', payments, '2026-01-01', '2026-12-31', '2026-01-01 2026-02-01 2026-02-15 2026-03-01'],
];
for (const [name, ics, from, to, expected] of cases) {
  const seen = days(ics, from, to);
  console.log(name.padEnd(31), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.cjs
