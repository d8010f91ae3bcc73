#!/usr/bin/env bash
# @musement/iso-duration 1.0.0 (the newest on 2026-11-29): writes a duration of weeks and days without the days.
#
# Valid input: objects with weeks, days, and hours, which its documentation lists together; and ISO 8601 strings.
# Expected: a string of the same duration, such as P15D (or P2W1D, which ISO 8601-2 allows); and the day and a half of
# P1,5D, as the standard prefers a comma.
# Seen: two weeks and a day become P2W, and a week and twelve hours P1W, also in parse() and humanize(): a payment term
# gets shorter. Nothing is thrown, although the string P2W1D does throw. P1,5D is read as one day; P1.5D is correct.
#
# Seen on 2026-11-29:
#   {"weeks":2,"days":1}    -> P2W
#   {"weeks":1,"hours":12}  -> P1W
#   {"days":15}             -> P15D
#   P1,5D                   -> P1D
#   P1.5D                   -> P1.5D
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @musement/iso-duration@1.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { isoDuration } = require('@musement/iso-duration');

const cases = [
  [{ weeks: 2, days: 1 }, 'P2W'],
  [{ weeks: 1, hours: 12 }, 'P1W'],
  [{ days: 15 }, 'P15D'],
  ['P1,5D', 'P1D'],
  ['P1.5D', 'P1.5D'],
];
for (const [given, expected] of cases) {
  const name = typeof given === 'string' ? given : JSON.stringify(given);
  const seen = isoDuration(given).toString();
  console.log(name.padEnd(23), '->', seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
assert.strictEqual(isoDuration({ weeks: 2, days: 1 }).parse().days, 0);
assert.throws(() => isoDuration('P2W1D'), /Invalid duration/);
JS
node run.cjs
