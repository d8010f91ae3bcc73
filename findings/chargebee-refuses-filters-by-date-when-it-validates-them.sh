#!/usr/bin/env bash
# chargebee 3.33.0 (Chargebee's own SDK, the newest on 2026-11-30): refuses list filters with dates, amounts, booleans, and
# lists of values when it validates parameters.
#
# Valid input: filters of invoice.list as the package's types have them: numbers for timestamps and amounts, booleans, and
# arrays for in and between. Without and with enableValidation, which the README describes for every request.
# Expected: the same request with and without. Chargebee API, List invoices: date is filtered by a timestamp in seconds,
# total by cents, status by in with several values.
# Seen: with validation, each of them throws a ChargebeeZodValidationError before any request is sent, since the schemas
# want strings, which TypeScript doesn't accept in turn. Only filters by text and single choices pass. A list for in can't
# be given at all, because a string, too, gets quoted before it is sent. Once validation is turned on, a nightly job that
# lists the invoices of a day fails.
#
# Seen on 2026-11-30 (without validation, and with it):
#   {"customer_id":{"is":"17"}}              customer_id[is]=17               the same
#   {"status":{"is":"paid"}}                 status[is]=paid                  the same
#   {"date":{"after":1793491200}}            date[after]=1793491200           refused
#   {"total":{"between":[10000,20000]}}      total[between]=[10000,20000]     refused
#   {"recurring":{"is":true}}                recurring[is]=true               refused
#   {"status":{"in":["paid","not_paid"]}}    status[in]=["paid","not_paid"]   refused
#   {"customer_id":{"in":["17","18"]}}       customer_id[in]=["17","18"]      refused
#   {"customer_id":{"in":"[\"17\",\"18\"]"}} customer_id[in]="[\"17\",\"18\"]" the same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts chargebee@3.33.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import Chargebee, { ChargebeeZodValidationError } from 'chargebee';

let sent;
const httpClient = {
  async makeApiRequest({ url }) {
    sent = [...new URL(url).searchParams].map((pair) => pair.join('=')).join(' ');
    return new Response('{"list":[]}', { headers: { 'content-type': 'application/json' } });
  },
};
const list = async (conditions, enableValidation) => {
  sent = undefined;
  const chargebee = new Chargebee({ site: 'site', apiKey: 'key', httpClient, enableValidation });
  // A copy, because the package rewrites its argument.
  await chargebee.invoice.list(structuredClone(conditions)).catch((error) => {
    assert.ok(error instanceof ChargebeeZodValidationError, error);
  });
  return sent ?? 'refused';
};
const cases = [
  [{ customer_id: { is: '17' } }, 'customer_id[is]=17', 'the same'],
  [{ status: { is: 'paid' } }, 'status[is]=paid', 'the same'],
  [{ date: { after: 1793491200 } }, 'date[after]=1793491200', 'refused'],
  [{ total: { between: [10000, 20000] } }, 'total[between]=[10000,20000]', 'refused'],
  [{ recurring: { is: true } }, 'recurring[is]=true', 'refused'],
  [{ status: { in: ['paid', 'not_paid'] } }, 'status[in]=["paid","not_paid"]', 'refused'],
  [{ customer_id: { in: ['17', '18'] } }, 'customer_id[in]=["17","18"]', 'refused'],
  [{ customer_id: { in: '["17","18"]' } }, String.raw`customer_id[in]="[\"17\",\"18\"]"`, 'the same'],
];
for (const [conditions, ...expected] of cases) {
  const name = JSON.stringify(conditions);
  const [without, validated] = [await list(conditions, false), await list(conditions, true)];
  const seen = [without, validated === without ? 'the same' : validated];
  console.log(name.padEnd(40), seen[0].padEnd(32), seen[1]);
  assert.deepStrictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.mjs
