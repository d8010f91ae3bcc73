#!/usr/bin/env bash
# node-schedule 2.1.1 (the newest on 2026-11-30): runs a rule twice in the night when clocks are turned back, and not at
# all when they are turned forward.
#
# Valid input: a RecurrenceRule for 1:30 on the first of each month in New York, as the README describes (date, hour,
# minute, tz), one for 2:30 every day, and the same as cron expressions with tz. The clock is simulated.
# Expected: one run each. Clocks in the US were turned back on November 1, 2026, and are turned forward on March 14, 2027.
# Debian's manual page cron(8): jobs at a fixed time aren't run again in the repeated hour, and run soon after the change
# if their hour is skipped. node-schedule does so with a cron expression.
# Seen: the rule runs at 1:30 daylight saving time and again at 1:30 standard time, and the daily rule leaves March 14
# out. The README doesn't mention it. Subscriptions are billed twice on November 1, and reminders at such a time are sent
# twice each fall.
#
# Seen on 2026-11-30 (times in UTC):
#   rule, monthly at 1:30  2026-11-01 05:30, 2026-11-01 06:30, 2026-12-01 06:30
#   cron, monthly at 1:30  2026-11-01 05:30, 2026-12-01 06:30
#   rule, daily at 2:30    2027-03-13 07:30, 2027-03-15 06:30
#   cron, daily at 2:30    2027-03-13 07:30, 2027-03-14 07:30, 2027-03-15 06:30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-schedule@2.1.1 @sinonjs/fake-timers@15.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const clock = require('@sinonjs/fake-timers').install({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
const schedule = require('node-schedule');

const tz = 'America/New_York';
const rule = (fields) => Object.assign(new schedule.RecurrenceRule(), fields, { tz });
const november = ['2026-10-31T12:00:00Z', '2026-12-02T12:00:00Z'];
const march = ['2027-03-12T12:00:00Z', '2027-03-15T12:00:00Z'];
const cases = [
  ['rule, monthly at 1:30', rule({ date: 1, hour: 1, minute: 30 }), november],
  ['cron, monthly at 1:30', { rule: '30 1 1 * *', tz }, november],
  ['rule, daily at 2:30', rule({ hour: 2, minute: 30 }), march],
  ['cron, daily at 2:30', { rule: '30 2 * * *', tz }, march],
];
const seen = [];
for (const [name, spec, [from, to]] of cases) {
  clock.setSystemTime(new Date(from));
  const runs = [];
  const job = schedule.scheduleJob(spec, () => runs.push(new Date().toISOString().slice(0, 16).replace('T', ' ')));
  clock.tick(Date.parse(to) - Date.parse(from));
  job.cancel();
  console.log(name.padEnd(22), runs.join(', '));
  seen.push(runs);
}
assert.deepStrictEqual(seen, [
  ['2026-11-01 05:30', '2026-11-01 06:30', '2026-12-01 06:30'],
  ['2026-11-01 05:30', '2026-12-01 06:30'],
  ['2027-03-13 07:30', '2027-03-15 06:30'],
  ['2027-03-13 07:30', '2027-03-14 07:30', '2027-03-15 06:30'],
]);
JS
node run.cjs
