#!/usr/bin/env bash
# xero-node 20.0.0 (the newest on 2026-11-30): gives a Date for an invoice's due date, which it declares as text.
#
# Valid input: an invoice that was due on 2026-10-31, in the format in which Xero's API sends it, compared with 2026-11-30. nock 14 answers in
# place of Xero.
# Expected: the text 2026-10-31, which is before 2026-11-30. The package's types: dueDate?: string, "Date invoice is due – YYYY-MM-DD".
# Seen: a Date, so dueDate < '2026-11-30' compares with NaN and is false for all invoices, without an error or a warning from the compiler:
# nothing is ever overdue. date and fullyPaidOnDate are the same.
#
# Seen on 2026-11-30:
#   declared      'dueDate'?: string;
#   type          Date
#   overdue       false
#   not overdue   false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts xero-node@20.0.0 nock@14.0.17
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const nock = require('nock');
const { XeroClient } = require('xero-node');

const types = readFileSync('node_modules/xero-node/dist/gen/model/accounting/invoice.d.ts', 'utf8');
nock('https://api.xero.com').get(/Invoices/).reply(200, {
  Invoices: [{ InvoiceID: '1', DueDateString: '2026-10-31T00:00:00', DueDate: '/Date(1793404800000+0000)/', AmountDue: 19.99 }],
});
const run = async () => {
  const xero = new XeroClient();
  xero.setTokenSet({ access_token: 'token' });
  const { body } = await xero.accountingApi.getInvoices('tenant');
  const [{ dueDate }] = body.invoices;
  assert.strictEqual(new Date(dueDate).toISOString().slice(0, 10), '2026-10-31');
  const seen = [
    ['declared', types.match(/'dueDate'\?: .*/)[0]],
    ['type', dueDate.constructor.name],
    ['overdue', dueDate < '2026-11-30'],
    ['not overdue', dueDate >= '2026-11-30'],
  ];
  for (const [name, value] of seen) console.log(name.padEnd(13), value);
  assert.deepStrictEqual(seen.map(([, value]) => value), ["'dueDate'?: string;", 'Date', false, false], 'this has changed');
};
run();
JS
node run.cjs
