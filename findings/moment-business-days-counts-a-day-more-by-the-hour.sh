#!/usr/bin/env bash
# moment-business-days 1.2.0 and dayjs-business-days2 1.4.0 (the newest on 2026-11-30): count an extra business day between
# two dates when the second time is later in the day than the first.
#
# Valid input: businessDiff of Monday, November 30, 2026, and Tuesday, December 1, 2026, without and with times of day; and
# of a Friday and the following Monday.
# Expected: 1 each time, as without times; the README says "the amount of business days between dates". date-fns 4.4.0
# (differenceInBusinessDays) returns 1 for each.
# Seen: 2 from 9:00 to 18:00 on the next day, 1 from 18:00 to 9:00. Both days are counted when the loop, which advances one
# day at a time, ends before the second time. Anyone who calculates interest or reminders in business days from database
# timestamps charges one day too many for every payment that arrived later in the day than the invoice was created.
#
# Seen on 2026-11-30:
#   2026-11-30        2026-12-01        moment-business-days 1  dayjs-business-days2 1  date-fns 1
#   2026-11-30T09:00  2026-12-01T18:00  moment-business-days 2  dayjs-business-days2 2  date-fns 1
#   2026-11-30T18:00  2026-12-01T09:00  moment-business-days 1  dayjs-business-days2 1  date-fns 1
#   2026-11-27T09:00  2026-11-30T18:00  moment-business-days 2  dayjs-business-days2 2  date-fns 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts moment-business-days@1.2.0 moment@2.31.0 \
  dayjs-business-days2@1.4.0 dayjs@1.11.23 date-fns@4.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const moment = require('moment-business-days');
const dayjs = require('dayjs');
const { default: businessDays } = require('dayjs-business-days2');
const { differenceInBusinessDays } = require('date-fns');

dayjs.extend(businessDays);
const cases = [
  ['2026-11-30', '2026-12-01', 1],
  ['2026-11-30T09:00', '2026-12-01T18:00', 2],
  ['2026-11-30T18:00', '2026-12-01T09:00', 1],
  ['2026-11-27T09:00', '2026-11-30T18:00', 2],
];
for (const [from, to, expected] of cases) {
  const seen = moment(to).businessDiff(moment(from));
  const port = dayjs(to).businessDiff(dayjs(from));
  const other = differenceInBusinessDays(moment(to).toDate(), moment(from).toDate());
  console.log(from.padEnd(16), ` ${to.padEnd(16)}  moment-business-days ${seen}  dayjs-business-days2 ${port}  date-fns ${other}`);
  assert.deepStrictEqual([seen, port], [expected, expected], 'this has changed');
  assert.strictEqual(other, 1);
}
JS
node run.cjs
