#!/usr/bin/env bash
# moment-business-days 1.2.0 and dayjs-business-days2 1.4.0 (the newest on 2026-11-30) have a business day more between two days
# when the second time is later in the day than the first.
#
# Valid input: Monday, 30 November 2026, and Tuesday, 1 December 2026, without times and with times of day, for businessDiff; and
# a Friday and the Monday after it.
# Expected: 1 each time, as without times: "the amount of business days between dates" of the README. date-fns 4.4.0
# (differenceInBusinessDays) has 1 for each.
# Seen: 2 from 9:00 to 18:00 of the next day, 1 from 18:00 to 9:00. Both days are counted when the walk in steps of a day
# ends before the second time. Who reckons interest or reminders by business days, with the times that a database
# gives, charges a day too many for every payment that came later in the day than the invoice was made.
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
