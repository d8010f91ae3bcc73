#!/usr/bin/env bash
# zapier-platform-core 19.1.0 (the newest on 2026-11-29): drops a request parameter when its URL already has one with
# that name.
#
# Valid input: z.request with params, and a URL with a query, such as the link to the next page in an API's response.
# Expected: the value in params, as in axios and got; or both, as the query format allows.
# Seen: the value in the URL is sent, and the one in params is lost. A search that steps through pages with
# params.page, starting from a link to page 2, gets page 2 each time. A parameter that the URL does not have is added.
#
# Seen on 2026-11-29:
#   ?page=2         {"page":3}         -> page=2
#   ?status=paid    {"status":"sent"}  -> status=paid
#   ?status=paid    {"page":3}         -> page=3&status=paid
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
  ['?page=2', { page: 3 }, 'page=2'],
  ['?status=paid', { status: 'sent' }, 'status=paid'],
  ['?status=paid', { page: 3 }, 'page=3&status=paid'],
];
const server = createServer(({ url }, response) => response.end(url));
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}/invoices`;
  const run = zapier.createAppTester({ version: '1.0.0', platformVersion: zapier.version });
  for (const [query, params, expected] of cases) {
    const { got } = await run(async (z) => {
      const { content } = await z.request({ url: `${base}${query}`, params });
      return { got: new URL(content, base).search.slice(1) };
    }, {});
    console.log(query.padEnd(15), JSON.stringify(params).padEnd(18), '->', got);
    assert.strictEqual(got, expected, `${query}: this has changed`);
  }
  process.exit(0);
});
JS
# The runtime also logs its memory usage.
DISABLE_ZAPIER_ANALYTICS=1 node run.cjs | grep -E '^[?]'
