#!/usr/bin/env bash
# n8n-nodes-lemonsqueezy 2.0.0 (the newest on 2026-11-30): takes the age of an order or a subscription for the age of the event
# about it, and refuses events about anything older than five minutes.
#
# Valid input: signed webhooks that have just been sent: a new order, the refund of an order of yesterday, and the cancellation
# and the failed payment of a subscription that began a year ago; the trigger with its default options.
# Expected: four items. The option Max Event Age: events older than this are rejected. Lemon Squeezy, API reference, The order
# object and The subscription object: created_at is when the object was created. A webhook has that object as its data.
# Seen: the new order starts the workflow, and so does the failed payment, which comes with an invoice of its own. The refund and
# the cancellation get 400, "Event too old", because created_at is compared with the clock. Lemon Squeezy tries again a few times
# within minutes, gets the same answer, and gives up: refunds aren't booked and cancelled customers keep access.
#
# Seen on 2026-11-30:
#   order_created                now         200, workflow started
#   order_refunded               yesterday   400, Event too old - possible replay attack
#   subscription_cancelled       a year ago  400, Event too old - possible replay attack
#   subscription_payment_failed  now         200, workflow started
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-nodes-lemonsqueezy@2.0.0 n8n-workflow@2.41.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { createHmac } = require('node:crypto');
const { LemonSqueezyTrigger } = require('n8n-nodes-lemonsqueezy/dist/nodes/LemonSqueezy/LemonSqueezyTrigger.node.js');

const webhookSecret = 'a secret of more than thirty-two characters';
const day = 24 * 3600 * 1000;
const tooOld = '400, Event too old - possible replay attack';
const cases = [
  ['order_created', 'orders', 'now', 0, '200, workflow started'],
  ['order_refunded', 'orders', 'yesterday', day, tooOld],
  ['subscription_cancelled', 'subscriptions', 'a year ago', 365 * day, tooOld],
  ['subscription_payment_failed', 'subscription-invoices', 'now', 0, '200, workflow started'],
];
(async () => {
  for (const [event, type, name, age, expected] of cases) {
    const attributes = { status: 'paid', created_at: new Date(Date.now() - age).toISOString(), updated_at: new Date().toISOString() };
    const body = { meta: { event_name: event }, data: { type, id: '1', attributes } };
    const signature = createHmac('sha256', webhookSecret).update(JSON.stringify(body)).digest('hex');
    const parameters = { options: {}, webhookSecret, events: cases.map(([each]) => each) };
    const context = {
      getNodeParameter: (parameter) => parameters[parameter],
      getHeaderData: () => ({ 'x-signature': signature, 'x-event-name': event }),
      getBodyData: () => body,
      helpers: { returnJsonArray: (json) => [{ json }] },
    };
    const { workflowData, webhookResponse } = await new LemonSqueezyTrigger().webhook.call(context);
    const seen = workflowData ? '200, workflow started' : `${webhookResponse.status}, ${webhookResponse.body.error}`;
    console.log(event.padEnd(28), name.padEnd(11), seen);
    assert.strictEqual(seen, expected, `${event}: this has changed`);
  }
})();
JS
node run.cjs
