#!/usr/bin/env bash
# @breejs/later 4.2.0 (the newest on 2026-11-29; Bree schedules its jobs with it): runs a crontab line that has both a day
# of the month and a day of the week only on days that match both.
#
# Valid input: "0 9 1,15 * 1", reminders on the 1st, on the 15th, and on Mondays at nine.
# Expected (POSIX, crontab): when both fields are given, a day that matches either one matches. cron-parser 5.10.6 and
# croner 11.0.1 find 36 such days in the first half of 2026.
# Seen: only Mondays that are the 1st or the 15th, two in that period; the other reminders are never sent. The README
# promises schedules from cron expressions and mentions no difference; an issue about it is open as a bug.
#
# Seen on 2026-11-29 (2026-01-01 to 2026-06-30):
#   @breejs/later   2 days: 2026-06-01 2026-06-15
#   cron-parser    36 days: 2026-01-01 2026-01-05 2026-01-12 …
#   croner         36 days: 2026-01-01 2026-01-05 2026-01-12 …
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @breejs/later@4.2.0 cron-parser@5.10.6 croner@11.0.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import later from '@breejs/later';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';

const line = '0 9 1,15 * 1';
const from = new Date('2026-01-01T00:00:00Z');
const until = new Date('2026-07-01T00:00:00Z');
const right = [];
for (let day = new Date('2026-01-01T09:00:00Z'); day < until; day = new Date(day.getTime() + 86_400_000)) {
  if (day.getUTCDate() === 1 || day.getUTCDate() === 15 || day.getUTCDay() === 1) right.push(day.toISOString());
}
const parsed = CronExpressionParser.parse(line, { currentDate: from, tz: 'UTC' });
const dates = {
  '@breejs/later': later.schedule(later.parse.cron(line)).next(60, from),
  'cron-parser': Array.from({ length: 60 }, () => parsed.next().toDate()),
  croner: new Cron(line, { timezone: 'UTC' }).nextRuns(60, from),
};
for (const [name, all] of Object.entries(dates)) {
  const runs = all.filter((date) => date < until).map((date) => date.toISOString());
  const shown = runs.slice(0, 3).map((text) => text.slice(0, 10));
  console.log(name.padEnd(14), `${String(runs.length).padStart(2)} days: ${shown.join(' ')}${runs.length > 3 ? ' …' : ''}`);
  const expected = name === '@breejs/later' ? ['2026-06-01T09:00:00.000Z', '2026-06-15T09:00:00.000Z'] : right;
  assert.deepStrictEqual(runs, expected, `${name}: this has changed`);
}
JS
TZ=UTC node run.mjs
