#!/usr/bin/env bash
# rfc5545-rrule 1.1.1 (the newest on 2026-11-29): turns the end date of a recurrence rule into a UTC time on the day
# before.
#
# Valid input: rules for all-day events (DTSTART;VALUE=DATE) and for local times, as used for monthly invoices, read
# with fromString and written with toString: UNTIL=20261231 and UNTIL=20261231T090000, in Berlin.
# Expected: the same values. RFC 5545, section 3.3.10: the value of UNTIL must have the same value type as DTSTART,
# and must be a local time if DTSTART is one.
# Seen: UNTIL=20261230T230000Z and UNTIL=20261231T080000Z, UTC times, which are allowed with neither kind of DTSTART.
# A calendar refuses the rule, or uses only its day, the 30th, and the invoice of the 31st is not created. The README
# names no limits. A rule with a UTC time is left unchanged.
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
