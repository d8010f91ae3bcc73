#!/usr/bin/env bash
# cron-schedule-parser 2.1.12 (the newest on 2026-11-30): skips a monthly run when its midnight does not exist.
#
# Valid input: "0 0 6 * *" in America/Santiago, where the clock went from 23:59 on 5 September 2026 to 01:00 on the sixth; and a time that does
# not exist in Berlin.
# Expected: a run at 01:00 on the sixth, as cron-parser 5.10.6 and croner 11.0.1 have it; cron(8) of Debian: jobs in the
# hour that is skipped are run as soon as it is over. The README: support for timezones and DST transitions.
# Seen: no run between 6 August and 6 October, so the invoices of September are missing. In Berlin, where the clock changes at two, the run is
# an hour later, as it should be.
#
# Seen on 2026-11-30 (cron-schedule-parser, cron-parser):
#   0 0 6 * *    America/Santiago  2026-08-06 2026-10-06  2026-08-06 2026-09-06
#   30 2 29 * *  Europe/Berlin     2026-03-29 2026-04-29  2026-03-29 2026-04-29
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cron-schedule-parser@2.1.12 cron-parser@5.10.6 croner@11.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { CronExpressionParser } = require('cron-parser');
const { Cron } = require('croner');
const parser = require('cron-schedule-parser');

const cases = [
  ['0 0 6 * *', 'America/Santiago', '2026-08-01T12:00:00Z', '2026-08-06 2026-10-06', '2026-08-06 2026-09-06'],
  ['30 2 29 * *', 'Europe/Berlin', '2026-03-01T12:00:00Z', '2026-03-29 2026-04-29', '2026-03-29 2026-04-29'],
];
for (const [line, tz, from, expected, right] of cases) {
  const days = (dates) => dates.map((date) => date.toLocaleDateString('sv', { timeZone: tz })).join(' ');
  const nextTwo = (parse) => {
    const runs = parse(line, { currentDate: new Date(from), tz });
    return days([runs.next().toDate(), runs.next().toDate()]);
  };
  const seen = nextTwo(parser.parseExpression);
  const other = nextTwo((...options) => CronExpressionParser.parse(...options));
  console.log(line.padEnd(12), tz.padEnd(17), seen, '', other);
  assert.strictEqual(seen, expected, `${line}: this has changed`);
  assert.deepStrictEqual([other, days(new Cron(line, { timezone: tz }).nextRuns(2, new Date(from)))], [right, right]);
}
JS
node run.cjs
