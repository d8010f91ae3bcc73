#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the Paddle node lists only unpaid payments when it is asked for
# all of them.
#
# Valid input: "get many" of Payment with Return All and without a filter. A stand-in for Paddle has two payments that are paid, and one
# that is not.
# Expected: three payments, and no is_paid in the request. The node offers Is Paid among optional fields, and Paddle's Classic API lists
# all paid and upcoming payments unless it is asked for one kind.
# Seen: one payment. If Is Paid is not on, the node sends is_paid 0, also if nobody added it. There is no way to see both kinds at once,
# and a sum over the payments has none of the money received.
#
# Seen on 2026-11-30:
#   no filter   is_paid 0  PAY-3
#   Is Paid on  is_paid 1  PAY-1, PAY-2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1 moment-timezone@0.5.48
# The package needs hundreds of others for all its nodes, and this node only these.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/Paddle package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Paddle } = require('./package/dist/nodes/Paddle/Paddle.node.js');

const payments = [{ id: 'PAY-1', is_paid: 1 }, { id: 'PAY-2', is_paid: 1 }, { id: 'PAY-3', is_paid: 0 }];
const list = async (additionalFields) => {
  const parameters = { resource: 'payment', operation: 'getAll', returnAll: true, jsonParameters: false, additionalFields };
  let asked;
  const context = {
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name) => parameters[name],
    getCredentials: async () => ({ vendorId: 1, vendorAuthCode: 'x', sandbox: true }),
    continueOnFail: () => false,
    helpers: {
      request: async ({ body }) => {
        asked = body.is_paid;
        return { success: true, response: payments.filter(({ is_paid }) => asked === undefined || is_paid === asked) };
      },
      returnJsonArray: (items) => items.map((json) => ({ json })),
      constructExecutionMetaData: (items) => items,
    },
  };
  const [items] = await new Paddle().execute.call(context);
  return [asked, items.map(({ json }) => json.id).join(', ')];
};

(async () => {
  const all = await list({});
  const paid = await list({ isPaid: true });
  console.log(`no filter   is_paid ${all[0]}  ${all[1]}`);
  console.log(`Is Paid on  is_paid ${paid[0]}  ${paid[1]}`);
  assert.deepStrictEqual(paid, [1, 'PAY-1, PAY-2']);
  assert.deepStrictEqual(all, [0, 'PAY-3'], 'this has changed');
})();
JS
node run.cjs
