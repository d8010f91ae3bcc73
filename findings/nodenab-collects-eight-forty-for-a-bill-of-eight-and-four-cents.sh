#!/usr/bin/env bash
# nodenab 1.2.1 (the newest on 2026-11-30): drops the zero after the point when it rounds an amount to cents.
#
# Valid input: a CNAB 400 file for Bradesco with the package's own layout, and bills of 3 x 2.68 (8.040000000000001 for the processor),
# 10.051, and 9.999 reals.
# Expected: 8.04, 10.05, and 10.00. The field valor has the picture 9(11)V9(2): eleven digits, an assumed point, and two digits, in columns
# 127 to 139 of 400.
# Seen: 8.40 and 10.50, because the digits after the point are rounded as a number of their own, in which 04 is 4, and then filled with
# zeros on the right. For 9.999, they become 100, so that the line has 401 columns and the bank reads 9.10. Amounts with two decimals
# are correct.
#
# Seen on 2026-11-30:
#   8.04               0000000000804  8.04   400 columns
#   8.040000000000001  0000000000840  8.40   400 columns
#   10.051             0000000001050  10.50  400 columns
#   9.999              0000000000910  9.10   401 columns
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts nodenab@1.2.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Layout, Remessa, RemessaFile } = require('nodenab');

const config = require('nodenab/layouts/237/400/cobranca.json');
const write = (amount) => {
  const layout = new Layout(237, '400', config, { loadFromFile: false });
  const file = new Remessa(layout);
  const batch = file.novoLote(1);
  const bill = batch.novoDetalhe(['segmento_2', 'segmento_3', 'segmento_7']);
  Object.assign(bill.segmento_1, { numero_documento: 'RE-17', vencimento: '2026-12-01', data_emissao: '2026-11-30', valor: amount });
  batch.inserirDetalhe(bill);
  file.inserirLote(batch);
  return new RemessaFile(file).generate().split('\r\n').find((line) => line.startsWith('1'));
};
const cases = [
  [8.04, '0000000000804', 400],
  [3 * 2.68, '0000000000840', 400],
  [10.051, '0000000001050', 400],
  [9.999, '0000000000910', 401],
];
for (const [amount, ...expected] of cases) {
  const line = write(amount);
  const field = line.slice(126, 139);
  console.log(String(amount).padEnd(18), field, '', (Number(field) / 100).toFixed(2).padEnd(5), ` ${line.length} columns`);
  assert.deepStrictEqual([field, line.length], expected, 'this has changed');
}
JS
node run.cjs
