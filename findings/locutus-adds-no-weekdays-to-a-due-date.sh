#!/usr/bin/env bash
# locutus 3.0.36 (the newest on 2026-11-29): strtotime leaves a date unchanged when weekdays are to be added.
#
# Valid input: PHP's strtotime('+2 weekdays') and similar calls from Friday, November 27, 2026, as payment terms.
# Expected: Tuesday, December 1. PHP's manual, Relative Formats: "weekdays" is a unit that can follow a number and means
# days from Monday to Friday; moment-business-days 1.2.0 adds the same. "next friday" on a Friday is one week later.
# Seen: November 27 for each, and not false, which the function returns for input that it cannot parse: an invoice is due on
# the day it is issued. "+2 days" and "+1 week" are right. The README says "Verified: PHP 8.3", and the comments of
# strtotime mention no limits.
#
# Seen on 2026-11-29:
#   +2 weekdays   locutus 2026-11-27  right 2026-12-01
#   +10 weekdays  locutus 2026-11-27  right 2026-12-11
#   -3 weekdays   locutus 2026-11-27  right 2026-11-24
#   next friday   locutus 2026-11-27  right 2026-12-04
#   +2 days       locutus 2026-11-29  right 2026-11-29
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts locutus@3.0.36 moment@2.31.0 moment-business-days@1.2.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { strtotime } = require('locutus/php/datetime/strtotime');
const moment = require('moment-business-days');

const friday = moment.utc('2026-11-27T12:00:00Z');
assert.strictEqual(friday.isoWeekday(), 5);
const day = (date) => date.format('YYYY-MM-DD');
const cases = [
  ['+2 weekdays', '2026-11-27', friday.clone().businessAdd(2)],
  ['+10 weekdays', '2026-11-27', friday.clone().businessAdd(10)],
  ['-3 weekdays', '2026-11-27', friday.clone().businessSubtract(3)],
  ['next friday', '2026-11-27', friday.clone().add(1, 'week')],
  ['+2 days', '2026-11-29', friday.clone().add(2, 'days')],
];
for (const [text, expected, right] of cases) {
  const seen = day(moment.unix(strtotime(text, friday.unix())).utc());
  console.log(text.padEnd(13), 'locutus', seen, ' right', day(right));
  assert.strictEqual(seen, expected, `${text}: this has changed`);
}
JS
TZ=UTC node run.cjs
