#!/usr/bin/env bash
# n8n-workflow 2.41.0 (the newest on 2026-11-29): accepts invoice numbers as dates when it validates or converts to a date.
#
# Valid input: text for validateFieldType with the type dateTime, which n8n uses to check values of the Set node and of
# forms, and to convert values in conditions with loose types.
# Expected: text that is not a date is refused, as 20/11/2026 and "paid" are.
# Seen: text that matches no ISO, RFC, or SQL format is passed to JavaScript's Date, which looks for anything like a month
# or a year: INV-2026 becomes January 1, 2026, "invoice 7" July 1, 2001, and PO 11-26 November 26, 2001. 12 becomes noon
# today. The check for a date passes, and a wrongly mapped column ends up in due dates.
#
# Seen on 2026-11-29:
#   INV-2026    -> 2026-01-01
#   invoice 7   -> 2001-07-01
#   PO 11-26    -> 2001-11-26
#   12          -> today
#   20/11/2026  -> refused
#   paid        -> refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n8n-workflow@2.41.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { validateFieldType } = require('n8n-workflow');

const today = new Date().toISOString().slice(0, 10);
const expected = {
  'INV-2026': '2026-01-01',
  'invoice 7': '2001-07-01',
  'PO 11-26': '2001-11-26',
  12: 'today',
  '20/11/2026': 'refused',
  paid: 'refused',
};
for (const text of ['INV-2026', 'invoice 7', 'PO 11-26', '12', '20/11/2026', 'paid']) {
  const { valid, newValue } = validateFieldType('due date', text, 'dateTime');
  const day = valid ? newValue.toISODate() : 'refused';
  const seen = day === today ? 'today' : day;
  console.log(text.padEnd(11), '->', seen);
  assert.strictEqual(seen, expected[text], `${text}: this has changed`);
}
JS
TZ=UTC node run.cjs
