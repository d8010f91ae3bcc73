#!/usr/bin/env bash
# holidays-nordic 0.1.1 (the newest on 2026-11-29): has Denmark's Great Prayer Day in the wrong week, keeps it after its
# abolition, and has no Whit Monday for Denmark.
#
# Valid input: May 5 and 12, 2023, May 8 and May 25, 2026, and others, with the country code dk.
# Expected: store bededag on the fourth Friday after Easter (April 9, 2023), May 5, 2023, and none since 2024 (Danish act no.
# 214 of March 6, 2023); anden pinsedag, a holiday, on the Monday after Whitsun. date-holidays 3.37.0 has these.
# Seen: May 12, 2023 and May 8, 2026, the fifth Fridays, which never were holidays, and a working day on May 25, 2026; Norway
# has its Whit Monday. A payment term that ends on one of these days is calculated wrong. The README lists the day.
#
# Seen on 2026-11-29:
#   2023-05-05  holidays-nordic (none)                 date-holidays Store Bededag
#   2023-05-12  holidays-nordic Store bededag          date-holidays (none)
#   2026-05-08  holidays-nordic Store bededag          date-holidays (none)
#   2026-05-14  holidays-nordic Kristi Himmelfartsdag  date-holidays Kristi Himmelfartsdag
#   2026-05-25  holidays-nordic (none)                 date-holidays Anden Pinsedag
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts holidays-nordic@0.1.1 date-holidays@3.37.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Holidays = require('date-holidays');
const isHoliday = require('holidays-nordic');

const denmark = new Holidays('DK');
const cases = [
  ['2023-05-05', '(none)', 'Store Bededag'],
  ['2023-05-12', 'Store bededag', '(none)'],
  ['2026-05-08', 'Store bededag', '(none)'],
  ['2026-05-14', 'Kristi Himmelfartsdag', 'Kristi Himmelfartsdag'],
  ['2026-05-25', '(none)', 'Anden Pinsedag'],
];
for (const [date, expected, wanted] of cases) {
  const noon = new Date(`${date}T12:00:00`);
  const here = isHoliday(noon, 'dk') || '(none)';
  const publicOnes = (denmark.isHoliday(noon) || []).filter(({ type }) => type === 'public');
  const there = publicOnes[0]?.name ?? '(none)';
  console.log(date, ` holidays-nordic ${here.padEnd(22)} date-holidays ${there}`);
  assert.deepStrictEqual([here, there], [expected, wanted], `${date}: this has changed`);
}
assert.strictEqual(isHoliday(new Date('2026-05-25T12:00:00'), 'no'), 'Andre pinsedag');
JS
TZ=Europe/Copenhagen node run.cjs
