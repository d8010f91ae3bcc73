#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the ERPNext node returns every thousandth document twice
# when asked for all of them.
#
# Valid input: "get many" of Sales Invoice with Return All, in a company with 2500 of them over 100.00 each. A stand-in for
# ERPNext answers the requests.
# Expected: 2500 invoices. Frappe's documentation, Listing documents: limit_start is the offset, and a multiple of
# limit_page_length for successive pages.
# Seen: 2502. After a page of 1000, the node continues at 999, and then at 1998, so the last document of each page is also the
# first of the next. A total over the items is too high, and a step after the node runs twice for the same invoice. Fewer than a
# thousand documents are returned once. An issue about it is open.
#
# Seen on 2026-11-30:
#   limit_start 0, 999, 1998, 2997
#   2502 invoices, total 250200.00, twice: SINV-1000, SINV-1999
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1
# The package needs hundreds of others for all its nodes, and this node only these two.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/ERPNext package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { ERPNext } = require('./package/dist/nodes/ERPNext/ERPNext.node.js');

const invoices = Array.from({ length: 2500 }, (_, index) => ({ name: `SINV-${index + 1}`, grand_total: 100 }));
const starts = [];
const context = {
  getInputData: () => [{ json: {} }],
  getNodeParameter: (name) => ({
    resource: 'document',
    operation: 'getAll',
    docType: 'Sales Invoice',
    options: {},
    returnAll: true,
  })[name],
  getCredentials: async () => ({ environment: 'selfHosted', domain: 'https://erp.example' }),
  continueOnFail: () => false,
  helpers: {
    requestWithAuthentication: async (credential, { qs }) => {
      starts.push(qs.limit_start);
      return { data: invoices.slice(qs.limit_start, qs.limit_start + qs.limit_page_length) };
    },
    returnJsonArray: (list) => list.map((json) => ({ json })),
    constructExecutionMetaData: (items) => items,
  },
};

(async () => {
  const [items] = await new ERPNext().execute.call(context);
  const names = items.map(({ json }) => json.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const total = items.reduce((sum, { json }) => sum + json.grand_total, 0).toFixed(2);
  console.log('limit_start', starts.join(', '));
  console.log(`${items.length} invoices, total ${total}, twice: ${twice.join(', ')}`);
  assert.strictEqual(items.length, 2502, 'this has changed');
  assert.deepStrictEqual(twice, ['SINV-1000', 'SINV-1999'], 'this has changed');
})();
JS
node run.cjs
