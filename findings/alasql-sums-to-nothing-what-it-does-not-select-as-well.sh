#!/usr/bin/env bash
# alasql 4.19.1 (SQL for JavaScript arrays, the newest on 2026-11-30): totals per customer with SUM(…) OVER (PARTITION BY …) are 0
# or those of all customers, unless the query returns the amount and the customer of each row as well.
#
# Valid input: three invoices of two customers as an array of objects, the amounts as numbers.
# Expected: PostgreSQL's manual, Window Functions, section 3.5: the rows that a window function considers are those that the FROM
# clause produces, filtered by WHERE, GROUP BY and HAVING; the list after SELECT is no part of that. With ORDER BY in OVER, the sum
# is a running one by default.
# Seen: the rows are those that the query returns. Without the amount in the list each sum is 0; without the customer it is the sum
# of all; and ROW_NUMBER counts on from customer to customer. With ORDER BY each row has the sum of all. Nothing is thrown. Version
# 4.4.0, which n8n-nodes-base 2.41.2 depends on for the SQL Query mode of its Merge node, returns one row instead of three, which
# has the sum of all and neither number nor customer.
#
# Seen on 2026-11-30, for INV-1 of 100.10 and INV-2 of 50.20 (Ada) and INV-3 of 70.00 (Berta):
#   number, customer, amount, SUM(amount) OVER (PARTITION BY customer)        150.3  150.3  70
#   number, customer, SUM(amount) OVER (PARTITION BY customer)                0  0  0
#   number, amount, SUM(amount) OVER (PARTITION BY customer)                  220.3  220.3  220.3
#   number, ROW_NUMBER() OVER (PARTITION BY customer)                         1  2  3
#   number, customer, amount, SUM(amount) OVER (ORDER BY number)              220.3  220.3  220.3
#   4.4.0: [{"windowed":220.3}]
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

const invoices = [
  { number: 'INV-1', customer: 'Ada', amount: 100.1 },
  { number: 'INV-2', customer: 'Ada', amount: 50.2 },
  { number: 'INV-3', customer: 'Berta', amount: 70 },
];
const queries = [
  ['number, customer, amount, SUM(amount) OVER (PARTITION BY customer)', [150.3, 150.3, 70]],
  ['number, customer, SUM(amount) OVER (PARTITION BY customer)', [0, 0, 0]],
  ['number, amount, SUM(amount) OVER (PARTITION BY customer)', [220.3, 220.3, 220.3]],
  ['number, ROW_NUMBER() OVER (PARTITION BY customer)', [1, 2, 3]],
  ['number, customer, amount, SUM(amount) OVER (ORDER BY number)', [220.3, 220.3, 220.3]],
];
for (const [columns, expected] of queries) {
  const rows = alasql(`SELECT ${columns} AS windowed FROM ?`, [invoices]);
  const totals = rows.map(({ windowed }) => Math.round(windowed * 100) / 100);
  console.log(columns.padEnd(73), totals.join('  '));
  assert.deepStrictEqual(rows.map(({ number }) => number), ['INV-1', 'INV-2', 'INV-3']);
  assert.deepStrictEqual(totals, expected, `${columns}: this has changed`);
}

const rows = alasqlOfN8n(`SELECT ${queries[0][0]} AS windowed FROM ?`, [invoices]);
const text = JSON.stringify(rows);
console.log(`4.4.0: ${text}`);
assert.strictEqual(text, '[{"windowed":220.3}]', 'this has changed');
JS
node run.cjs
