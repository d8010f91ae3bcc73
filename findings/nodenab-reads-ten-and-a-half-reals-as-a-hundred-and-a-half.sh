#!/usr/bin/env bash
# nodenab 1.2.1 (the newest on 2026-11-30): reads a payment of 10.50 reals as 100.50.
#
# Valid input: a CNAB 400 return file for Bradesco, read with the package's own layout, with payments of 10.50, 10.05, and 20.00.
# Expected: 10.5, 10.05, and 20. The field valor_pago has the picture 9(11)V9(2): eleven digits, an assumed point, and two digits, in
# columns 254 to 266 of 400.
# Seen: "100.50" and "100.05", texts: the cents are read as the text 0.50, and joined to the 10 before them instead of added. Amounts
# without cents are numbers, and correct. Written into a file, 10.5 is correct as well.
#
# Seen on 2026-11-30:
#   0000000001050 "100.50"
#   0000000001005 "100.05"
#   0000000002000 20
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts nodenab@1.2.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Layout, RetornoFile } = require('nodenab');
const config = require('nodenab/layouts/237/400/cobranca.json');

const record = (fields) => {
  let line = ''.padEnd(400);
  for (const [column, text] of Object.entries(fields)) line = line.slice(0, column - 1) + text + line.slice(column - 1 + text.length);
  return line;
};
const amounts = ['0000000001050', '0000000001005', '0000000002000'];
const lines = [
  record({ 1: '02RETORNO01COBRANCA', 395: '000001' }),
  ...amounts.map((amount, i) => record({ 1: '1', 109: '06301126', 117: `RE-${17 + i}`, 254: amount, 395: `00000${i + 2}` })),
  record({ 1: '9201237', 18: '00000003', 395: '000005' }),
];
const layout = new Layout(237, '400', config, { loadFromFile: false });
const [{ titulos }] = new RetornoFile(layout, lines.join('\n')).generate().lotes;
const paid = titulos.map((bill) => bill[1].valor_pago);
paid.forEach((amount, i) => console.log(amounts[i], JSON.stringify(amount)));
assert.deepStrictEqual(paid, ['100.50', '100.05', 20], 'this has changed');
JS
node run.cjs
