#!/usr/bin/env bash
# n8n-workflow 2.41.0 (the newest on 2026-11-29): turns "Every X" of a polling trigger into a cron step, which restarts
# every hour or day.
#
# Valid input: poll times in the mode Every X as n8n offers them to users: a number from 0 to 1000, in minutes or hours,
# "all how many X minutes/hours it should trigger"; here 15, 45, and 90 minutes, and 5 and 36 hours.
# Expected: polls at those intervals.
# Seen: 90 minutes become 60, and 36 hours become 24; 45 minutes alternate between 45 and 15, and 5 hours become 5, and 4
# once a day. The expression is */90 and so on, and a step in POSIX-like cron counts within its field (n8n runs it with cron
# 4.4.0). Only divisors of 60 minutes and 24 hours are kept. The user gets no warning. n8n has an open issue about it for
# its schedule trigger, not for polling triggers.
#
# Seen on 2026-11-29 (minutes between polls, over three days):
#   15 minutes  15
#   45 minutes  15, 45
#   90 minutes  60
#   5 hours     240, 300
#   36 hours    1440
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 cron@4.4.0 luxon@3.7.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { CronTime } = require('cron');
const { DateTime } = require('luxon');
const { cronNodeOptions, toCronExpression } = require('n8n-workflow');

const offered = cronNodeOptions.flatMap(({ values }) => values).find(({ name }) => name === 'value');
assert.deepStrictEqual(offered.typeOptions, { minValue: 0, maxValue: 1000 });
const cases = [
  [15, 'minutes', '15'],
  [45, 'minutes', '15, 45'],
  [90, 'minutes', '60'],
  [5, 'hours', '240, 300'],
  [36, 'hours', '1440'],
];
for (const [value, unit, expected] of cases) {
  const time = new CronTime(toCronExpression({ mode: 'everyX', unit, value }), 'utc');
  const gaps = new Set();
  let last = time.getNextDateFrom(DateTime.fromISO('2026-11-30T00:00:00', { zone: 'utc' }), 'utc');
  const end = last.plus({ days: 3 });
  while (last < end) {
    const next = time.getNextDateFrom(last, 'utc');
    gaps.add(next.diff(last, 'minutes').minutes);
    last = next;
  }
  const seen = [...gaps].sort((one, other) => one - other).join(', ');
  console.log(`${value} ${unit}`.padEnd(11), seen);
  assert.strictEqual(seen, expected, `${value} ${unit}: this has changed`);
}
JS
TZ=UTC node run.cjs
