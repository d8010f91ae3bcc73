#!/usr/bin/env bash
# agenda 6.2.6 (the newest on 2026-11-30): schedule() runs a job at once when it does not understand the time, and "in 1 month" can be 28 days.
#
# Valid input: times as text, as in the README ("tomorrow at noon"), given on 30 November 2026.
# Expected: 30 December for "in 1 month", and an error for text that is not understood: repeatAt, which reads the same kind of text, throws
# "invalid format".
# Seen: 28 December for "in 1 month", as on the 29th and on the 31st of a month, because the day is cut to 28 in all months. What cannot be read
# is now, and "December 24" is 2001, which is overdue: the charge of the end of the month is made today, without an error.
#
# Seen on 2026-11-30:
#   tomorrow at noon  2026-12-01T12:00
#   in 1 month        2026-12-28T10:00
#   24.12.2026        2026-11-30T10:00
#   end of month      2026-11-30T10:00
#   December 24       2001-12-24T00:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts agenda@6.2.6 @sinonjs/fake-timers@15.5.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import fakeTimers from '@sinonjs/fake-timers';
import { Job } from 'agenda';

fakeTimers.install({ now: new Date('2026-11-30T10:00:00Z'), toFake: ['Date'] });
const cases = [
  ['tomorrow at noon', '2026-12-01T12:00'],
  ['in 1 month', '2026-12-28T10:00'],
  ['24.12.2026', '2026-11-30T10:00'],
  ['end of month', '2026-11-30T10:00'],
  ['December 24', '2001-12-24T00:00'],
];
for (const [time, expected] of cases) {
  const { nextRunAt } = new Job({}, { name: 'charge', type: 'normal' }).schedule(time).attrs;
  const seen = nextRunAt.toISOString().slice(0, 16);
  console.log(time.padEnd(17), seen);
  assert.strictEqual(seen, expected, `${time}: this has changed`);
}
JS
TZ=UTC node run.mjs
