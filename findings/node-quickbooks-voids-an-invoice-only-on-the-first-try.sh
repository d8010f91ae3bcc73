#!/usr/bin/env bash
# node-quickbooks 2.0.50 (the newest on 2026-11-30): deletes void and requestId from the caller's object, so that a second
# try with the same object is a different request.
#
# Valid input: updateInvoice with void: true, as the README describes, and createInvoice with a requestId (accepted since
# pull request 133, to prevent duplicates). A stand-in for QuickBooks answers the first try of each with 503, and the same
# call is made again with the same object.
# Expected: the same request twice. The README: "To void invoice set void:true in the object." Intuit, Basic ID and field
# definitions: a request sent again with the same requestid gets the response of the first, and isn't carried out again.
# Seen: the second try has neither include=void nor the requestid. What is left of the voiding is an update without a field
# to change, and of the create one that is like any other. What QuickBooks answers to these was not seen; if it accepts
# them, the program believes that the invoice is void, and a create that had arrived makes a second invoice.
#
# Seen on 2026-11-30:
#   void, first try     503  operation=update include=void
#   void, second try    200  operation=update
#   create, first try   503  requestid=create-17
#   create, second try  200  (none)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-quickbooks@2.0.50
cat > run.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const QuickBooks = require('node-quickbooks');

const requests = [];
const server = http.createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const told = ['operation', 'include', 'requestid'].filter((name) => searchParams.has(name));
  const status = requests.length % 2 === 0 ? 503 : 200;
  requests.push(`${status}  ${told.map((name) => `${name}=${searchParams.get(name)}`).join(' ') || '(none)'}`);
  request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
});
server.listen(0, '127.0.0.1', async () => {
  const qbo = new QuickBooks('key', 'secret', 'token', false, '1', false, false, null, '2.0', 'refresh');
  qbo.endpoint = `http://127.0.0.1:${server.address().port}/v3/company/`;
  const call = (name, invoice) => new Promise((done) => qbo[name](invoice, done));
  const voided = { Id: '17', SyncToken: '0', void: true };
  const created = { CustomerRef: { value: '1' }, Line: [], requestId: 'create-17' };
  for (const [name, invoice] of [['updateInvoice', voided], ['createInvoice', created]]) {
    await call(name, invoice);
    await call(name, invoice);
  }
  server.close();
  for (const [index, name] of ['void, first try', 'void, second try', 'create, first try', 'create, second try'].entries()) {
    console.log(name.padEnd(18), '', requests[index]);
  }
  assert.deepStrictEqual(requests, [
    '503  operation=update include=void',
    '200  operation=update',
    '503  requestid=create-17',
    '200  (none)',
  ]);
});
JS
node run.cjs
