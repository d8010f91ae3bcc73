#!/usr/bin/env bash
# @dipser/epc-qr-code.js 1.0.3 (the newest on 2026-11-30): writes payment codes that start with three bytes other than BCD when a
# name has an umlaut.
#
# Valid input: the minimal example from its README, for the payees Muster GmbH and Müller GmbH.
# Expected: EPC069-12, version 2.1: the first element is the service tag BCD, and the third gives the text encoding, 1 for UTF-8 and
# 2 for ISO 8859-1.
# Seen: the code for Müller GmbH starts with a byte order mark, EF BB BF, which belongs to no element, and its text is UTF-8 although
# the third element is 2, the default: a reader that follows it gets "MÃ¼ller GmbH". Nothing is thrown. Without an umlaut, the code
# is correct.
#
# Seen on 2026-11-30 (first six bytes, third element, name by that element):
#   Muster GmbH  42 43 44 0a 30 30  2  Muster GmbH
#   Müller GmbH  ef bb bf 42 43 44  2  MÃ¼ller GmbH
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @dipser/epc-qr-code.js@1.0.3 jsqr@1.4.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { girocode } from '@dipser/epc-qr-code.js';
import jsqr from 'jsqr';

// It writes its configuration to the console.
const print = console.log;
console.log = () => {};

/** The bytes of a code that is drawn of squares, with four squares of white around it. */
function read(svg) {
  const squares = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"[^>]*fill:(#\w+)/g)].slice(1);
  const unit = Number(squares[0][3]);
  const count = Math.round(Math.max(...squares.map(([, x]) => Number(x))) / unit) + 1;
  const scale = 4;
  const side = (count + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, , colour] of squares) {
    if (colour !== '#000000') continue;
    const [column, row] = [x, y].map((at) => (Math.round(Number(at) / unit) + 4) * scale);
    for (let index = 0; index < scale * scale; index += 1) {
      const at = ((row + Math.floor(index / scale)) * side + column + (index % scale)) * 4;
      pixels.fill(0, at, at + 3);
    }
  }
  return Buffer.from((jsqr.default ?? jsqr)(pixels, side, side).binaryData);
}

const cases = [
  ['Muster GmbH', '42 43 44 0a 30 30', 'Muster GmbH'],
  ['Müller GmbH', 'ef bb bf 42 43 44', 'MÃ¼ller GmbH'],
];
for (const [name, start, shown] of cases) {
  const payment = { iban: 'DE02100100100006820101', bic: 'PBNKDEFF', name, amount: '10.00', reason: 'Invoice X' };
  const bytes = read(girocode(payment).svg());
  const first = bytes.subarray(0, 6).toString('hex').match(/../g).join(' ');
  const elements = bytes.toString('latin1').split('\n');
  print(`${name}  ${first}  ${elements[2]}  ${elements[5]}`);
  assert.deepStrictEqual([first, elements[2], elements[5]], [start, '2', shown], `${name}: this has changed`);
}
JS
node run.mjs
