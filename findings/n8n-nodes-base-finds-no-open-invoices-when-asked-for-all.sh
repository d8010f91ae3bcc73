#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the QuickBooks node returns nothing when "Return All" is
# combined with a filter that matches some of the invoices.
#
# Valid input: "get many" of the resource invoice with Return All and the filter WHERE Balance > '0', and the same with a limit,
# in a company with three invoices, one of which is open. A stand-in for QuickBooks answers the queries.
# Expected: the open invoice, as with the limit. Intuit, Query operations and syntax: count(*) is the number of records that
# satisfy the query criteria, and a response contains the entities that match.
# Seen: no items, and no error. The node counts all invoices, without the filter, and asks for further pages until it has that
# many. A page past the end has no entities, which makes it throw, and its own catch returns an empty list in place of what was
# found. A reminder workflow sends no reminders unless every invoice is open. Without a filter, all are returned.
#
# Seen on 2026-11-30:
#   Return All, no filter  3 items
#   Limit 50, filter       1 items
#   Return All, filter     0 items, after
#     SELECT COUNT(*) FROM invoice
#     SELECT * FROM invoice WHERE Balance > '0' MAXRESULTS 1000 STARTPOSITION 1
#     SELECT * FROM invoice WHERE Balance > '0' MAXRESULTS 1000 STARTPOSITION 1001
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1 change-case@5.4.4
# The package needs hundreds of others for all its nodes, and this node only these three.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/QuickBooks package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { QuickBooks } = require('./package/dist/nodes/QuickBooks/QuickBooks.node.js');

const invoices = [{ Id: '1', Balance: 0 }, { Id: '2', Balance: 119 }, { Id: '3', Balance: 0 }];
function answer(query) {
  const matches = query.includes("WHERE Balance > '0'") ? invoices.filter((invoice) => invoice.Balance > 0) : invoices;
  if (query.startsWith('SELECT COUNT(*)')) return { totalCount: matches.length };
  const start = Number(/STARTPOSITION (\d+)/.exec(query)?.[1] ?? 1) - 1;
  const page = matches.slice(start, start + Number(/MAXRESULTS (\d+)/.exec(query)[1]));
  return page.length ? { Invoice: page } : {};
}
async function list(parameters) {
  const queries = [];
  const context = {
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name) => ({ resource: 'invoice', operation: 'getAll', ...parameters })[name],
    getCredentials: async () => ({ oauthTokenData: { callbackQueryString: { realmId: '17' } } }),
    continueOnFail: () => false,
    helpers: {
      requestOAuth2: async (credential, { qs }) => {
        queries.push(qs.query);
        return { QueryResponse: answer(qs.query) };
      },
      returnJsonArray: (list) => list.map((json) => ({ json })),
      constructExecutionMetaData: (items) => items,
    },
  };
  const [items] = await new QuickBooks().execute.call(context);
  return { items, queries };
}

(async () => {
  const filters = { query: "WHERE Balance > '0'" };
  const everything = await list({ returnAll: true, filters: {} });
  const limited = await list({ returnAll: false, limit: 50, filters });
  const filtered = await list({ returnAll: true, filters });
  console.log('Return All, no filter ', everything.items.length, 'items');
  console.log('Limit 50, filter      ', limited.items.length, 'items');
  console.log('Return All, filter    ', filtered.items.length, 'items, after');
  for (const query of filtered.queries) console.log(`  ${query}`);
  assert.strictEqual(everything.items.length, 3);
  assert.strictEqual(limited.items.length, 1);
  assert.strictEqual(filtered.items.length, 0, 'this has changed');
  assert.strictEqual(filtered.queries[0], 'SELECT COUNT(*) FROM invoice', 'this has changed');
})();
JS
node run.cjs
