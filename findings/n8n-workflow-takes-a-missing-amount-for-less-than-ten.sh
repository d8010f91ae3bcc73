#!/usr/bin/env bash
# n8n-workflow 2.41.0 (the newest on 2026-11-29): compares a null number as if it were 0, even with strict types, while a
# missing member matches nothing.
#
# Valid input: number conditions in the IF and Filter nodes, with strict type validation, which refuses text; and an amount
# that is null, as APIs return for an unknown amount.
# Expected: null is refused, like text; or it matches nothing, like a missing member, and like null in a date comparison,
# which is before no date.
# Seen: "amount due is less than 10" is true for an invoice with an unknown amount, and so is "at least 0", although "equals
# 0" is not. A workflow that waives small balances waives it; one that checks for "greater than 1000" skips it.
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
