#!/usr/bin/env bash
# local-crontab 0.1.8 (the newest on 2026-11-29): converts the hours of a crontab line to UTC but does not shift its days.
#
# Valid input: midnight on the first of each month in Berlin, Mondays at 08:00 in Tokyo, and similar lines.
# Expected: UTC lines that run at the same instants; croner 11.0.1 computes these from the time zone. The README: the
# library converts a crontab in a local time zone to a set of UTC crontabs (several, for daylight saving time).
# Seen: midnight in Berlin is 23:00 or 22:00 UTC on the previous day, but the lines keep day 1: monthly invoices are created
# on the second. Monday morning in Tokyo is Sunday in UTC, but the line keeps Monday: it runs on Tuesdays. When the day is
# the same in UTC, the result is right, except for a weekday in a month in which the clock changes: those lines have days of
# the month and a weekday, which POSIX combines with "or", so they run every day. There is no error, and the README does not
# mention this.
#
# Seen on 2026-11-29 (in 2027, local times):
#   0 0 1 * *   Europe/Berlin  12 runs, 0 of 12 right; first Sat 2 Jan 00:00, right Fri 1 Jan 00:00
#   0 8 * * 1   Asia/Tokyo     52 runs, 0 of 52 right; first Tue 5 Jan 08:00, right Mon 4 Jan 08:00
#   0 9 15 * *  Europe/Berlin  12 runs, 12 of 12 right; first Fri 15 Jan 09:00, right Fri 15 Jan 09:00
#   0 9 * * 1   Europe/Berlin  runs on 31 days of March, right on 5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts local-crontab@0.1.8 croner@11.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Cron } = require('croner');
const { localCrontabToUtcCrontabs } = require('local-crontab');

const runs = (line, timezone, from, until) => {
  const cron = new Cron(line, { timezone });
  const found = [];
  for (let at = cron.nextRun(new Date(from - 1)); at !== null && at < until; at = cron.nextRun(at)) found.push(at.getTime());
  return found;
};
const runsOfBoth = (line, zone, from, until) => ({
  right: runs(line, zone, from, until),
  got: localCrontabToUtcCrontabs(line, zone)
    .flatMap((utc) => runs(utc, 'UTC', from, until))
    .toSorted((one, other) => one - other),
});
const show = (instant, timeZone) => {
  const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const parts = new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).formatToParts(instant);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('hour')}:${part('minute')}`;
};
const cases = [
  ['0 0 1 * *', 'Europe/Berlin', '+01:00', '12 runs, 0 of 12 right; first Sat 2 Jan 00:00, right Fri 1 Jan 00:00'],
  ['0 8 * * 1', 'Asia/Tokyo', '+09:00', '52 runs, 0 of 52 right; first Tue 5 Jan 08:00, right Mon 4 Jan 08:00'],
  ['0 9 15 * *', 'Europe/Berlin', '+01:00', '12 runs, 12 of 12 right; first Fri 15 Jan 09:00, right Fri 15 Jan 09:00'],
];
for (const [line, zone, offset, expected] of cases) {
  const [from, until] = [2027, 2028].map((year) => new Date(`${year}-01-01T00:00:00${offset}`));
  const { right, got } = runsOfBoth(line, zone, from, until);
  const kept = right.filter((instant) => got.includes(instant)).length;
  const firsts = `first ${show(got[0], zone)}, right ${show(right[0], zone)}`;
  const seen = `${got.length} runs, ${kept} of ${right.length} right; ${firsts}`;
  console.log(line.padEnd(11), zone.padEnd(14), seen);
  assert.strictEqual(seen, expected, `${line}: this has changed`);
}
const march = runsOfBoth('0 9 * * 1', 'Europe/Berlin', new Date('2027-03-01T00:00:00+01:00'), new Date('2027-04-01T00:00:00+02:00'));
const days = (instants) => new Set(instants.map((instant) => show(instant, 'Europe/Berlin').slice(0, -6))).size;
console.log('0 9 * * 1   Europe/Berlin ', `runs on ${days(march.got)} days of March, right on ${days(march.right)}`);
assert.deepStrictEqual([days(march.got), days(march.right)], [31, 5]);
JS
node run.cjs
