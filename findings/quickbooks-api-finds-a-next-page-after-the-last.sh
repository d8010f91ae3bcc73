#!/usr/bin/env bash
# quickbooks-api 0.6.2 (the newest on 2026-11-30): asks for the first page again to learn whether there is a next one, and so
# always finds one.
#
# Valid input: all invoices of a company that has three, asked for without options, with a page only (maxResults is optional in
# the package's types), and with both, as in the README, whose loop goes on while hasNextPage is true.
# Expected: no next page, and a query that begins after what was read. Intuit, Query operations and syntax: a select statement
# ends with [STARTPOSITION number] [MAXRESULTS number]; STARTPOSITION is the number of the first entity that is returned.
# Seen: without maxResults, the start position is 1 for each page: hasNextPage is true after the last page and after any other,
# and page 2 has the invoices of page 1. The README's loop without maxResults reads the same three invoices again and again,
# and a report that stops at page 4 counts them four times.
#
# Seen on 2026-11-30:
#   no options              hasNextPage true, asked with: startposition 1
#   page 1                  hasNextPage true, asked with: startposition 1
#   page 1, maxResults 100  hasNextPage false, asked with: startposition 101 maxresults 100
#   page 2                  INV-1 INV-2 INV-3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts quickbooks-api@0.6.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { ApiClient, Environment } from 'quickbooks-api';

const invoices = ['INV-1', 'INV-2', 'INV-3'];
const queries = [];
// Answers from the start position on, as the API does.
globalThis.fetch = async (url) => {
  const query = decodeURIComponent(String(url).split('query=')[1]).trim();
  queries.push(query);
  const start = Number(/startposition (\d+)/i.exec(query)?.[1] ?? 1);
  const Invoice = invoices.slice(start - 1).map((DocNumber) => ({ DocNumber }));
  return Response.json({ QueryResponse: Invoice.length > 0 ? { Invoice } : {} });
};
const client = new ApiClient({ getToken: async () => ({ realmId: '1', accessToken: 'token' }) }, Environment.Sandbox);
const list = (searchOptions) => client.invoices.getAllInvoices({ searchOptions });
const cases = [
  ['no options', undefined, true, 'startposition 1'],
  ['page 1', { page: 1 }, true, 'startposition 1'],
  ['page 1, maxResults 100', { page: 1, maxResults: 100 }, false, 'startposition 101 maxresults 100'],
];
for (const [name, searchOptions, expected, asked] of cases) {
  const { results, hasNextPage } = await list(searchOptions);
  const clause = /startposition.*/.exec(queries.at(-1))[0];
  console.log(name.padEnd(23), `hasNextPage ${hasNextPage}, asked with: ${clause}`);
  assert.strictEqual(results.length, 3);
  assert.deepStrictEqual([hasNextPage, clause], [expected, asked], `${name}: this has changed`);
}
const { results } = await list({ page: 2 });
const again = results.map(({ DocNumber }) => DocNumber).join(' ');
console.log('page 2'.padEnd(23), again);
assert.strictEqual(again, 'INV-1 INV-2 INV-3', 'this has changed');
JS
node run.mjs
