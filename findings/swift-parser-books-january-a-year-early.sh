#!/usr/bin/env bash
# @centrapay/swift-parser 1.0.1 (the newest on 2026-11-29): books a January entry with a New Year's Eve value date one
# year too early.
#
# Valid input: field 61 with the value date 31 December 2025 and the entry date 0102, in the statement of 2 January
# 2026.
# Expected: an entry date of 2026-01-02. SWIFT's Category 9 standards, MT 940, field 61: the entry date (subfield 2)
# has only month and day, so the year must come from the context. The entry cannot be a year earlier than the balance
# that it is part of.
# Seen: 2025-01-02, with the year of the value date. Payments of one year are counted in the books of another.
#
# Seen on 2026-11-29:
#   statement of 2026-01-02, value date 2025-12-31, entry date 2025-01-02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @centrapay/swift-parser@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const swiftParser = require('@centrapay/swift-parser');

const data =
  ':20:START\n:25:20041010/400000000\n:28C:00001/001\n:60F:C251231EUR1000,00\n' +
  ':61:2512310102C20,00NTRFRE-1\n:86:RE-1\n:62F:C260102EUR1020,00\n-\n';
const [{ statementDate, transactions }] = swiftParser.parse({ type: 'mt940', data, validate: true });
const day = (date) => date.toISOString().slice(0, 10);
const seen = [statementDate, transactions[0].date, transactions[0].entryDate].map(day);
console.log(`statement of ${seen[0]}, value date ${seen[1]}, entry date ${seen[2]}`);
assert.deepStrictEqual(seen, ['2026-01-02', '2025-12-31', '2025-01-02']);
JS
node run.cjs
