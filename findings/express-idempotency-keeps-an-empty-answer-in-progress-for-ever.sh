#!/usr/bin/env bash
# express-idempotency 1.0.6 (the newest on 2026-11-30): a request that is answered without a body stays "in progress" for ever.
#
# Valid input: a webhook that is delivered twice with the same Idempotency-Key, at a receiver that answers 200 with text, or 204 with end(), as
# Express does for answers without content.
# Expected: the second delivery gets the first answer, and the receiver works once. draft-ietf-httpapi-idempotency-key-header, section 2.6: a
# retry of a completed request gets the result of the completed one; 409 is for one that is still being processed. The README: inspired by
# Stripe's idempotency, which saves the status of any answer.
# Seen: 409 for each retry, although the first delivery was completed long ago: only send() is watched, so an answer by end() is never noticed.
# The sender counts the delivery as failed, and gives up on a receiver that is fine.
#
# Seen on 2026-11-30:
#   send('received')   first 200, then 200, 200; worked 1 time
#   status(204).end()  first 204, then 409, 409; worked 1 time
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts express-idempotency@1.0.6 express@5.3.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const express = require('express');
const { getSharedIdempotencyService, idempotency } = require('express-idempotency');

const worked = {};
const receive = (answer) => (request, response) => {
  if (getSharedIdempotencyService().isHit(request)) return;
  worked[request.path] = (worked[request.path] ?? 0) + 1;
  answer(response);
};
const app = express();
app.use(express.json(), idempotency());
app.post('/send', receive((response) => response.send('received')));
app.post('/end', receive((response) => response.status(204).end()));
app.use((error, _request, response, _next) => response.end(error.message));

const server = app.listen(0, '127.0.0.1', async () => {
  const deliver = async (path) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': `event-17${path}` };
    const { status } = await fetch(`http://127.0.0.1:${server.address().port}${path}`, { method: 'POST', headers, body: '{"paid":true}' });
    return status;
  };
  for (const [name, path, expected] of [["send('received')", '/send', [200, 200, 200]], ['status(204).end()', '/end', [204, 409, 409]]]) {
    const seen = [await deliver(path), await deliver(path), await deliver(path)];
    console.log(name.padEnd(18), `first ${seen[0]}, then ${seen[1]}, ${seen[2]}; worked ${worked[path]} time`);
    assert.deepStrictEqual(seen, expected, `${name}: this has changed`);
    assert.strictEqual(worked[path], 1);
  }
  process.exit(0);
});
JS
node run.cjs
