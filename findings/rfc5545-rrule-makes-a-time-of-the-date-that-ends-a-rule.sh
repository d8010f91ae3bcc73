#!/usr/bin/env bash
# rfc5545-rrule 1.1.1 (the newest on 2026-11-29) turns the last day of a recurrence rule into a time of the day before.
#
# Valid input: rules of all-day events (DTSTART;VALUE=DATE) and of local times, as monthly invoices have them, read by
# fromString and written by toString: UNTIL=20261231 and UNTIL=20261231T090000, in Berlin.
# Expected: the same. RFC 5545, section 3.3.10: the value of UNTIL must have the same value type as DTSTART, and be a
# local time if DTSTART is one.
# Seen: UNTIL=20261230T230000Z and UNTIL=20261231T080000Z, times in UTC, which are allowed beside neither. A calendar refuses
# the rule, or takes the day of it, the 30th, and the invoice of the 31st is not made any more. The README names no
# limits. A rule with a time in UTC stays as it is.
#
# Seen on 2026-11-29:
#   UNTIL=20261231          written as UNTIL=20261230T230000Z
#   UNTIL=20261231T090000   written as UNTIL=20261231T080000Z
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
  ['20261231', '20261230T230000Z'],
  ['20261231T090000', '20261231T080000Z'],
  ['20261231T090000Z', '20261231T090000Z'],
];
for (const [until, expected] of cases) {
  const written = RRule.fromString(`RRULE:FREQ=MONTHLY;UNTIL=${until};BYMONTHDAY=-1`).toString();
  const [, seen] = /UNTIL=([^;]*)/.exec(written);
  console.log(`UNTIL=${until}`.padEnd(23), `written as UNTIL=${seen}`);
  assert.strictEqual(seen, expected, `${until}: this has changed`);
}
JS
TZ=Europe/Berlin node run.cjs
