#!/usr/bin/env bash
# cloudevents 10.0.0 (the newest on 2026-11-29): neither writes nor reads percent-encoded attributes in headers.
#
# Valid input: a binary-mode event whose subject contains a space and a euro sign.
# Expected: "ce-subject: Order%20%E2%82%AC5", and the reverse when reading. CloudEvents, HTTP protocol binding 1.0.2,
# section 3.1.3.2: characters outside printable ASCII, spaces, double quotes, and percent signs are percent-encoded in
# headers and decoded by the reader.
# Seen: the text is written unencoded, which Node's own HTTP client refuses to send (ERR_INVALID_CHAR), and what other
# SDKs send isn't decoded.
#
# Seen on 2026-11-29:
#   written  Order €5; sending: ERR_INVALID_CHAR
#   read     Order%20%E2%82%AC5 -> Order%20%E2%82%AC5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cloudevents@10.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { validateHeaderValue } = require('node:http');
const { CloudEvent, HTTP } = require('cloudevents');

const subject = 'Order €5';
const encoded = [...subject].map((one) => (/[!#$&-~]/.test(one) ? one : encodeURIComponent(one))).join('');
assert.strictEqual(encoded, 'Order%20%E2%82%AC5');
const { headers, body } = HTTP.binary(new CloudEvent({ source: '/orders', type: 'order.created', subject, data: { n: 1 } }));
let sending = 'fine';
try {
  validateHeaderValue('ce-subject', headers['ce-subject']);
} catch (error) {
  sending = error.code;
}
console.log(`written  ${headers['ce-subject']}; sending: ${sending}`);
assert.deepStrictEqual([headers['ce-subject'], sending], [subject, 'ERR_INVALID_CHAR']);
const read = HTTP.toEvent({ headers: { ...headers, 'ce-subject': encoded }, body });
console.log('read    ', encoded, '->', read.subject);
assert.strictEqual(read.subject, encoded);
JS
node run.cjs
