#!/usr/bin/env bash
# pg 8.23.1 (node-postgres, the newest on 2026-11-30): returns a numeric as text, but the numerics of an array as binary fractions.
#
# Valid input: amounts in a column numeric(20,2), read with sum and with array_agg from a PostgreSQL database (PGlite, over a socket):
# 0.10 and 0.20 of one customer, 90071992547409.93 of another, as a balance in rupiah or dong can be.
# Expected: text for both. PostgreSQL's manual, Numeric Types: numeric stores exact values, and is recommended for monetary amounts.
# The driver keeps a single numeric as text, and so it does with the elements of a bigint array.
# Seen: JavaScript numbers, rounded to what a binary fraction holds: 90071992547409.94 is a cent too much, and the two others add up to
# 0.30000000000000004. Grouping the amounts of an invoice into an array changes them, with no error. The driver still depends on
# pg-types 2.2.0; the parser was corrected in a later major version of that, and issues about it are open.
#
# Seen on 2026-11-30:
#   Ada    sum "0.30"               array_agg [0.1,0.2], which add up to 0.30000000000000004
#   Berta  sum "90071992547409.93"  array_agg [90071992547409.94]
#   bigint array ["9007199254740993"]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts pg@8.23.1 \
  @electric-sql/pglite@0.5.14 @electric-sql/pglite-socket@0.2.17
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';

const db = await PGlite.create();
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0 });
await server.start();
const port = Number(server.getServerConn().split(':').at(-1));
const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: 'none', database: 'postgres' });
await client.connect();
await client.query('CREATE TABLE invoice (customer text, amount numeric(20,2))');
await client.query("INSERT INTO invoice VALUES ('Ada', 0.10), ('Ada', 0.20), ('Berta', 90071992547409.93)");
const { rows } = await client.query(
  'SELECT customer, sum(amount) AS sum, array_agg(amount) AS amounts FROM invoice GROUP BY customer ORDER BY customer',
);
const numbers = await client.query("SELECT '{9007199254740993}'::bigint[] AS numbers");
await client.end();
await server.stop();
await db.close();

const total = rows[0].amounts.reduce((sum, amount) => sum + amount, 0);
for (const { customer, sum, amounts } of rows) {
  const note = customer === 'Ada' ? `, which add up to ${total}` : '';
  console.log(customer.padEnd(6), 'sum', JSON.stringify(sum).padEnd(20), `array_agg ${JSON.stringify(amounts)}${note}`);
}
console.log(`bigint array ${JSON.stringify(numbers.rows[0].numbers)}`);
assert.deepStrictEqual(rows.map(({ sum }) => sum), ['0.30', '90071992547409.93']);
assert.deepStrictEqual(rows.map(({ amounts }) => amounts), [[0.1, 0.2], [90071992547409.94]], 'this has changed');
assert.deepStrictEqual(numbers.rows[0].numbers, ['9007199254740993']);
JS
node run.mjs
