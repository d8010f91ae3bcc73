#!/usr/bin/env bash
# se-bank-holidays 1.1.7 (the newest on 2026-11-30): calculates Easter four weeks early in 2019 and 2038, and a week
# off in 2045 and 2049.
#
# Valid input: Good Friday, Easter Monday and Ascension Day of these years and of 2026, passed to isHoliday, as when
# calculating interest for past years and installments for future ones.
# Expected: 19 and 22 April and 30 May 2019, when banks in Sweden were closed. Easter depends on the full moon of the
# church's tables (Gregorian calendar, bull Inter gravissimas of 1582), not on the astronomical one. date-holidays
# 3.37.0 follows this.
# Seen: 22 and 25 March and 2 May 2019 are holidays, and none of the real ones are. The package calculates the
# astronomical full moon, which in 2019 came some hours after the start of 21 March. The README offers Swedish bank
# holidays and names no limit on years.
#
# Seen on 2026-11-30:
#   2019  Good Friday 2019-04-19, Easter Monday 2019-04-22, Ascension 2019-05-30  here 0 of 3  date-holidays 3 of 3
#   2026  Good Friday 2026-04-03, Easter Monday 2026-04-06, Ascension 2026-05-14  here 3 of 3  date-holidays 3 of 3
#   2038  Good Friday 2038-04-23, Easter Monday 2038-04-26, Ascension 2038-06-03  here 0 of 3  date-holidays 3 of 3
#   2045  Good Friday 2045-04-07, Easter Monday 2045-04-10, Ascension 2045-05-18  here 0 of 3  date-holidays 3 of 3
#   2049  Good Friday 2049-04-16, Easter Monday 2049-04-19, Ascension 2049-05-27  here 0 of 3  date-holidays 3 of 3
#   holidays in March 2019: 2019-03-22 2019-03-25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts se-bank-holidays@1.1.7 date-holidays@3.37.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const DateHolidays = require('date-holidays');
const { isHoliday } = require('se-bank-holidays');

const sweden = new DateHolidays('SE');
const at = (day) => new Date(`${day}T00:00:00Z`);
const cases = [
  [['2019-04-19', '2019-04-22', '2019-05-30'], 0],
  [['2026-04-03', '2026-04-06', '2026-05-14'], 3],
  [['2038-04-23', '2038-04-26', '2038-06-03'], 0],
  [['2045-04-07', '2045-04-10', '2045-05-18'], 0],
  [['2049-04-16', '2049-04-19', '2049-05-27'], 0],
];
for (const [days, expected] of cases) {
  const seen = days.filter((day) => isHoliday(at(day))).length;
  const public_ = sweden.getHolidays(Number(days[0].slice(0, 4))).filter(({ type }) => type === 'public');
  const other = days.filter((day) => public_.some(({ date }) => date.startsWith(day))).length;
  console.log(
    `${days[0].slice(0, 4)}  Good Friday ${days[0]}, Easter Monday ${days[1]}, Ascension ${days[2]}  ` +
      `here ${seen} of 3  date-holidays ${other} of 3`,
  );
  assert.strictEqual(seen, expected, 'this has changed');
  assert.strictEqual(other, 3);
}
const march = Array.from({ length: 31 }, (_, index) => `2019-03-${String(index + 1).padStart(2, '0')}`).filter(
  (day) => isHoliday(at(day)) && ![0, 6].includes(at(day).getUTCDay()),
);
console.log('holidays in March 2019:', march.join(' '));
assert.deepStrictEqual(march, ['2019-03-22', '2019-03-25']);
JS
node run.cjs
