#!/usr/bin/env bash
# rrule-rust 3.1.1 (the newest on 2026-11-29): accepts an RFC 7529 rule, ignores its SKIP, and repeats on the wrong
# days.
#
# Valid input: an invoice on the last day of each month, starting on 31 January, with
# RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD. RFC 7529, section 4, adds both parts to RFC 5545's rules and has
# examples of this kind.
# Expected: 31 January, 28 February, 31 March, 30 April (SKIP=BACKWARD uses the last valid day before an invalid one);
# rrule-temporal 2.2.8 returns that. A library without RFC 7529 support should refuse the rule, as rrule 2.8.1 does.
# Seen: 31 January, 31 March, 31 May, 31 July, half of the invoices. The rule written out again has neither part.
#
# Seen on 2026-11-29:
#   rrule-rust      2026-01-31 2026-03-31 2026-05-31 2026-07-31
#   rrule-temporal  2026-01-31 2026-02-28 2026-03-31 2026-04-30
#   rrule           throws: Unknown RRULE property 'RSCALE'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts rrule-rust@3.1.1 rrule-temporal@2.2.8 rrule@2.8.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import rrule from 'rrule';
import { RRuleSet } from 'rrule-rust';
import { RRuleTemporal } from 'rrule-temporal';

const text = 'DTSTART:20260131T090000Z\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4';
const set = RRuleSet.fromString(text);
const seen = set.all().map((date) => date.toString().replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3'));
console.log('rrule-rust     ', ...seen);
assert.deepStrictEqual(seen, ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']);
assert.doesNotMatch(set.toString(), /SKIP|RSCALE/);
const right = new RRuleTemporal({ rruleString: text }).all().map((date) => date.toString().slice(0, 10));
console.log('rrule-temporal ', ...right);
assert.deepStrictEqual(right, ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
assert.throws(() => rrule.RRule.fromString(text), (error) => {
  console.log('rrule           throws:', error.message);
  return /RSCALE/.test(error.message);
});
JS
node run.mjs
