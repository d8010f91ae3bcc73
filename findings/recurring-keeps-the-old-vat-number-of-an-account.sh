#!/usr/bin/env bash
# recurring 2.7.0 (the newest on 2026-11-30): leaves the VAT number and the tax exemption out of the update of an account, and
# reports success.
#
# Valid input: an account with its e-mail address, VAT number, and tax exemption changed, all of which are properties of the
# package's Account, and saved with update; the package's request function is replaced by one that plays Recurly.
# Expected: the three of them in the body of PUT /v2/accounts/:account_code. Recurly API v2, Update Account: vat_number and
# tax_exempt are among the attributes that can be changed. The README: update() changes the stored data.
# Seen: a fixed list of six fields is sent, with the address, without the other two. The callback gets no error, and the
# account then has the old values again, from the answer. VAT is charged to a customer who isn't to pay it, invoice after
# invoice.
#
# Seen on 2026-11-30:
#   sent      username email first_name last_name company_name accept_language
#   callback  no error; vat_number DE111111111, tax_exempt false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts recurring@2.7.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Recurring = require('recurring');

// What Recurly has, as XML; a PUT changes what it contains.
const stored = {
  account_code: 'acme', username: 'acme', email: 'old@acme.example', first_name: 'Ada', last_name: 'Lovelace',
  company_name: 'Acme', accept_language: 'de', vat_number: 'DE111111111', tax_exempt: 'false',
};
let sent;
const recurly = new Recurring();
recurly.setAPIKey('key');
recurly.request = ({ method, body }, callback) => {
  if (method === 'PUT') {
    const fields = [...body.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
    sent = fields.map(([, name]) => name).join(' ');
    for (const [, name, value] of fields) stored[name] = value;
  }
  const xml = Object.entries(stored).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
  callback(null, { statusCode: 200, headers: {} }, `<account>${xml}</account>`);
};

const account = recurly.Account();
account.id = 'acme';
account.fetch((fault) => {
  assert.ifError(fault);
  Object.assign(account, { email: 'new@acme.example', vat_number: 'DE222222222', tax_exempt: true });
  account.update((error, updated) => {
    const seen = `${error ? error.message : 'no error'}; vat_number ${updated.vat_number}, tax_exempt ${updated.tax_exempt}`;
    console.log('sent     ', sent);
    console.log('callback ', seen);
    assert.strictEqual(updated.email, 'new@acme.example');
    assert.strictEqual(sent, 'username email first_name last_name company_name accept_language', 'this has changed');
    assert.strictEqual(seen, 'no error; vat_number DE111111111, tax_exempt false', 'this has changed');
  });
});
JS
node --no-deprecation run.cjs
