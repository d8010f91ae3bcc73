#!/usr/bin/env bash
# locutus 3.0.36 (the newest on 2026-11-29): returns ISO week numbers that are one too low in a year that begins on a
# Thursday.
#
# Valid input: PHP's date('o-\WW') for days of 2026, as used to number weekly invoices and time sheets.
# Expected (ISO 8601-1, week date): the first week of a year is the one with its first Thursday, so 2026-01-01 is in
# 2026-W01 and 2026-11-29 in 2026-W48. PHP's manual: W is the ISO 8601 week number, and o is the year it belongs to. luxon
# 3.7.2 returns these values.
# Seen: 2025-W53, a week that 2025 does not have, and W47: the code looks for the Wednesday of a week. The README says
# "Verified: PHP 8.3". Years that begin on other days are right.
#
# Seen on 2026-11-29:
#   2026-01-01  locutus 2025-W53  luxon 2026-W01
#   2026-11-29  locutus 2026-W47  luxon 2026-W48
#   2025-11-29  locutus 2025-W48  luxon 2025-W48
#   days of 2025 that differ:   3
#   days of 2026 that differ: 365
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts locutus@3.0.36 luxon@3.7.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { date } = require('locutus/php/datetime/date');
const { DateTime } = require('luxon');

const weeks = (day) => [date('o-\\WW', day.toSeconds()), day.toFormat("kkkk-'W'WW")];
const noon = (text) => DateTime.fromISO(`${text}T12:00:00Z`, { zone: 'utc' });
const cases = [
  ['2026-01-01', '2025-W53', '2026-W01'],
  ['2026-11-29', '2026-W47', '2026-W48'],
  ['2025-11-29', '2025-W48', '2025-W48'],
];
for (const [text, ...expected] of cases) {
  const seen = weeks(noon(text));
  console.log(text, ' locutus', seen[0], ' luxon', seen[1]);
  assert.deepStrictEqual(seen, expected, `${text}: this has changed`);
}
for (const [year, expected] of [[2025, 3], [2026, 365]]) {
  let different = 0;
  for (let day = noon(`${year}-01-01`); day.year === year; day = day.plus({ days: 1 })) {
    const [one, other] = weeks(day);
    if (one !== other) different += 1;
  }
  console.log(`days of ${year} that differ:`, String(different).padStart(3));
  assert.strictEqual(different, expected);
}
JS
TZ=UTC node run.cjs
