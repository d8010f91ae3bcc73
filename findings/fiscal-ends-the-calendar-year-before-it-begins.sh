#!/usr/bin/env bash
# fiscal 1.0.0 (the newest on 2026-11-30): ends a fiscal year that begins in January a day before it begins, and ends every quarter at
# the beginning of its last day.
#
# Valid input: new Fiscal(0), for a fiscal year that is the calendar year, and new Fiscal(3), for one from April, as in the README
# ("zero-indexed"); and invoices from noon of each day of the fiscal year that contains November 30, 2026, counted from startDate to
# endDate.
# Expected: 365 invoices in the year and in its quarters. The README gives the end of a year and of a quarter as 23:59:59.999 on their
# last days.
# Seen: the calendar year 2026 ends on December 31, 2025, so there is no invoice in it, and from April there are all. A
# quarter ends at 00:00 on its last day, so the invoices of March 31, June 30, September 30, and December 31 are in none.
# A report of turnover, or a VAT return, is missing them, with no error.
#
# Seen on 2026-11-30:
#   from January  year 2026-01-01 00:00:00 to 2025-12-31 23:59:59, 0 invoices
#                 Q4   2026-10-01 00:00:00 to 2026-12-31 00:00:00, 361 invoices in the four quarters
#   from April    year 2026-04-01 00:00:00 to 2027-03-31 23:59:59, 365 invoices
#                 Q3   2026-10-01 00:00:00 to 2026-12-31 00:00:00, 361 invoices in the four quarters
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts fiscal@1.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Fiscal = require('fiscal');

const text = (date) => date.toISOString().slice(0, 19).replace('T', ' ');
const within = ({ startDate, endDate }) => (date) => startDate <= date && date <= endDate;
for (const [name, month, expected] of [
  ['from January', 0, ['2025-12-31 23:59:59', 0, '2026-12-31 00:00:00', 361]],
  ['from April', 3, ['2027-03-31 23:59:59', 365, '2026-12-31 00:00:00', 361]],
]) {
  const { fiscalYear, quarter } = new Fiscal(month).getFiscalInfoForDate(new Date('2026-11-30T12:00:00Z'));
  const invoices = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, month, 1 + day, 12)));
  const quarters = [quarter];
  while (quarters[0].number > 1) quarters.unshift(quarters[0].previous());
  while (quarters.at(-1).number < 4) quarters.push(quarters.at(-1).next());
  const seen = [
    text(fiscalYear.endDate),
    invoices.filter(within(fiscalYear)).length,
    text(quarter.endDate),
    invoices.filter((date) => quarters.some((one) => within(one)(date))).length,
  ];
  console.log(`${name.padEnd(13)} year ${text(fiscalYear.startDate)} to ${seen[0]}, ${seen[1]} invoices`);
  console.log(`${''.padEnd(13)} ${quarter.string}   ${text(quarter.startDate)} to ${seen[2]}, ${seen[3]} invoices in the four quarters`);
  assert.deepStrictEqual(seen, expected, `${name}: this has changed`);
}
JS
TZ=UTC node run.cjs
