#!/usr/bin/env bash
# aws-cron-parser 1.1.12 (the newest on 2026-11-30): refuses hours and weekdays that go over midnight and over the weekend, and runs on days that
# do not exist on others.
#
# Valid input: the example of AWS, every 30 minutes from 20:00 to 2:00 on Monday to Friday; the last day of the week; and the 31st of the month.
# Expected: the runs of Amazon EventBridge. AWS's documentation of cron expressions has the first as an example, defines L for the day of the week
# as its last day, Saturday, and a day of the month as that day. The README: all of AWS's specification is supported.
# Seen: an error that is not meant to happen, for the first two. The 31st of February is run on 3 March and the 31st of April on 1 May, so that
# May has two runs and a forecast of charges is wrong.
#
# Seen on 2026-11-30 (runs from 2027-02-01 on):
#   0/30 20-2 ? * MON-FRI *  error
#   0 9 ? * L *              error
#   0 9 ? * 7 *              2027-02-06 2027-02-13 2027-02-20 2027-02-27
#   0 9 31 * ? *             2027-03-03 2027-03-31 2027-05-01 2027-05-31
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts aws-cron-parser@1.1.12
cat > run.cjs <<'JS'
const assert = require('node:assert');
const parser = require('aws-cron-parser');

const runs = (expression) => {
  const cron = parser.parse(expression);
  const dates = [parser.next(cron, new Date('2027-02-01T00:00:00Z'))];
  while (dates.length < 4) dates.push(parser.next(cron, dates.at(-1)));
  return dates.map((date) => date.toISOString().slice(0, 10)).join(' ');
};
const cases = [
  ['0/30 20-2 ? * MON-FRI *', 'error'],
  ['0 9 ? * L *', 'error'],
  ['0 9 ? * 7 *', '2027-02-06 2027-02-13 2027-02-20 2027-02-27'],
  ['0 9 31 * ? *', '2027-03-03 2027-03-31 2027-05-01 2027-05-31'],
];
for (const [expression, expected] of cases) {
  let seen;
  try {
    seen = runs(expression);
  } catch (error) {
    assert.match(error.message, /shouldn't happen/);
    seen = 'error';
  }
  console.log(expression.padEnd(24), seen);
  assert.strictEqual(seen, expected, `${expression}: this has changed`);
}
JS
node run.cjs
