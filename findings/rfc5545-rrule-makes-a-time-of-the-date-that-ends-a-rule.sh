#!/usr/bin/env bash
# rfc5545-rrule 1.1.1 (the newest on 2026-11-29) turns the last day of a recurrence rule into midnight in UTC.
#
# Valid input: rules of all-day events (DTSTART;VALUE=DATE) and of local times, as monthly invoices have them, read by
# fromString and written by toString: UNTIL=20261231 and UNTIL=20261231T090000.
# Expected: the same. RFC 5545, section 3.3.10: the value of UNTIL must have the same value type as DTSTART, and be a
# local time if DTSTART is one.
# Seen: UNTIL=20261231T000000Z and UNTIL=20261231T090000Z, neither of which is allowed there: a calendar refuses the rule,
# or reads 9 o'clock in UTC, 4 o'clock in New York, and leaves the last invoice out, that of 09:00 on the 31st. The
# README names no limits. A rule with a time in UTC stays as it is.
#
# Seen on 2026-11-29:
#   UNTIL=20261231          written as UNTIL=20261231T000000Z
#   UNTIL=20261231T090000   written as UNTIL=20261231T090000Z
#   UNTIL=20261231T090000Z  written as UNTIL=20261231T090000Z
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts rfc5545-rrule@1.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { RRule } = require('rfc5545-rrule');

const cases = [
  ['20261231', '20261231T000000Z'],
  ['20261231T090000', '20261231T090000Z'],
  ['20261231T090000Z', '20261231T090000Z'],
];
for (const [until, expected] of cases) {
  const written = RRule.fromString(`RRULE:FREQ=MONTHLY;UNTIL=${until};BYMONTHDAY=-1`).toString();
  const [, seen] = /UNTIL=([^;]*)/.exec(written);
  console.log(`UNTIL=${until}`.padEnd(23), `written as UNTIL=${seen}`);
  assert.strictEqual(seen, expected, `${until}: this has changed`);
}
JS
node run.cjs
