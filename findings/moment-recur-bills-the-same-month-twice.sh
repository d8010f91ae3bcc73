#!/usr/bin/env bash
# moment-recur 1.0.7 (the newest on 2026-11-29): repeats a monthly interval two to four times within a month when it begins
# on the last day of a month shorter than 31 days.
#
# Valid input: a monthly invoice from June 30, 2026, and from February 28, 2026, and a quarterly one from November 30, 2025.
# Expected: one date per month or quarter: July 30, August 30, and so on. The README: such an interval matches any date that
# is exactly that many months from its beginning; RFC 5545 (FREQ=MONTHLY), XML Schema (adding P1M), and moment's own add(1,
# "month") also give one date.
# Seen: July 30 and 31; March 28, 29, 30, and 31; May 30 and 31: each of these days counts as a whole number of months from
# the last day. From any other day there is one date per month. Customers are billed again the next day.
#
# Seen on 2026-11-29:
#   2026-06-30, each month    2026-07-30 2026-07-31 2026-08-30 2026-08-31
#   2026-02-28, each month    2026-03-28 2026-03-29 2026-03-30 2026-03-31
#   2025-11-30, each quarter  2026-02-28 2026-05-30 2026-05-31 2026-08-30
#   2026-06-15, each month    2026-07-15 2026-08-15 2026-09-15 2026-10-15
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts moment-recur@1.0.7 moment@2.31.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const moment = require('moment');
require('moment-recur');

const cases = [
  ['2026-06-30', 1, 'month', '2026-07-30 2026-07-31 2026-08-30 2026-08-31'],
  ['2026-02-28', 1, 'month', '2026-03-28 2026-03-29 2026-03-30 2026-03-31'],
  ['2025-11-30', 3, 'quarter', '2026-02-28 2026-05-30 2026-05-31 2026-08-30'],
  ['2026-06-15', 1, 'month', '2026-07-15 2026-08-15 2026-09-15 2026-10-15'],
];
for (const [start, months, name, expected] of cases) {
  const seen = moment(start).recur().every(months).months().next(4, 'YYYY-MM-DD').join(' ');
  console.log(`${start}, each ${name}`.padEnd(25), seen);
  assert.strictEqual(seen, expected, `${start}: this has changed`);
}
JS
TZ=UTC node run.cjs
