#!/usr/bin/env bash
# @makakwastaken/ts-edifact 0.2.16 (the newest on 2026-11-30): replaces commas in references and texts if an interchange uses the decimal
# comma.
#
# Valid input: an EDIFACT INVOIC D.01B with the decimal comma in its UNA, a reference to the invoice 2026,17, an item Cable 2,5 mm and
# 3,5 m, and an amount of 12,50; read and built as in the README.
# Expected: the reference and the item as they were sent, and 12.50. ISO 9735: the decimal mark is what separates the fraction of a number.
# In D.01B, 1154 (reference) is an..70, and 7008 (item description) is an..256, as the package's own definitions say.
# Seen: 2026.17, and Cable 2.5 mm and 3,5 m. In every composite, the first comma of each component becomes a full stop, whatever its
# format. A payment or a credit note does not find the invoice that it belongs to.
#
# Seen on 2026-11-30:
#   reference  2026,17 -> 2026.17
#   item       Cable 2,5 mm and 3,5 m -> Cable 2.5 mm and 3,5 m
#   amount     12,50 -> 12.50
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @makakwastaken/ts-edifact@0.2.16 esbuild@0.25.12
cat > read.mjs <<'EOF'
import assert from 'node:assert';
import { InterchangeBuilder, Reader } from '@makakwastaken/ts-edifact';

const segments = [
  'UNB+UNOC:3+SELLER:14+BUYER:14+261130:1200+1',
  'UNH+1+INVOIC:D:01B:UN',
  'BGM+381+GU-3+9',
  'DTM+137:20261130:102',
  'RFF+IV:2026,17',
  'NAD+SE+4012345000009::9',
  'LIN+1++4000862141404:SRV',
  'IMD+F++:::Cable 2,5 mm and 3,5 m',
  'QTY+47:2,5',
  'MOA+203:12,50',
  'UNS+S',
  'MOA+77:12,50',
  'UNT+12+1',
  'UNZ+1+1',
];
const definitions = 'node_modules/@makakwastaken/ts-edifact/build/esm/src/messageSpec/';
const reader = new Reader(definitions);
const result = reader.parse(`UNA:+,? '${segments.map((segment) => `${segment}'`).join('')}`);
const { interchange } = new InterchangeBuilder(result, reader.separators, definitions);
const find = (object, name, seen = new Set()) => {
  if (!object || typeof object !== 'object' || seen.has(object)) return undefined;
  seen.add(object);
  if (typeof object[name] === 'string') return object[name];
  return Object.values(object).map((value) => find(value, name, seen)).find((value) => value !== undefined);
};
const read = ['referenceIdentifier', 'itemDescription', 'monetaryAmount'].map((name) => find(interchange.messages, name));
console.log('reference  2026,17 ->', read[0]);
console.log('item       Cable 2,5 mm and 3,5 m ->', read[1]);
console.log('amount     12,50 ->', read[2]);
assert.deepStrictEqual(read, ['2026.17', 'Cable 2.5 mm and 3,5 m', '12.50'], 'this has changed');
EOF
# The package imports its own files without their extensions, as a bundler expects.
node_modules/.bin/esbuild read.mjs --bundle --platform=node --log-level=error --outfile=run.cjs
node run.cjs
