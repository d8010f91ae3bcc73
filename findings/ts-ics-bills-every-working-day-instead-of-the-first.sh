#!/usr/bin/env bash
# ts-ics 2.4.6 (the newest on 2026-11-30): extendByRecurrenceRule ignores BYSETPOS=1 and puts the last day of a month a day too early.
#
# Valid input: rules for invoices from 2026-01-01 on: the first working day of each month, the last day of each month, and three Tuesdays after
# a Friday.
# Expected: the dates of RFC 5545, section 3.3.10: BYSETPOS picks from the days of each month (its example is the last work day of the month),
# -1 in BYMONTHDAY is the last day, and COUNT counts occurrences. rrule 2.8.1 gives these.
# Seen: an invoice on each working day instead of one a month; 30 January, 27 February and 30 March instead of the last days; and two
# Tuesdays instead of three, because the start, which does not match, is counted. There is no error, and the README mentions no limits. Monthly
# rules with a positive day are right.
#
# Seen on 2026-11-30 (ts-ics, rrule):
#   first working day  2026-01-02 2026-01-05 2026-01-06  2026-01-01 2026-02-02 2026-03-02
#   last day           2026-01-30 2026-02-27 2026-03-30  2026-01-31 2026-02-28 2026-03-31
#   three Tuesdays     2026-01-06 2026-01-13             2026-01-06 2026-01-13 2026-01-20
#   day 31             2026-01-31 2026-03-31 2026-05-31  2026-01-31 2026-03-31 2026-05-31
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ts-ics@2.4.6 rrule@2.8.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import rruleModule from 'rrule';
import { convertIcsRecurrenceRule, extendByRecurrenceRule } from 'ts-ics';

const { RRule } = rruleModule;
const days = (dates) => dates.slice(0, 3).map((date) => date.toISOString().slice(0, 10)).join(' ');
const cases = [
  ['first working day', '2026-01-01', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=6', '2026-01-02 2026-01-05 2026-01-06'],
  ['last day', '2026-01-01', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', '2026-01-30 2026-02-27 2026-03-30'],
  ['three Tuesdays', '2026-01-02', 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-01-06 2026-01-13'],
  ['day 31', '2026-01-01', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-01-31 2026-03-31 2026-05-31'],
];
for (const [name, day, value, expected] of cases) {
  const start = new Date(`${day}T09:00:00Z`);
  const seen = days(extendByRecurrenceRule(convertIcsRecurrenceRule(undefined, { value }), { start, end: new Date('2027-12-31T00:00:00Z') }));
  const right = days(new RRule({ ...RRule.parseString(value), dtstart: start }).all());
  console.log(name.padEnd(18), seen.padEnd(33), right);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
TZ=UTC node run.mjs
