#!/usr/bin/env bash
# n8n-workflow 2.41.0 (the newest on 2026-11-29) compares a number that is null as if it were 0, with strict types as well,
# while a member that is not there fits nothing.
#
# Valid input: conditions of the IF and Filter nodes on numbers, with strict type validation, which refuses text; and an
# amount that is null, as APIs give one that is not known.
# Expected: refused like text; or fitting nothing, as where the member is missing, and as null among dates is before
# nothing.
# Seen: "amount due is less than 10" holds for an invoice whose amount is not known, and so does "at least 0", though
# "equals 0" does not. A workflow that waives small rests waives it; one that asks for "greater than 1000" leaves it out.
#
# Seen on 2026-11-29 (null, missing, text):
#   less than 10         true   false  refused
#   at most 0            true   false  refused
#   at least 0           true   false  refused
#   equals 0             false  false  refused
#   date before 2026-01  false  false  -
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { executeFilter } = require('n8n-workflow');

function holds(leftValue, operator, rightValue) {
  try {
    return `${executeFilter({
      combinator: 'and',
      options: { version: 2, leftValue: '', caseSensitive: true, typeValidation: 'strict' },
      conditions: [{ id: '1', leftValue, rightValue, operator }],
    })}`;
  } catch (error) {
    assert.match(error.message, /Wrong type/);
    return 'refused';
  }
}
const number = (operation) => ({ type: 'number', operation });
const cases = [
  ['less than 10', number('lt'), 10, ['true', 'false', 'refused']],
  ['at most 0', number('lte'), 0, ['true', 'false', 'refused']],
  ['at least 0', number('gte'), 0, ['true', 'false', 'refused']],
  ['equals 0', number('equals'), 0, ['false', 'false', 'refused']],
];
for (const [name, operator, right, expected] of cases) {
  const seen = [null, undefined, '5'].map((left) => holds(left, operator, right));
  console.log(name.padEnd(20), seen.map((word) => word.padEnd(6)).join(' '));
  assert.deepStrictEqual(seen, expected, `${name}: this has changed`);
}
const before = { type: 'dateTime', operation: 'before' };
const dates = [null, undefined].map((left) => holds(left, before, '2026-01-01'));
console.log('date before 2026-01 ', dates.map((word) => word.padEnd(6)).join(' '), '-');
assert.deepStrictEqual(dates, ['false', 'false'], 'dates: this has changed');
JS
node run.cjs
