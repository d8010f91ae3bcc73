#!/usr/bin/env bash
# poland-public-holidays 4.0.0 (the newest on 2026-11-29): treats 24 December as a working day.
#
# Valid input: 24 December 2026, a Thursday, checked for a due date.
# Expected: a holiday. Since 2025, the Polish act on days free of work (of 18 January 1951) has listed Christmas Eve,
# through the amendment of 6 December 2024 (Dz.U. 2024, item 1965). date-holidays 3.37.0 includes it. The README
# describes the package as a comprehensive one of Poland's public holidays.
# Seen: a working day, and thirteen holidays in 2026 instead of fourteen. A term that ends on the next working day
# ends on Thursday instead of the following Monday.
#
# Seen on 2026-11-29:
#   2026-12-24  poland-public-holidays a working day, 13 in the year  date-holidays a holiday, 14 in the year
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts poland-public-holidays@4.0.0 date-holidays@3.37.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const DateHolidays = require('date-holidays');
const { getHolidaysInYear, isWorkingDay } = require('poland-public-holidays');

const eve = '2026-12-24';
const seen = [isWorkingDay(new Date(2026, 11, 24)), getHolidaysInYear(2026).length];
const official = new DateHolidays('PL').getHolidays(2026).filter(({ type }) => type === 'public');
const other = [!official.some(({ date }) => date.startsWith(eve)), official.length];
const say = ([works, count]) => `${works ? 'a working day' : 'a holiday'}, ${count} in the year`;
console.log(eve, ' poland-public-holidays', say(seen), ' date-holidays', say(other));
assert.deepStrictEqual(seen, [true, 13]);
assert.deepStrictEqual(other, [false, 14]);
assert.strictEqual(isWorkingDay(new Date(2026, 11, 25)), false);
JS
TZ=Europe/Warsaw node run.cjs
