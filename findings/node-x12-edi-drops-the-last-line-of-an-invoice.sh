#!/usr/bin/env bash
# node-x12-edi 1.0.15 (the newest on 2026-11-30): drops the last line of an invoice if it has no description.
#
# Valid input: an X12 810 with three IT1 lines, the first two with a description (PID) and the last without, read with a loop of IT1 and
# PID and a LoopMap, as in the package's tutorial.
# Expected: three items, together 60.00, as TDS says. ASC X12 810: PID is optional in the loop IT1, which starts anew at each IT1.
# Seen: two items, 30.00. A loop ends only when it has as many segments as it has names, and what is left over in the end is dropped
# without a word.
#
# Seen on 2026-11-30:
#   items 10.00, 20.00
#   sum 30.00, TDS 60.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-x12-edi@1.0.15
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { FieldMap, Loop, LoopMap, Transaction } from 'node-x12-edi';

const lines = [
  'ST*810*0001',
  'BIG*20261130*RE-17',
  'IT1*1*1*EA*10.00',
  'PID*F****Chair',
  'IT1*2*1*EA*20.00',
  'PID*F****Table',
  'IT1*3*1*EA*30.00',
  'TDS*6000',
  'SE*8*0001',
];
const transaction = new Transaction();
transaction.generateSegments(lines.join('\n'));
const loop = new Loop();
loop.setPosition(0);
loop.addSegmentIdentifiers(['IT1', 'PID']);
transaction.addLoop(loop);
transaction.runLoops();
const price = new FieldMap({ segmentIdentifier: 'IT1', valuePosition: 3 });
const { items, total } = transaction.mapSegments({
  items: new LoopMap({ position: 0, values: { price } }),
  total: new FieldMap({ segmentIdentifier: 'TDS', valuePosition: 0 }),
});
const prices = items.map((item) => item.price);
const sum = prices.reduce((amount, text) => amount + Number(text), 0).toFixed(2);
console.log('items', prices.join(', '));
console.log(`sum ${sum}, TDS ${(total / 100).toFixed(2)}`);
assert.deepStrictEqual([prices, sum, total], [['10.00', '20.00'], '30.00', '6000'], 'this has changed');
JS
node run.mjs
