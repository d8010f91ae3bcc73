#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): the Xero node leaves the contact out when it updates an
# invoice, and the organization out when it asks for a second page.
#
# Valid input: "update invoice" with the update fields Contact ID and Reference, and "get many invoices" with Return All and the
# organization org-1. A stand-in for Xero keeps the requests and answers with one page of 100 invoices.
# Expected: Contact with ContactID in the update, as in the node's own "create invoice"; and the header Xero-tenant-id in each
# request, as the node sends it in the first one. Xero's OpenAPI description of the Accounting API: xero-tenant-id is a required
# header of /Invoices.
# Seen: the update has the reference alone: the node looks for a field named Contact, which its form doesn't have. The
# invoice stays with the wrong customer, with no error. For the list, the organization is removed from the object that
# it is read from, so only the first page is asked for with org-1. What Xero answers to the second was not seen.
#
# Seen on 2026-11-30:
#   create  {"Type":"ACCREC","Contact":{"ContactID":"berta"}}
#   update  {"Reference":"order-1"}
#   list    page 1 of org-1, page 2 of (none)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0
# The package needs hundreds of others for all its nodes, and this node only this one.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/Xero
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Xero } = require('./package/dist/nodes/Xero/Xero.node.js');

const form = new Xero().description.properties.find(
  ({ name, displayOptions }) => name === 'updateFields' && displayOptions.show.resource.includes('invoice'),
).options;
async function requests(parameters) {
  const sent = [];
  const context = {
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name) => ({ resource: 'invoice', organizationId: 'org-1', ...parameters })[name],
    continueOnFail: () => false,
    helpers: {
      requestOAuth2: async (credential, options) => {
        sent.push(structuredClone(options));
        return { Invoices: options.qs.page > 1 ? [] : Array.from({ length: 100 }, (_, index) => ({ InvoiceID: index })) };
      },
      returnJsonArray: (list) => list.map((json) => ({ json })),
      constructExecutionMetaData: (items) => items,
    },
  };
  await new Xero().execute.call(context);
  return sent;
}

(async () => {
  const create = { operation: 'create', type: 'ACCREC', contactId: 'berta', additionalFields: {}, lineItemsUi: {} };
  const [created] = await requests(create);
  console.log('create ', JSON.stringify(created.body));
  assert.deepStrictEqual(created.body, { Type: 'ACCREC', Contact: { ContactID: 'berta' } });

  const updateFields = { contactId: 'berta', reference: 'order-1' };
  for (const name of Object.keys(updateFields)) assert.ok(form.some((field) => field.name === name), `${name} is a field`);
  const [updated] = await requests({ operation: 'update', invoiceId: 'INV-1', updateFields });
  console.log('update ', JSON.stringify(updated.body));
  assert.deepStrictEqual(updated.body, { Reference: 'order-1' }, 'this has changed');

  const pages = await requests({ operation: 'getAll', returnAll: true, options: {} });
  const tenants = pages.map(({ headers }) => headers['Xero-tenant-id'] ?? '(none)');
  console.log('list   ', tenants.map((tenant, index) => `page ${index + 1} of ${tenant}`).join(', '));
  assert.deepStrictEqual(tenants, ['org-1', '(none)'], 'this has changed');
})();
JS
node run.cjs
