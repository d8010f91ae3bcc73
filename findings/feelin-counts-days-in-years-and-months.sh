#!/usr/bin/env bash
# feelin 8.2.0 (the newest on 2026-11-30): leaves the days in a duration of years and months, so that terms and tiers of contracts are off.
#
# Valid input: contracts that run from 2025-12-01 to 2026-12-22, and from 2011-12-22 to 2013-08-24, the example of the standard.
# Expected: P1Y and P1Y8M. DMN 1.5, section 10.3.4.1 (conversion functions): the example is equal to duration("P1Y8M"); values of that type have
# years and months only (section 10.3.2.3.8). So the first contract is one of "up to a year", and 20 months after 2026-01-31 is 2027-09-30.
# Seen: P1Y21D and P1Y8M2D. The first contract is longer than a year, and the sum is two days later. "=" ignores the days, so that P1Y8M2D is
# equal to P1Y8M, but P1Y21D is not less than or equal to P1Y. The README says that not all tests of DMN's compatibility kit pass.
#
# Seen on 2026-11-30:
#   up to a year                       false
#   the example of the standard        P1Y8M2D
#   that is P1Y8M                      true
#   that much after 2026-01-31         2027-10-02
#   duration("P1Y8M") after 2026-01-31 2027-09-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts feelin@8.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { evaluate } from 'feelin';

const example = 'years and months duration(date("2011-12-22"), date("2013-08-24"))';
const cases = [
  ['up to a year', 'years and months duration(date("2025-12-01"), date("2026-12-22")) <= duration("P1Y")', false],
  ['the example of the standard', `string(${example})`, 'P1Y8M2D'],
  ['that is P1Y8M', `${example} = duration("P1Y8M")`, true],
  ['that much after 2026-01-31', `string(date("2026-01-31") + ${example})`, '2027-10-02'],
  ['duration("P1Y8M") after 2026-01-31', 'string(date("2026-01-31") + duration("P1Y8M"))', '2027-09-30'],
];
for (const [name, expression, expected] of cases) {
  const { value } = evaluate(expression, {});
  console.log(name.padEnd(34), value);
  assert.strictEqual(value, expected, `${name}: this has changed`);
}
JS
node run.mjs
