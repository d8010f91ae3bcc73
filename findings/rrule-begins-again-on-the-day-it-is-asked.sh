#!/usr/bin/env bash
# rrule 2.8.1 (the newest on 2026-11-30): ignores a start that is a date, and starts a rule at the time of the call instead.
#
# Valid input: a plan of three monthly installments from January 15, 2026, with its start as a date, as calendars write it
# for events that last all day, passed to rrulestr on two different days (the clock is simulated).
# Expected: January, February and March 15, 2026, whenever it is asked. RFC 5545, section 3.8.2.4: DTSTART is a DATE-TIME,
# or a DATE with VALUE=DATE. rrule-temporal 2.2.8 reads it. rrule itself reads a date without VALUE=DATE, a form that the
# RFC doesn't have.
# Seen: three months from the day of the call, with no error. The README says that rrulestr parses RFC-like syntaxes,
# including strings of several lines. After each restart, a program finds three more installments to come, and the plan
# never ends. An issue from 2019 about it is open.
#
# Seen on 2026-11-30:
#   DTSTART:20260115             on 2026-11-30  2026-01-15, 2026-02-15, 2026-03-15
#   DTSTART;VALUE=DATE:20260115  on 2026-11-30  2026-11-30, 2026-12-30, 2027-01-30
#   DTSTART;VALUE=DATE:20260115  on 2027-05-03  2027-05-03, 2027-06-03, 2027-07-03
#   rrule-temporal               on 2027-05-03  2026-01-15, 2026-02-15, 2026-03-15
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts rrule@2.8.1 rrule-temporal@2.2.8 @sinonjs/fake-timers@15.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const clock = require('@sinonjs/fake-timers').install({ toFake: ['Date'] });
const { rrulestr } = require('rrule');
const { RRuleTemporal } = require('rrule-temporal');

const plan = (start) => `${start}\nRRULE:FREQ=MONTHLY;COUNT=3`;
const date = 'DTSTART;VALUE=DATE:20260115';
const byRrule = (start) => rrulestr(plan(start)).all().map((day) => day.toISOString().slice(0, 10));
const byTemporal = (start) => new RRuleTemporal({ rruleString: plan(start) }).all().map((day) => day.toString().slice(0, 10));
const right = '2026-01-15, 2026-02-15, 2026-03-15';
const cases = [
  ['DTSTART:20260115', '2026-11-30', () => byRrule('DTSTART:20260115'), right],
  [date, '2026-11-30', () => byRrule(date), '2026-11-30, 2026-12-30, 2027-01-30'],
  [date, '2027-05-03', () => byRrule(date), '2027-05-03, 2027-06-03, 2027-07-03'],
  ['rrule-temporal', '2027-05-03', () => byTemporal(date), right],
];
for (const [name, today, run, expected] of cases) {
  clock.setSystemTime(new Date(`${today}T12:00:00Z`));
  const seen = run().join(', ');
  console.log(name.padEnd(28), `on ${today} `, seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
TZ=UTC node run.cjs
