#!/usr/bin/env bash
# @sapphire/cron 1.2.1 (the newest on 2026-11-30): the next date after 23:59 is 23:59 of the same day.
#
# Valid input: "59 23 * * *", a job that closes the day, asked for the date after its last run; and one minute earlier, for comparison.
# Expected: 23:59 on the next day. The documentation in the code: next() gets the next date that matches, compared with the one given.
# Seen: the date that was given, again and again. It is in the past when the run is over, so a scheduler that waits until the next date runs
# the job at once, until the day is over: each run exports the day again. All other minutes are right.
#
# Seen on 2026-11-30:
#   58 23 * * *  2026-11-30T23:58, 2026-12-01T23:58, 2026-12-02T23:58
#   59 23 * * *  2026-11-30T23:59, 2026-11-30T23:59, 2026-11-30T23:59
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @sapphire/cron@1.2.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Cron } = require('@sapphire/cron');

const cases = [
  ['58 23 * * *', '2026-11-30T23:58, 2026-12-01T23:58, 2026-12-02T23:58'],
  ['59 23 * * *', '2026-11-30T23:59, 2026-11-30T23:59, 2026-11-30T23:59'],
];
for (const [line, expected] of cases) {
  const cron = new Cron(line);
  const dates = [cron.next(new Date('2026-11-30T12:00:00Z'))];
  while (dates.length < 3) dates.push(cron.next(dates.at(-1)));
  const seen = dates.map((date) => date.toISOString().slice(0, 16)).join(', ');
  console.log(`${line} `, seen);
  assert.strictEqual(seen, expected, `${line}: this has changed`);
}
JS
node run.cjs
