#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the Shopify node creates every order as a test order.
#
# Valid input: "create order" with one line item and the option Test ("Whether this is a test order") left out, set to false,
# which is its default, and set to true. n8n's context is replaced by a stand-in that keeps the requests.
# Expected: test: true in the last request only. Shopify's help, Testing orders with the REST Admin API: set the test property to
# true on the order; GraphQL Admin API, Order.test: a test order can't be converted into a real order and vice versa.
# Seen: test: true in all three. The node begins each order with it, and the option can only set it again. What a workflow takes
# over from another shop or a phone call is sent as a test, whatever its author chose.
#
# Seen on 2026-11-30:
#   left out  {"test":true,"line_items":[{"title":"Repair","price":"119.00","quantity":1}]}
#   false     {"test":true,"line_items":[{"title":"Repair","price":"119.00","quantity":1}]}
#   true      {"test":true,"line_items":[{"title":"Repair","price":"119.00","quantity":1}]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 change-case@5.4.4
# The package needs hundreds of others for all its nodes, and this node only these two.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/Shopify package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Shopify } = require('./package/dist/nodes/Shopify/Shopify.node.js');

async function order(additionalFields) {
  let sent;
  const context = {
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name) => ({
      authentication: 'accessToken',
      resource: 'order',
      operation: 'create',
      additionalFields,
      limeItemsUi: { lineItemValues: [{ title: 'Repair', price: '119.00', quantity: 1 }] },
    })[name],
    getCredentials: async () => ({ shopSubdomain: 'shop' }),
    continueOnFail: () => false,
    helpers: {
      requestWithAuthentication: async (credential, options) => {
        sent = options.body.order;
        return { order: {} };
      },
      returnJsonArray: (json) => [{ json }],
      constructExecutionMetaData: (items) => items,
    },
  };
  await new Shopify().execute.call(context);
  return sent;
}

(async () => {
  for (const [name, fields] of [['left out', {}], ['false', { test: false }], ['true', { test: true }]]) {
    const sent = await order(fields);
    console.log(name.padEnd(9), JSON.stringify(sent));
    assert.strictEqual(sent.test, true, 'this has changed');
  }
})();
JS
node run.cjs
