#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the Invoice Ninja node has an invoice marked as paid, and
# emailed, because the one before it was.
#
# Valid input: three items for "create invoice" (API version v5). The first invoice was paid with 119.00 at the counter and goes out
# by email; the others are unpaid drafts: Paid 0, Email Invoice and Mark Sent false, the defaults of these fields. n8n's context is
# replaced by a stand-in that keeps the requests.
# Expected: amount_paid, send_email, and mark_sent in the first request only. Invoice Ninja's API reference lists these query
# parameters for updating or creating an invoice: amount_paid=100 marks it as paid with the given amount, send_email=true sends it.
# Seen: all three requests have them. The node keeps one object of query parameters for all items and only adds to it, so a 0 or a
# false doesn't take a parameter out again. By the reference, two drafts are now paid and sent. One item alone is correct.
#
# Seen on 2026-11-30:
#   Ada    paid 119.00, emailed  POST ?amount_paid=119&send_email=true&mark_sent=true
#   Berta  unpaid draft          POST ?amount_paid=119&send_email=true&mark_sent=true
#   Carla  unpaid draft          POST ?amount_paid=119&send_email=true&mark_sent=true
#   Berta  alone                 POST (no query)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0 lodash@4.18.1
# The package needs hundreds of others for all its nodes, and this node only these two.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/InvoiceNinja package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { InvoiceNinja } = require('./package/dist/nodes/InvoiceNinja/InvoiceNinja.node.js');

async function queries(invoices) {
  const sent = [];
  const context = {
    getInputData: () => invoices.map((json) => ({ json })),
    getNodeParameter: (name, index) => ({
      resource: 'invoice',
      operation: 'create',
      apiVersion: 'v5',
      additionalFields: invoices[index],
      invoiceItemsUi: { invoiceItemsValues: [{ cost: 119, hours: 1, service: 'Repair' }] },
    })[name],
    getCredentials: async () => ({ url: 'https://ninja.example' }),
    continueOnFail: () => false,
    helpers: {
      requestWithAuthentication: async (credential, options) => {
        sent.push(`${options.method} ${new URLSearchParams(options.qs).size ? `?${new URLSearchParams(options.qs)}` : '(no query)'}`);
        return { data: {} };
      },
      returnJsonArray: (json) => [{ json }],
      constructExecutionMetaData: (items) => items,
    },
  };
  await new InvoiceNinja().execute.call(context);
  return sent;
}

(async () => {
  const paid = { client: 'Ada', paid: 119, emailInvoice: true, markSent: true };
  const draft = (client) => ({ client, paid: 0, emailInvoice: false, markSent: false });
  const [first, second, third] = await queries([paid, draft('Berta'), draft('Carla')]);
  const [alone] = await queries([draft('Berta')]);
  console.log('Ada    paid 119.00, emailed ', first);
  console.log('Berta  unpaid draft         ', second);
  console.log('Carla  unpaid draft         ', third);
  console.log('Berta  alone                ', alone);
  assert.strictEqual(first, 'POST ?amount_paid=119&send_email=true&mark_sent=true');
  assert.strictEqual(second, first, 'this has changed');
  assert.strictEqual(third, first, 'this has changed');
  assert.strictEqual(alone, 'POST (no query)');
})();
JS
node run.cjs
