#!/usr/bin/env bash
# alasql 4.19.1 (SQL for JavaScript arrays, the newest on 2026-11-30): DATE_ADD(…, INTERVAL 1 MONTH) adds 30 days, and
# DATEADD(month, …) leaves out the next month if it has no such day.
#
# Valid input: dates of subscriptions as ISO 8601 text, with UTC as time zone.
# Expected: the same day a month later, or the last day of that month if there is no such day. The issue in which both functions were
# asked for and added (AlaSQL/alasql 516) links to those of Transact-SQL and MySQL as models; in MySQL
# DATE_ADD('2011-01-31', INTERVAL 1 MONTH) is 2011-02-28 (a run quoted in Apache Hive's issue 9357).
# Seen: a month after January 1 is January 31: who bills then bills twice in January, and thirteen times from January 1 to
# December 27. A quarter is 91 days and six hours, and a year 365 days, so that a year after 2027-12-01 is 2028-11-30. DATEADD
# returns March 3 for a month after January 31. Nothing is thrown. Version 4.4.0, which n8n-nodes-base 2.41.2 depends on for the SQL
# Query mode of its Merge node, does the same.
#
# Seen on 2026-11-30:
#   DATE_ADD('2026-01-01', INTERVAL 1 MONTH)    2026-01-31T00:00:00.000Z
#   DATE_ADD('2026-02-01', INTERVAL 1 MONTH)    2026-03-03T00:00:00.000Z
#   DATE_ADD('2026-01-01', INTERVAL 12 MONTH)   2026-12-27T00:00:00.000Z
#   DATE_ADD('2026-01-01', INTERVAL 1 QUARTER)  2026-04-02T06:00:00.000Z
#   DATE_ADD('2027-12-01', INTERVAL 1 YEAR)     2028-11-30T00:00:00.000Z
#   DATEADD(month, 1, '2026-01-01')             2026-02-01T00:00:00.000Z
#   DATEADD(month, 1, '2026-01-31')             2026-03-03T00:00:00.000Z
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts alasql@4.19.1 alasql-of-n8n@npm:alasql@4.4.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const alasql = require('alasql');
const alasqlOfN8n = require('alasql-of-n8n');

const expressions = [
  ["DATE_ADD('2026-01-01', INTERVAL 1 MONTH)", '2026-01-31T00:00:00.000Z'],
  ["DATE_ADD('2026-02-01', INTERVAL 1 MONTH)", '2026-03-03T00:00:00.000Z'],
  ["DATE_ADD('2026-01-01', INTERVAL 12 MONTH)", '2026-12-27T00:00:00.000Z'],
  ["DATE_ADD('2026-01-01', INTERVAL 1 QUARTER)", '2026-04-02T06:00:00.000Z'],
  ["DATE_ADD('2027-12-01', INTERVAL 1 YEAR)", '2028-11-30T00:00:00.000Z'],
  ["DATEADD(month, 1, '2026-01-01')", '2026-02-01T00:00:00.000Z'],
  ["DATEADD(month, 1, '2026-01-31')", '2026-03-03T00:00:00.000Z'],
];
for (const [expression, expected] of expressions) {
  const [{ due }] = alasql(`SELECT ${expression} AS due`);
  const [ofN8n] = alasqlOfN8n(`SELECT ${expression} AS due`);
  console.log(expression.padEnd(43), due.toISOString());
  assert.strictEqual(due.toISOString(), expected, `${expression}: this has changed`);
  assert.strictEqual(ofN8n.due.toISOString(), expected, `${expression}: this has changed in 4.4.0`);
}
JS
TZ=UTC node run.cjs
