#!/usr/bin/env bash
# get-fiscal-year 3.0.6 (the newest on 2026-11-30): begins the next British tax year on January 6 for the rest of each month.
#
# Valid input: GB and AU, whose years the package's own data has as April 6 to April 5 and July 1 to June 30, asked for the
# current fiscal year on days of January to July 2027.
# Expected: a year that contains the day. Income Tax Act 2007 (United Kingdom), section 4(3): a tax year begins on April 6 and
# ends on the following April 5. The README: the current fiscal year of any country.
# Seen: the day and the month are compared with the end of the year separately, so January 6 counts as later than April 5,
# and January 31 as later than June 30. The year that is returned begins weeks or months after the day. On the first days of
# the same months it is right. Invoices of January to March are booked, and numbered, in the next year.
#
# Seen on 2026-11-30 (current fiscal year):
#   GB 2027-01-05  2026-04-06 to 2027-04-05
#   GB 2027-01-06  2027-04-06 to 2028-04-05
#   GB 2027-02-05  2026-04-06 to 2027-04-05
#   GB 2027-03-31  2027-04-06 to 2028-04-05
#   GB 2027-04-06  2027-04-06 to 2028-04-05
#   AU 2027-01-30  2026-07-01 to 2027-06-30
#   AU 2027-01-31  2027-07-01 to 2028-06-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts get-fiscal-year@3.0.6 @sinonjs/fake-timers@15.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const FakeTimers = require('@sinonjs/fake-timers');
const GetFiscalYear = require('get-fiscal-year');

const cases = [
  ['GB', '2027-01-05', '2026-04-06 to 2027-04-05'],
  ['GB', '2027-01-06', '2027-04-06 to 2028-04-05'],
  ['GB', '2027-02-05', '2026-04-06 to 2027-04-05'],
  ['GB', '2027-03-31', '2027-04-06 to 2028-04-05'],
  ['GB', '2027-04-06', '2027-04-06 to 2028-04-05'],
  ['AU', '2027-01-30', '2026-07-01 to 2027-06-30'],
  ['AU', '2027-01-31', '2027-07-01 to 2028-06-30'],
];
for (const [country, day, expected] of cases) {
  const clock = FakeTimers.install({ now: new Date(`${day}T12:00:00Z`), toFake: ['Date'] });
  const { fiscalYearStart, fiscalYearEnd } = new GetFiscalYear().getFiscalYear(country, 'current');
  clock.uninstall();
  const seen = `${fiscalYearStart.slice(0, 10)} to ${fiscalYearEnd.slice(0, 10)}`;
  console.log(country, day, '', seen);
  assert.strictEqual(seen, expected, `${country}, ${day}: this has changed`);
}
JS
TZ=UTC node run.cjs
