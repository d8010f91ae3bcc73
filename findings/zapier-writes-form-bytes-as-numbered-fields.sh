#!/usr/bin/env bash
# zapier-platform-core 19.1.0 (the newest on 2026-11-29): sends a Buffer as numbered form fields when its content type
# is that of a form.
#
# Valid input: the bytes of name=ada as a Buffer, which z.request accepts as a body, with three content types.
# Expected: the same bytes, as for application/json.
# Seen: with application/x-www-form-urlencoded, the Buffer is treated as an object of fields, and its bytes are sent
# as numbered fields: "0=110&1=97&2=109&…". With "; charset=utf-8" after the type, the bytes arrive unchanged. An app
# that logs in through a web form and builds its bodies as bytes is refused despite correct passwords.
#
# Seen on 2026-11-28:
#   application/json                                  -> name=ada
#   application/x-www-form-urlencoded                 -> 0=110&1=97&2=109&3=101&4=61&5=97&6=100&7=97
#   application/x-www-form-urlencoded; charset=utf-8  -> name=ada
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zapier-platform-core@19.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const zapier = require('zapier-platform-core');

const form = 'application/x-www-form-urlencoded';
const expected = {
  'application/json': 'name=ada',
  [form]: '0=110&1=97&2=109&3=101&4=61&5=97&6=100&7=97',
  [`${form}; charset=utf-8`]: 'name=ada',
};
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => response.end(body));
});
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const send = (type) => async (z) => {
    const headers = { 'content-type': type };
    const body = Buffer.from('name=ada');
    return (await z.request({ url, method: 'POST', headers, body })).content;
  };
  const App = { version: '1.0.0', platformVersion: zapier.version };
  const run = zapier.createAppTester(App);
  for (const [type, body] of Object.entries(expected)) {
    const got = await run(send(type), {});
    console.log(type, '->', got);
    assert.strictEqual(got, body, `${type}: this has changed`);
  }
  process.exit(0);
});
JS
DISABLE_ZAPIER_ANALYTICS=1 node run.cjs
