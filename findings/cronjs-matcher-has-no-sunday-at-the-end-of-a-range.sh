#!/usr/bin/env bash
# @datasert/cronjs-matcher 1.4.0 (the newest on 2026-11-29): omits Sunday from weekday ranges that end on it.
#
# Valid input: "0 9 * * 5-7", "0 9 * * 6-7", and "0 9 * * 1-7", in the week of Monday, November 30, 2026.
# Expected: Friday to Sunday, the weekend, and all seven days. crontab(5) of Linux cron: the day of the week is 0 to 7, and
# 0 or 7 is Sunday; croner 11.0.1 and cron-parser 5.10.6 agree. In this package too, 7 alone is Sunday.
# Seen: Sunday is missing, and nothing is thrown. Ranges beyond 7 are rejected, so this one is meant to be accepted. Daily
# reminders aren't sent on Sundays. The README doesn't mention this.
#
# Seen on 2026-11-29 (days of the week from 30 November to 6 December):
#   5-7  cronjs-matcher 04 05              croner 04 05 06              cron-parser 04 05 06
#   6-7  cronjs-matcher 05                 croner 05 06                 cron-parser 05 06
#   1-7  cronjs-matcher 30 01 02 03 04 05  croner 30 01 02 03 04 05 06  cron-parser 30 01 02 03 04 05 06
#   7    cronjs-matcher 06                 croner 06                    cron-parser 06
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @datasert/cronjs-matcher@1.4.0 croner@11.0.1 cron-parser@5.10.6
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { getFutureMatches } = require('@datasert/cronjs-matcher');
const { CronExpressionParser } = require('cron-parser');
const { Cron } = require('croner');

const [start, end] = ['2026-11-30T00:00:00Z', '2026-12-07T00:00:00Z'];
const inWeek = (next) => {
  const days = [];
  for (let at = next(); at < new Date(end); at = next(at)) days.push(at.toISOString().slice(8, 10));
  return days.join(' ');
};
const cases = [
  ['5-7', '04 05', '04 05 06'],
  ['6-7', '05', '05 06'],
  ['1-7', '30 01 02 03 04 05', '30 01 02 03 04 05 06'],
  ['7', '06', '06'],
];
for (const [weekdays, expected, wanted] of cases) {
  const expression = `0 9 * * ${weekdays}`;
  const matches = getFutureMatches(expression, { startAt: start, endAt: end, matchCount: 9, timezone: 'UTC' });
  const got = matches.map((match) => match.slice(8, 10)).join(' ');
  const cron = new Cron(expression, { timezone: 'UTC' });
  const one = inWeek((at) => cron.nextRun(at ?? new Date(start)));
  const parsed = CronExpressionParser.parse(expression, { currentDate: new Date(start), tz: 'UTC' });
  const other = inWeek(() => parsed.next().toDate());
  console.log(weekdays.padEnd(3), ` cronjs-matcher ${got.padEnd(18)} croner ${one.padEnd(21)} cron-parser ${other}`);
  assert.deepStrictEqual([got, one, other], [expected, wanted, wanted], `${weekdays}: this has changed`);
}
assert.throws(() => getFutureMatches('0 9 * * 5-8', { startAt: start, matchCount: 1, timezone: 'UTC' }));
JS
TZ=UTC node run.cjs
