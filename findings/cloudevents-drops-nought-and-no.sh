#!/usr/bin/env bash
# cloudevents 10.0.0 (the newest on 2026-11-29): loses an event's data when it is 0, false, or an empty string.
#
# Valid input: structured-mode events, as written by this library itself, whose data is any JSON value, which the
# CloudEvents JSON format allows: "amount left to pay: 0", "is it paid: false".
# Expected: the data that was sent.
# Seen: when read back, the event has no data at all, as if none had been sent; 1 and true arrive. Nothing is thrown. The
# body on the wire is correct, so other readers get the data.
#
# Seen on 2026-11-29 (sent -> in the body -> read):
#   0     -> "data":0     -> no data
#   false -> "data":false -> no data
#   ""    -> "data":""    -> no data
#   1     -> "data":1     -> 1
#   true  -> "data":true  -> true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cloudevents@10.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { CloudEvent, HTTP } = require('cloudevents');

const cases = [
  [0, 'no data'],
  [false, 'no data'],
  ['', 'no data'],
  [1, '1'],
  [true, 'true'],
];
for (const [data, expected] of cases) {
  const event = new CloudEvent({
    id: '1',
    source: '/invoices/7',
    type: 'invoice.changed',
    datacontenttype: 'application/json',
    data,
  });
  const { headers, body } = HTTP.structured(event);
  const sent = JSON.stringify(data);
  assert.ok(body.includes(`"data":${sent}`));
  const read = HTTP.toEvent({ headers, body });
  const seen = read.data === undefined ? 'no data' : JSON.stringify(read.data);
  console.log(sent.padEnd(5), '->', `"data":${sent}`.padEnd(12), '->', seen);
  assert.strictEqual(seen, expected, `${sent}: this has changed`);
}
JS
node run.cjs
