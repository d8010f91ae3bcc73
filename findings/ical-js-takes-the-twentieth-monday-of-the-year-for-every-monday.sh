#!/usr/bin/env bash
# ical.js 2.2.1 (the newest on 2026-11-29): repeats two yearly rules from RFC 5545 every week.
#
# Valid input: two examples from RFC 5545, section 3.8.5.3: "every 20th Monday of the year" (BYDAY=20MO) and "Monday of
# week number 20" (BYWEEKNO=20;BYDAY=MO), as used for yearly invoices by week number.
# Expected by the RFC: one occurrence a year; 1997-05-19, 1998-05-18, 1999-05-17 and 1997-05-12, 1998-05-11, 1999-05-17.
# rrule 2.8.1 and rrule-temporal 2.2.8 return these.
# Seen: the number before the weekday and BYWEEKNO are both ignored: the next occurrence comes a week later. The
# documentation doesn't mention this, and malformed rules do throw.
#
# Seen on 2026-11-29:
#   BYDAY=20MO            ical.js 1997-05-19 1997-05-26 1997-06-02  rrule 1997-05-19 1998-05-18 1999-05-17
#   BYWEEKNO=20;BYDAY=MO  ical.js 1997-05-19 1997-05-26 1997-06-02  rrule 1997-05-12 1998-05-11 1999-05-17
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ical.js@2.2.1 rrule@2.8.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import ICAL from 'ical.js';
import rrule from 'rrule';

const weekly = ['1997-05-19', '1997-05-26', '1997-06-02'];
const examples = [
  ['BYDAY=20MO', ['1997-05-19', '1998-05-18', '1999-05-17']],
  ['BYWEEKNO=20;BYDAY=MO', ['1997-05-12', '1998-05-11', '1999-05-17']],
];
for (const [part, yearly] of examples) {
  const rule = `FREQ=YEARLY;COUNT=3;${part}`;
  const dates = rrule.RRule.fromString(`DTSTART:${yearly[0].replaceAll('-', '')}T090000Z\nRRULE:${rule}`).all();
  const right = dates.map((date) => date.toISOString().slice(0, 10));
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(`${yearly[0]}T09:00:00`));
  const seen = [1, 2, 3].map(() => iterator.next().toString().slice(0, 10));
  console.log(part.padEnd(21), 'ical.js', ...seen, ' rrule', ...right);
  assert.deepStrictEqual(right, yearly);
  assert.deepStrictEqual(seen, weekly, `${part}: this has changed`);
}
JS
node run.mjs
