#!/usr/bin/env bash
# recurring 2.7.0 (the newest on 2026-11-30): refunds a transaction in full when asked for a part of it.
#
# Valid input: refund(1000) of a card payment of 119.00 USD, that is 10.00, and refund() without an amount, as in the README;
# the package's request function is replaced by one that records what would be sent to Recurly.
# Expected: DELETE /v2/transactions/:uuid?amount_in_cents=1000. The README: if amountInCents is omitted, the transaction is
# refunded in full (Recurly API v2, Refund Transaction, says the same). The method is marked as deprecated there, not as gone.
# Seen: the address with the amount is passed to a method that takes no address, so it is dropped, and the same request is sent
# with and without an amount: the customer gets 119.00 back instead of 10.00. The callback isn't passed on either, so nobody
# hears of it.
#
# Seen on 2026-11-30:
#   refund(1000)  DELETE /v2/transactions/a13acd8fe4294916b79aec87b7ea441f
#   refund()      DELETE /v2/transactions/a13acd8fe4294916b79aec87b7ea441f
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts recurring@2.7.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Recurring = require('recurring');

const recurly = new Recurring();
recurly.setAPIKey('key');
let sent;
recurly.request = ({ method, uri, qs }) => {
  const { pathname, search } = new URL(uri);
  sent = `${method} ${pathname}${search}${qs ? ` ${JSON.stringify(qs)}` : ''}`;
};
const refund = (...amount) => {
  const transaction = recurly.Transaction();
  transaction.id = 'a13acd8fe4294916b79aec87b7ea441f';
  transaction.inflate({ amount_in_cents: 11900, currency: 'USD', status: 'success' });
  transaction.refund(...amount, () => {});
  return sent;
};
const expected = 'DELETE /v2/transactions/a13acd8fe4294916b79aec87b7ea441f';
for (const amount of [[1000], []]) {
  const name = `refund(${amount})`;
  const seen = refund(...amount);
  console.log(name.padEnd(13), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node --no-deprecation run.cjs
