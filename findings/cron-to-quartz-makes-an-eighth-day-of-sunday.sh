#!/usr/bin/env bash
# cron-to-quartz 1.4.15 (the newest on 2026-11-30): converts a Sunday written as 7 to day 8 of the week.
#
# Valid input: crontab lines for Sundays, for Friday to Sunday, and for weekends: "0 9 * * 7", "0 9 * * 5-7", and "0 9 * * 6,7".
# crontab(5) of cronie and of Vixie cron: day of week 0-7, 0 or 7 is Sunday. cron-parser 5.10.6 reads them that way.
# Expected: 1, which is Sunday in Quartz, whose days are 1 to 7 (its CronExpression documentation); for the range 6-7,1 or 6-1.
# Seen: 8, 6-8, and 7,8, which Quartz doesn't have. A Sunday written as 0 or SUN is correct. The README promises cron syntax.
#
# Seen on 2026-11-30:
#   0 9 * * 7    0 0 9 ? * 8 *    cron-parser Sunday
#   0 9 * * 5-7  0 0 9 ? * 6-8 *  cron-parser Friday Saturday Sunday
#   0 9 * * 6,7  0 0 9 ? * 7,8 *  cron-parser Saturday Sunday
#   0 9 * * 0    0 0 9 ? * 1 *    cron-parser Sunday
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cron-to-quartz@1.4.15 cron-parser@5.10.6
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { CronExpressionParser } = require('cron-parser');
const { getQuartz } = require('cron-to-quartz');

const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const cases = [
  ['0 9 * * 7', '0 0 9 ? * 8 *', 'Sunday'],
  ['0 9 * * 5-7', '0 0 9 ? * 6-8 *', 'Friday Saturday Sunday'],
  ['0 9 * * 6,7', '0 0 9 ? * 7,8 *', 'Saturday Sunday'],
  ['0 9 * * 0', '0 0 9 ? * 1 *', 'Sunday'],
];
for (const [line, expected, days] of cases) {
  const seen = getQuartz(line).map((fields) => fields.join(' ')).join(' and ');
  const times = CronExpressionParser.parse(line, { currentDate: '2026-11-30T00:00:00Z', tz: 'UTC' });
  const week = days.split(' ').map(() => names[times.next().toDate().getUTCDay()]).join(' ');
  console.log(line.padEnd(12), seen.padEnd(15), 'cron-parser', week);
  assert.deepStrictEqual([seen, week], [expected, days], `${line}: this has changed`);
}
JS
node run.cjs
