#!/usr/bin/env bash
# n8n-nodes-base 2.41.2 (n8n's own nodes, the newest on 2026-11-30): Convert to File writes numbers to CSV with at most eleven
# characters, so large totals lose their cents, and ids of twelve digits and more all but their first six.
#
# Valid input: two invoices with their numbers as JSON has them, all of them exact as JavaScript numbers to the digits shown; the
# operation Convert to CSV, which is the node's default, without options. n8n's context is replaced by a stand-in.
# Expected: the numbers. n8n's documentation of the node says that it outputs the input data as a file, and nothing about digits.
# Seen: 123456789.12 becomes 123456789.1, the credit note gets a cent more, and 5678912345678, an id as large shops have them, becomes
# 5.67891E+12: so does the next one, and the two ids cannot be told apart. The library that the node writes with (@e965/xlsx
# 0.20.3) formats numbers as the cells of a spreadsheet show them. XLSX from the same node has all the digits, and so has CSV when
# the amounts are text. Nothing is thrown.
#
# Seen on 2026-11-30:
#   document        order id        total           in CSV
#   INV-2026-0100   5678912345678   123456789.12    INV-2026-0100,5.67891E+12,123456789.1
#   CN-2026-0007    5678912345679   -123456789.99   CN-2026-0007,5.67891E+12,-123456790
#   as text                                         INV-2026-0100,5678912345678,123456789.12
#   XLSX                                            INV-2026-0100,5678912345678,123456789.12
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts \
  n8n-workflow@2.41.0 lodash@4.18.1 iconv-lite@0.6.3 @e965/xlsx@0.20.3 ics@2.40.0 moment-timezone@0.5.48
# The package needs hundreds of others for all its nodes, and this node only these six.
npm pack --silent n8n-nodes-base@2.41.2 >/dev/null
tar -xzf n8n-nodes-base-2.41.2.tgz package/dist/nodes/Files/ConvertToFile package/dist/nodes/ICalendar package/dist/utils
cat > run.cjs <<'JS'
const assert = require('node:assert');
const xlsx = require('@e965/xlsx');
const { ConvertToFile } = require('./package/dist/nodes/Files/ConvertToFile/ConvertToFile.node.js');

async function file(operation, invoices) {
  const parameters = { operation, binaryPropertyName: 'data', options: {} };
  const context = {
    getInputData: () => invoices.map((json) => ({ json })),
    getNodeParameter: (name) => parameters[name],
    getNode: () => ({ name: 'Convert to File' }),
    continueOnFail: () => false,
    helpers: { prepareBinaryData: async (bytes) => ({ bytes }) },
  };
  const [[item]] = await new ConvertToFile().execute.call(context);
  return item.binary.data.bytes;
}
const rowsOf = (csv) => csv.toString('utf8').trim().split('\n').slice(1);

(async () => {
  const invoices = [
    { number: 'INV-2026-0100', orderId: 5678912345678, total: 123456789.12 },
    { number: 'CN-2026-0007', orderId: 5678912345679, total: -123456789.99 },
  ];
  const texts = invoices.map((invoice) => ({ ...invoice, orderId: `${invoice.orderId}`, total: `${invoice.total}` }));
  const rows = rowsOf(await file('csv', invoices));
  const textRows = rowsOf(await file('csv', texts));
  const { Sheets } = xlsx.read(await file('xlsx', invoices));
  const sheet = xlsx.utils.sheet_to_json(Sheets.Sheet);

  const line = (...cells) => console.log(cells[0].padEnd(16) + `${cells[1]}`.padEnd(16) + `${cells[2]}`.padEnd(16) + cells[3]);
  line('document', 'order id', 'total', 'in CSV');
  invoices.forEach(({ number, orderId, total }, index) => line(number, orderId, total, rows[index]));
  line('as text', '', '', textRows[0]);
  line('XLSX', '', '', Object.values(sheet[0]).join());

  assert.deepStrictEqual(
    rows,
    ['INV-2026-0100,5.67891E+12,123456789.1', 'CN-2026-0007,5.67891E+12,-123456790'],
    'this has changed',
  );
  assert.deepStrictEqual(textRows, invoices.map((invoice) => Object.values(invoice).join()));
  assert.deepStrictEqual(sheet, invoices);
})();
JS
node run.cjs
