#!/usr/bin/env bash
# zapier-platform-core 19.1.0 (the newest on 2026-11-29): ignores the delay when a server sends Retry-After as a date.
#
# Valid input: a 429 response to z.request with Retry-After, in both forms of RFC 9110: seconds, and a date.
# Expected: a ThrottledError that says how many seconds to wait, for both.
# Seen: for a date there is no delay, so Zapier retries when it likes, and the server that asked for a minute may
# refuse again. The runtime throws before an afterResponse of the app could read the header, unless the app turns that
# off with throwForThrottlingEarly: false.
#
# Seen on 2026-11-29:
#   60                      -> 60
#   a date in 60 seconds    -> no delay
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts zapier-platform-core@19.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { createServer } = require('node:http');
const zapier = require('zapier-platform-core');

const cases = [
  ['60', () => '60', 60],
  ['a date in 60 seconds', () => new Date(Date.now() + 60_000).toUTCString(), null],
];
let asked = 0;
const server = createServer((_, response) => {
  const [, header] = cases[asked++];
  response.writeHead(429, { 'retry-after': header() }).end();
});
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  let afterResponses = 0;
  const run = zapier.createAppTester({
    version: '1.0.0',
    platformVersion: zapier.version,
    afterResponse: [
      (response) => {
        afterResponses += 1;
        return response;
      },
    ],
  });
  for (const [name, , expected] of cases) {
    const error = await run((z) => z.request({ url }), {}).catch((thrown) => thrown);
    assert.strictEqual(error.name, 'ThrottledError');
    const { delay } = JSON.parse(error.message.split('\n')[0]);
    console.log(name.padEnd(23), '->', delay ?? 'no delay');
    assert.strictEqual(delay, expected, `${name}: this has changed`);
  }
  assert.strictEqual(afterResponses, 0);
  process.exit(0);
});
JS
# The runtime also logs its memory usage.
DISABLE_ZAPIER_ANALYTICS=1 node run.cjs | grep -e '->'
