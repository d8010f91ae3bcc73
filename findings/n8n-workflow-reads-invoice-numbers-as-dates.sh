#!/usr/bin/env bash
# n8n-workflow 2.41.0 (the newest on 2026-11-29) takes invoice numbers for dates, where it validates or converts to a date.
#
# Valid input: text for validateFieldType with the type dateTime, with which n8n checks values of the Set node and of
# forms, and converts in conditions with loose types.
# Expected: a date that is none is refused, as 20/11/2026 and "paid" are.
# Seen: what no ISO, RFC or SQL form fits is left to JavaScript's Date, which looks for anything like a month or a year:
# INV-2026 is the first of January 2026, "invoice 7" the first of July 2001, PO 11-26 the 26th of November 2001. 12 is
# noon of today. So "is it a date?" is answered with yes, and a column that was mapped wrongly goes into due dates.
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
