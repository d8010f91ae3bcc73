#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the Invoice Ninja node books a bank transaction without its date
# and its description.
#
# Valid input: "create bank transaction" with all six fields that the node offers: a deposit of 119.00 on 2026-11-02 for invoice RE-17.
# Expected: all six in the request.
# Seen: four. The node sends the date only if there is a field named client, and the description only if there is one named email, as
# for invoices; a bank transaction has neither. It is booked without the day on which the money came and without the invoice's number.
#
# Seen on 2026-11-30:
#   sent     amount, base_type, bank_integration_id, currency_id
#   missing  date, description
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1
# The package needs hundreds of others for all its nodes, and this node only these.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/InvoiceNinja package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { InvoiceNinja } = require('./package/dist/nodes/InvoiceNinja/InvoiceNinja.node.js');

const fields = {
  amount: 119,
  bankIntegrationId: 'BANK-1',
  baseType: 'CREDIT',
  currencyId: '3',
  date: '2026-11-02T00:00:00',
  description: 'RE-17',
};
const node = new InvoiceNinja();
const offered = node.description.properties
  .find(({ name, displayOptions }) => name === 'additionalFields' && displayOptions.show.resource[0] === 'bank_transaction')
  .options.map(({ name }) => name);
assert.deepStrictEqual(offered, Object.keys(fields), 'this has changed');
let sent;
const parameters = { resource: 'bank_transaction', operation: 'create', apiVersion: 'v5', additionalFields: fields };
const context = {
  getInputData: () => [{ json: {} }],
  getNodeParameter: (name) => parameters[name],
  getCredentials: async () => ({ url: 'https://ninja.example' }),
  continueOnFail: () => false,
  helpers: {
    requestWithAuthentication: async (credential, { body }) => {
      sent = body;
      return { data: {} };
    },
    returnJsonArray: (json) => [{ json }],
    constructExecutionMetaData: (items) => items,
  },
};

(async () => {
  await node.execute.call(context);
  console.log('sent    ', Object.keys(sent).join(', '));
  console.log('missing ', ['date', 'description'].filter((name) => !(name in sent)).join(', '));
  assert.deepStrictEqual(sent, { amount: 119, base_type: 'CREDIT', bank_integration_id: 'BANK-1', currency_id: '3' }, 'this has changed');
})();
JS
node run.cjs
