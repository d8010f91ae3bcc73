#!/usr/bin/env bash
# n8n-nodes-bling-erp 0.1.5 (the newest on 2026-11-30): reports that a record was updated once, and never again.
#
# Valid input: the trigger for updated receivables (contaReceber), polled by n8n; the receivable 17 gets a new due date, is left
# alone, is paid in part, and is paid; the node's own HTTP helper is replaced by one that plays Bling.
# Expected: three items, one for each change. The node: the event Atualizado fires when a record is updated. Its README has it
# wait for a receivable to become Liquidada (settled), to book the money.
# Seen: the ids of reported records are kept, and a record with such an id is dropped, whatever has changed in it, until a
# thousand others have been reported. The new due date fires, the two payments don't, and nothing is booked.
#
# Seen on 2026-11-30 (items per poll):
#   09:00  new due date   17
#   10:00  no change      none
#   11:00  paid in part   none
#   12:00  paid           none
#   13:00  18 is changed  18
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-nodes-bling-erp@0.1.5 n8n-workflow@2.41.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { BlingTrigger } = require('n8n-nodes-bling-erp/dist/nodes/Bling/BlingTrigger.node.js');

// Bling lists what was changed between two days, so a record of today is in each answer of today.
let changed = [];
const staticData = {};
const context = {
  getNodeParameter: (name) => ({ resource: 'contaReceber', event: 'updated' })[name],
  getWorkflowStaticData: () => staticData,
  getNode: () => ({ name: 'Bling ERP Trigger' }),
  helpers: {
    requestOAuth2: async (credential, { uri, qs }) => {
      assert.match(uri, /\/contas\/receber$/);
      assert.match(qs.dataAlteracaoFinal, /^\d{4}-\d\d-\d\d$/);
      return { data: changed };
    },
  },
};
const receivable = (id, vencimento, situacao) => ({ id, vencimento, situacao, valor: 119 });
const cases = [
  ['09:00', 'new due date', [receivable(17, '2026-12-15', 1)], '17'],
  ['10:00', 'no change', [receivable(17, '2026-12-15', 1)], 'none'],
  ['11:00', 'paid in part', [receivable(17, '2026-12-15', 3)], 'none'],
  ['12:00', 'paid', [receivable(17, '2026-12-15', 2)], 'none'],
  ['13:00', '18 is changed', [receivable(17, '2026-12-15', 2), receivable(18, '2026-12-20', 1)], '18'],
];
(async () => {
  for (const [time, name, answer, expected] of cases) {
    changed = answer;
    const items = (await new BlingTrigger().poll.call(context)) ?? [[]];
    const seen = items[0].map(({ json }) => json.id).join(' ') || 'none';
    console.log(`${time}  ${name.padEnd(14)}`, seen);
    assert.strictEqual(seen, expected, `${time}: this has changed`);
  }
})();
JS
node run.cjs
