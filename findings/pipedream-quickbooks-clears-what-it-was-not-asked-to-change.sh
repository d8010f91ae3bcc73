#!/usr/bin/env bash
# @pipedream/quickbooks 0.8.0 (the newest on 2026-11-30): the action "Update Invoice" clears what it was not asked to change.
#
# Valid input: another due date and line for an invoice that has a memo for the customer and a private note. A stand-in for QuickBooks
# takes the request, and applies it as QuickBooks does.
# Expected: the memo and the note as they were. They are optional in the action, and a comment in its code says that only those fields
# are updated that are provided. In QuickBooks, that takes sparse: true, as in the package's own "Sparse Update Invoice"; without it,
# every writable field that is left out is reset, as Kestra's documentation of the same request says.
# Seen: sparse is not sent, so that the invoice loses both.
#
# Seen on 2026-11-30:
#   sent    CustomerRef, DueDate, Id, Line, SyncToken
#   before  DueDate 2026-12-14, CustomerMemo Order 4711, PrivateNote Call first
#   after   DueDate 2026-12-31, CustomerMemo none, PrivateNote none
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @pipedream/quickbooks@0.8.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import action from '@pipedream/quickbooks/actions/update-invoice/update-invoice.mjs';

let invoice = { Id: '17', SyncToken: '3', DueDate: '2026-12-14', CustomerMemo: { value: 'Order 4711' }, PrivateNote: 'Call first' };
const tell = () => `DueDate ${invoice.DueDate}, CustomerMemo ${invoice.CustomerMemo?.value ?? 'none'}, PrivateNote ${invoice.PrivateNote ?? 'none'}`;
let sent;
const quickbooks = {
  getInvoice: async () => ({ Invoice: { ...invoice } }),
  updateInvoice: async ({ data }) => {
    sent = JSON.parse(JSON.stringify(data));
    invoice = sent.sparse ? { ...invoice, ...sent } : sent;
    return { Invoice: invoice };
  },
};
const before = tell();
const props = { invoiceId: '17', customerRefValue: '1', dueDate: '2026-12-31', numLineItems: 1, item_1: '2', amount_1: '100.00' };
await action.run.call({ ...action.methods, ...props, quickbooks }, { $: { export() {} } });
console.log('sent   ', Object.keys(sent).sort().join(', '));
console.log('before ', before);
console.log('after  ', tell());
assert.deepStrictEqual(Object.keys(sent).sort(), ['CustomerRef', 'DueDate', 'Id', 'Line', 'SyncToken'], 'this has changed');
JS
node run.mjs
