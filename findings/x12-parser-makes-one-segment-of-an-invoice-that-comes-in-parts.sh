#!/usr/bin/env bash
# x12-parser 1.3.0 (the newest on 2026-11-30): parses a whole interchange as one segment when the first chunk is
# shorter than the interchange header.
#
# Valid input: an X12 invoice (810), whole and in two chunks, as a socket or a decompressor delivers them: split after
# 60 bytes, within the ISA segment of 106, and after 150.
# Expected: the same ten segments each time, as when the split comes later. The README: a Node transform stream, also
# for read streams other than those of files, as long as the data is that of the file.
# Seen: one segment, named ISA, with the whole interchange in its elements; no element holds just the invoice number,
# and there is no error. The separators are read from the first chunk as if it held the whole header.
#
# Seen on 2026-11-30 (segments, invoice number):
#   whole            10  INV17
#   after 150 bytes  10  INV17
#   after 60 bytes    1  (none)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts x12-parser@1.3.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const { X12parser } = require('x12-parser');

const bytes = Buffer.from(
  [
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261130*1200*U*00401*000000001*0*P*>',
    'GS*IN*SENDER*RECEIVER*20261130*1200*1*X*004010',
    'ST*810*0001',
    'BIG*20261130*INV17**PO1',
    'IT1*1*10*EA*1.25**BP*A1',
    'TDS*1250',
    'CTT*1',
    'SE*6*0001',
    'GE*1*1',
    'IEA*1*000000001',
  ]
    .map((segment) => `${segment}~`)
    .join(''),
);

async function parse(chunks) {
  const segments = [];
  for await (const segment of Readable.from(chunks).pipe(new X12parser())) segments.push(segment);
  return segments;
}

const cases = [
  ['whole', [bytes], 10, 'INV17'],
  ['after 150 bytes', [bytes.subarray(0, 150), bytes.subarray(150)], 10, 'INV17'],
  ['after 60 bytes', [bytes.subarray(0, 60), bytes.subarray(60)], 1, '(none)'],
];
const main = async () => {
  for (const [name, chunks, count, number] of cases) {
    const segments = await parse(chunks);
    const invoice = segments.find((segment) => segment.name === 'BIG')?.['2'] ?? '(none)';
    console.log(name.padEnd(15), String(segments.length).padStart(3), '', invoice);
    assert.deepStrictEqual([segments.length, invoice], [count, number], `${name}: this has changed`);
  }
};
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
JS
node run.cjs
