#!/usr/bin/env bash
# @cheap-glitch/mi-cron 1.0.1 (the newest on 2026-11-29): returns days of the next month for a day that a month does not
# have.
#
# Valid input: "0 0 31 * *", the 31st of each month, and "0 0 29 2 *", February 29, starting from November 29, 2026.
# Expected: December 31, January 31, March 31, and February 29 in 2028 and 2032. POSIX, crontab: a line runs when the date
# and time match its fields. The README: nextDate returns the next date that matches the expression. croner 11.0.1 does.
# Seen: December 1 (the "November 31"), March 3 for February 31, and March 1, 2027, days that match neither expression.
# Recurring invoices are created twice within a day or a month, or in years that have no such date.
#
# Seen on 2026-11-29:
#   0 0 31 * *  mi-cron 2026-12-01 2026-12-31 2027-01-31 2027-03-03 2027-03-31  croner 2026-12-31 2027-01-31 2027-03-31 …
#   0 0 29 2 *  mi-cron 2027-03-01 2028-02-29 2029-03-01 2030-03-01 2031-03-01  croner 2028-02-29 2032-02-29 2036-02-29 …
#   0 0 28 * *  mi-cron 2026-12-28 2027-01-28 2027-02-28 2027-03-28 2027-04-28  croner 2026-12-28 2027-01-28 2027-02-28 …
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @cheap-glitch/mi-cron@1.0.1 croner@11.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { parseCron } = require('@cheap-glitch/mi-cron');
const { Cron } = require('croner');

const start = new Date('2026-11-29T00:00:00Z');
const five = (next) => {
  const dates = [];
  for (let at = start; dates.length < 5; dates.push(at.toISOString().slice(0, 10))) at = next(at);
  return dates;
};
const cases = [
  ['0 0 31 * *', '2026-12-01 2026-12-31 2027-01-31 2027-03-03 2027-03-31', '2026-12-31 2027-01-31 2027-03-31'],
  ['0 0 29 2 *', '2027-03-01 2028-02-29 2029-03-01 2030-03-01 2031-03-01', '2028-02-29 2032-02-29 2036-02-29'],
  ['0 0 28 * *', '2026-12-28 2027-01-28 2027-02-28 2027-03-28 2027-04-28', '2026-12-28 2027-01-28 2027-02-28'],
];
for (const [expression, expected, wanted] of cases) {
  const got = five((at) => parseCron.nextDate(expression, at)).join(' ');
  const right = five((at) => new Cron(expression, { timezone: 'UTC' }).nextRun(at)).slice(0, 3).join(' ');
  console.log(expression, ` mi-cron ${got}  croner ${right} …`);
  assert.deepStrictEqual([got, right], [expected, wanted], `${expression}: this has changed`);
}
JS
TZ=UTC node run.cjs
