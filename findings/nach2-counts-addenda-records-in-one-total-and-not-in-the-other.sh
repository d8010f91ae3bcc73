#!/usr/bin/env bash
# nach2 0.5.1 (the newest on 2026-11-29): leaves the addenda records out of the file's totals and block count.
#
# Valid input: four credits of 175.00 USD, each with an addenda record that says which invoice is paid, added with
# addAddenda (addAdenda in the README) to a file built as in the README. The package does not export the README's class
# EntryAddenda, so it has to be loaded from its file.
# Expected: Nacha, ACH file specifications. File control record: the entry/addenda count is the sum of those of the batches
# (8), and the file has a multiple of ten records of 94 characters, counted as blocks (2 blocks, 20 records: 12 and eight of
# padding). Addenda record, positions 84 to 87: the sequence number 0001.
# Seen: 8 in the batch and 4 in the file, one block, 14 records, and the sequence number 0100, because it is formatted like
# an amount with cents. The README promises the ACH file specification and optional addenda records.
#
# Seen on 2026-11-29:
#   entries and addenda: batch 000008, file 00000004
#   blocks: 000001, records: 14
#   sequence number of each addenda record: 0100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts nach2@0.5.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const nach = require('nach2');
const EntryAddenda = nach.EntryAddenda ?? require('nach2/lib/entry-addenda');

const file = new nach.File({
  immediateDestination: '081000032',
  immediateOrigin: '123456789',
  immediateDestinationName: 'Some Bank',
  immediateOriginName: 'Your Company Inc',
  referenceCode: '#A000001',
});
const batch = new nach.Batch({
  serviceClassCode: '220',
  companyName: 'Your Company Inc',
  standardEntryClassCode: 'CCD',
  companyIdentification: '123456789',
  companyEntryDescription: 'Invoices',
  companyDescriptiveDate: 'Nov 30',
  effectiveEntryDate: new Date(2026, 10, 30),
  originatingDFI: '081000032',
});
for (const invoice of ['INV 17', 'INV 18', 'INV 19', 'INV 20']) {
  const entry = new nach.Entry({
    receivingDFI: '081000210',
    DFIAccount: '5654221',
    amount: '175',
    idNumber: invoice,
    individualName: 'Supplier',
    discretionaryData: 'A1',
    transactionCode: '22',
  });
  entry.addAddenda(new EntryAddenda({ paymentRelatedInformation: invoice }));
  batch.addEntry(entry);
}
file.addBatch(batch);
file.generateFile((text) => {
  const records = text.split(/\r?\n/);
  const only = (kind) => records.filter((record) => record[0] === kind);
  const [batchControl] = only('8');
  const [fileControl] = only('9');
  const [inBatch, inFile] = [batchControl.slice(4, 10), fileControl.slice(13, 21)];
  const blocks = fileControl.slice(7, 13);
  const numbers = only('7').map((record) => record.slice(83, 87));
  console.log(`entries and addenda: batch ${inBatch}, file ${inFile}`);
  console.log(`blocks: ${blocks}, records: ${records.length}`);
  console.log('sequence number of each addenda record:', numbers[0]);
  assert.deepStrictEqual([inBatch, inFile], ['000008', '00000004']);
  assert.deepStrictEqual([blocks, records.length], ['000001', 14]);
  assert.deepStrictEqual(numbers, Array(4).fill('0100'));
});
JS
node run.cjs
