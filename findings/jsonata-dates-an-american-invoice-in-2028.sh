#!/usr/bin/env bash
# jsonata 2.2.2 (the newest on 2026-11-30): $toMillis with a picture accepts days and months that do not exist, and two-digit years as 19xx.
#
# Valid input: dates of invoices for the picture [D]/[M]/[Y], of which one is in American order, one does not exist, and one has a year of two
# digits with the picture [Y01], as $fromMillis writes it.
# Expected: an error for month 30 and for 31 February, as a date without a picture is refused when its format is wrong (JSONata's documentation
# of $toMillis), and 2026 for 26.
# Seen: 11/30/2026 is read as the eleventh day of the thirtieth month of 2026, in June 2028; 31 February becomes 3 March; 26 becomes 1926,
# although $fromMillis wrote it for 2026. None of the three is an error: such an invoice is due in years, or since a hundred years.
#
# Seen on 2026-11-30:
#   30/11/2026  2026-11-30
#   11/30/2026  2028-06-11
#   31/02/2026  2026-03-03
#   30/11/26    1926-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts jsonata@2.2.2
cat > run.cjs <<'JS'
const assert = require('node:assert');
const jsonata = require('jsonata');

const cases = [
  ['30/11/2026', '[D]/[M]/[Y]', '2026-11-30'],
  ['11/30/2026', '[D]/[M]/[Y]', '2028-06-11'],
  ['31/02/2026', '[D]/[M]/[Y]', '2026-03-03'],
  ['30/11/26', '[D]/[M]/[Y01]', '1926-11-30'],
];
const run = async () => {
  const written = await jsonata("$fromMillis($toMillis('2026-11-30'), '[D]/[M]/[Y01]')").evaluate({});
  assert.strictEqual(written, '30/11/26');
  for (const [date, picture, expected] of cases) {
    const seen = await jsonata(`$fromMillis($toMillis('${date}', '${picture}'), '[Y0001]-[M01]-[D01]')`).evaluate({});
    console.log(date.padEnd(11), seen);
    assert.strictEqual(seen, expected, `${date}: this has changed`);
  }
};
run();
JS
node run.cjs
