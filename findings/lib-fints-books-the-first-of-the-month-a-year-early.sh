#!/usr/bin/env bash
# lib-fints 1.5.0 (the newest on 2026-11-30): dates an entry a year early when its value date is in the month before.
#
# Valid input: field 61 of an MT 940 statement, value date 30 November 2026 and entry date 1201, as for a payment that arrives on the
# evening of the last day of a month; and value date 31 December 2025, entry date 0102.
# Expected: 2026-12-01 and 2026-01-02. SWIFT's Category 9 standards, MT 940, field 61: the entry date (subfield 2) has only month and
# day. It is the day on which the bank booked the entry, a few days from the value date at most.
# Seen: 2025-12-01 and 2025-01-02. If the month of the entry date is later than that of the value date, the parser takes the year before;
# if it is earlier, the same year. The value dates are correct. Payments at the turn of any month end up in last year's books.
#
# Seen on 2026-11-30:
#   value date 2026-11-30, entry date 2026-11-30
#   value date 2026-11-30, entry date 2025-12-01
#   value date 2025-12-31, entry date 2025-01-02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts lib-fints@1.5.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Mt940Parser } from 'lib-fints';

const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const read = (dates) => {
  const lines = [':20:START', ':25:20041010/400000000', ':28C:1/1', ':60F:C251231EUR100,00', `:61:${dates}C20,00NTRFRE-17`, ':62F:C261201EUR120,00', '-'];
  const [{ transactions }] = new Mt940Parser(`${lines.join('\r\n')}\r\n`).parse();
  return [day(transactions[0].valueDate), day(transactions[0].entryDate)];
};
const cases = [
  ['2611301130', '2026-11-30', '2026-11-30'],
  ['2611301201', '2026-11-30', '2025-12-01'],
  ['2512310102', '2025-12-31', '2025-01-02'],
];
for (const [dates, ...expected] of cases) {
  const seen = read(dates);
  console.log(`value date ${seen[0]}, entry date ${seen[1]}`);
  assert.deepStrictEqual(seen, expected, 'this has changed');
}
JS
node run.mjs
