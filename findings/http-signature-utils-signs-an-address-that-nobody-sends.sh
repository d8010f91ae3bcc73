#!/usr/bin/env bash
# @interledger/http-signature-utils 2.0.3 (the newest on 2026-11-29): signs a URL as it is written, not as it is sent.
#
# Valid input: requests to a URL without a path, as in its README's example, and with capital letters in the host name;
# signed, sent with fetch, and checked with the same library by a server that combines the received host and path, since
# it sees nothing else.
# Expected: the signatures match. RFC 9421 defines "@target-uri" as the URI of the request, and HTTP gives that a path:
# an empty one is sent as "/", and hosts are compared in lowercase (RFC 9110, 4.2.3).
# Seen: both are rejected; with a trailing slash, and in lowercase, they match. So a payment to https://shop.example
# fails and one to https://shop.example/ doesn't, with the same key.
#
# Seen on 2026-11-29:
#   http://localhost:…         signature does not fit
#   http://localhost:…/        signature fits
#   http://LOCALHOST:…/pay     signature does not fit
#   http://localhost:…/pay     signature fits
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @interledger/http-signature-utils@2.0.3
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { generateKeyPairSync } = require('node:crypto');
const { createServer } = require('node:http');
const { createHeaders, generateJwk, validateSignature } = require('@interledger/http-signature-utils');

const { privateKey } = generateKeyPairSync('ed25519');
const keyId = 'key-1';
const jwk = generateJwk({ privateKey, keyId });

const server = createServer(async ({ method, headers, url: path }, response) => {
  const url = `http://${headers.host}${path}`;
  const fits = await validateSignature(jwk, { method, url, headers });
  response.end(fits ? 'fits' : 'does not fit');
});
server.listen(0, 'localhost', async () => {
  const { port } = server.address();
  const cases = [
    ['http://localhost:…', 'does not fit'],
    ['http://localhost:…/', 'fits'],
    ['http://LOCALHOST:…/pay', 'does not fit'],
    ['http://localhost:…/pay', 'fits'],
  ];
  for (const [name, expected] of cases) {
    const request = { method: 'POST', url: name.replace('…', port), headers: {} };
    const headers = await createHeaders({ request, privateKey, keyId });
    const answer = await fetch(request.url, { method: 'POST', headers });
    const seen = await answer.text();
    console.log(name.padEnd(26), 'signature', seen);
    assert.strictEqual(seen, expected, `${name}: this has changed`);
  }
  process.exit(0);
});
JS
node run.cjs
