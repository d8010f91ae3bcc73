#!/usr/bin/env bash
# quickbooks-sdk 0.15.0 (the newest on 2026-11-30): puts the dates of a customer's invoices, and their order, behind the end of
# the query.
#
# Valid input: getCustomerInvoices for customer 17, of November 2026, and without dates; Intuit's address is answered by nock.
# Expected: … WHERE CustomerRef = '17' AND TxnDate >= '2026-11-01' AND … ORDERBY TxnDate DESC MAXRESULTS 500. Intuit, Query
# operations and syntax: SELECT * FROM entity [WHERE clause] [ORDERBY clause] [STARTPOSITION number] [MAXRESULTS number], in this
# order; a where clause is joined with AND.
# Seen: MAXRESULTS 500 comes first, and "and TxnDate >= …" and "orderby …" follow it, which is no query of that form, with or
# without dates. The method has no other form, so a customer's invoices can't be listed. getLastClientInvoice, beside it, has
# the right order.
#
# Seen on 2026-11-30:
#   November   select * from Invoice where CustomerRef='17' MAXRESULTS 500 and TxnDate >= '2026-11-01' and TxnDate <= '2026-11-30' orderby TxnDate desc
#   no dates   select * from Invoice where CustomerRef='17' MAXRESULTS 500 orderby TxnDate desc
#   the last   select * from Invoice where CustomerRef='17' orderby Id desc MAXRESULTS 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts quickbooks-sdk@0.15.0 nock@14.0.17
cat > run.cjs <<'JS'
const assert = require('node:assert');
const nock = require('nock');
const { QBOClient } = require('quickbooks-sdk');

let query;
nock('https://sandbox-quickbooks.api.intuit.com').persist().get(/\/query/).reply((uri) => {
  query = new URL(uri, 'https://localhost').searchParams.get('query');
  return [200, { QueryResponse: {} }];
});
const client = new QBOClient('id', 'secret', '1');
client.setAccessToken('token');
const where = "select * from Invoice where CustomerRef='17'";
const november = "MAXRESULTS 500 and TxnDate >= '2026-11-01' and TxnDate <= '2026-11-30' orderby TxnDate desc";
const cases = [
  ['November', () => client.getCustomerInvoices('17', '2026-11-01', '2026-11-30'), `${where} ${november}`],
  ['no dates', () => client.getCustomerInvoices('17'), `${where} MAXRESULTS 500 orderby TxnDate desc`],
  ['the last', () => client.getLastClientInvoice('17'), `${where} orderby Id desc MAXRESULTS 1`],
];
(async () => {
  for (const [name, ask, expected] of cases) {
    await ask();
    console.log(name.padEnd(10), query);
    assert.strictEqual(query, expected, `${name}: this has changed`);
  }
})();
JS
node run.cjs
