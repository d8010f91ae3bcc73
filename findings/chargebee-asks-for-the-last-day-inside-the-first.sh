#!/usr/bin/env bash
# chargebee 3.33.0 (Chargebee's own SDK, the newest on 2026-11-30): garbles the second of two conditions on the same field
# of a list.
#
# Valid input: lists of the invoices of November 2026 (after and before) and of those from 100.00 to 200.00 USD (gte and
# lte), as the package's types have them. A custom HTTP client, as in the README, takes the requests.
# Expected: date[after]=…&date[before]=… and total[gte]=…&total[lte]=…, in any order. Chargebee API, List operations: each
# filter parameter specifies a single attribute, an operator, and a value.
# Seen: date[after][before] and total[gte][lte], parameters that the API doesn't have. The package's changelog says of
# other filters with wrong names that the API ignores them: then a report of November's invoices contains those of
# December and after, or, with the conditions in the other order, all those before. The caller's object is rewritten in the
# same way.
#
# Seen on 2026-11-30:
#   after          date[after]=1793491200
#   after, before  date[after]=1793491200 date[after][before]=1796083200
#   before, after  date[before]=1796083200 date[before][after]=1793491200
#   gte, lte       total[gte]=10000 total[gte][lte]=20000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts chargebee@3.33.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import Chargebee from 'chargebee';

let seen;
const httpClient = {
  async makeApiRequest({ url }) {
    seen = [...new URL(url).searchParams].map((pair) => pair.join('=')).join(' ');
    return new Response('{"list":[]}', { headers: { 'content-type': 'application/json' } });
  },
};
const chargebee = new Chargebee({ site: 'site', apiKey: 'key', httpClient });
const [after, before] = [Date.UTC(2026, 10) / 1000, Date.UTC(2026, 11) / 1000];
const cases = [
  [{ date: { after } }, 'date[after]=1793491200'],
  [{ date: { after, before } }, 'date[after]=1793491200 date[after][before]=1796083200'],
  [{ date: { before, after } }, 'date[before]=1796083200 date[before][after]=1793491200'],
  [{ total: { gte: 10000, lte: 20000 } }, 'total[gte]=10000 total[gte][lte]=20000'],
];
for (const [conditions, expected] of cases) {
  const name = Object.keys(Object.values(conditions)[0]).join(', ');
  await chargebee.invoice.list(conditions);
  console.log(name.padEnd(14), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.mjs
