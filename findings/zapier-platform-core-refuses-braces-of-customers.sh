#!/usr/bin/env bash
# zapier-platform-core 19.1.0 (the newest on 2026-11-29): refuses requests whose text contains {{bundle.…}} or
# {{process.…}}, regardless of who wrote it.
#
# Valid input: a JSON body with an invoice note typed by a customer, as text and as bytes.
# Expected: sent unchanged; a body is customer data. The check is meant for developers of an integration, who are told
# that such braces are no longer replaced.
# Seen: z.request() throws before anything is sent. The same bytes in a Buffer are sent unchanged; so are braces
# around anything else. A workflow for a customer who writes about Zaps fails each time.
#
# Seen on 2026-11-28:
#   text   {{bundle.inputData.note}}  not sent: z.request() no longer supports {{bundle.*}} or {{p …
#   text   {{process.env.HOME}}       not sent: z.request() no longer supports {{bundle.*}} or {{p …
#   text   {{customer.name}}          sent as it is
#   bytes  {{bundle.inputData.note}}  sent as it is
#   bytes  {{process.env.HOME}}       sent as it is
#   bytes  {{customer.name}}          sent as it is
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zapier-platform-core@19.1.0
cat > try.cjs <<'JS'
const assert = require('node:assert');
const { createServer } = require('node:http');
const zapier = require('zapier-platform-core');

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => response.end(Buffer.concat(chunks)));
});

server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const test = zapier.createAppTester({ version: '1.0.0', platformVersion: zapier.version });
  const send = (body) =>
    test(async (z) => {
      const headers = { 'content-type': 'application/json' };
      return { echo: (await z.request({ method: 'POST', url, headers, body })).content };
    }, {});
  const outcomes = {};
  for (const form of ['text', 'bytes']) {
    for (const note of ['{{bundle.inputData.note}}', '{{process.env.HOME}}', '{{customer.name}}']) {
      const body = JSON.stringify({ note });
      const outcome = await send(form === 'text' ? body : Buffer.from(body)).then(
        ({ echo }) => (echo === body ? 'sent as it is' : `sent as ${echo}`),
        (error) => `not sent: ${error.message.slice(0, 50)} …`,
      );
      outcomes[`${form} ${note}`] = outcome;
      console.log(form.padEnd(6), note.padEnd(26), outcome);
    }
  }
  server.close();
  for (const note of ['{{bundle.inputData.note}}', '{{process.env.HOME}}']) {
    assert.match(outcomes[`text ${note}`], /^not sent: z\.request\(\) no longer supports/);
    assert.strictEqual(outcomes[`bytes ${note}`], 'sent as it is');
  }
  assert.strictEqual(outcomes['text {{customer.name}}'], 'sent as it is');
});
JS
# The runtime also logs its memory usage.
node try.cjs | grep -E '^(text|bytes)'
