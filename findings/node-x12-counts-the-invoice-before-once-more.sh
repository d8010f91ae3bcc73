#!/usr/bin/env bash
# node-x12 1.7.1 (the newest on 2026-11-29): returns the invoices that it read earlier again with every later text.
#
# Valid input: two X12 invoices (810), one interchange each, read one after the other by one parser or queried by one query
# engine; the README reads two with one parser, and a query takes the raw text.
# Expected: only the content of the current text. (The README describes texts that hold several interchanges; these hold
# one.)
# Seen: the parser keeps the interchange. A non-strict parser appends the new groups to the old ones, under the new header;
# a strict one returns both as an X12FatInterchange, an object of another class. When the total (TDS01) of the same text is
# queried twice, the second result has it twice: anyone who adds up totals bills double.
#
# Seen on 2026-11-29:
#   second text, not strict  X12Interchange of INV-1 INV-2
#   second text, strict      X12FatInterchange of INV-1 INV-2
#   TDS01 of INV-1           first time 11900, second time 11900 11900
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-x12@1.7.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { X12Parser, X12QueryEngine } = require('node-x12');

const invoice = (number) => {
  const control = String(number).padStart(9, '0');
  return (
    `ISA*00*          *00*          *ZZ*SELLER         *ZZ*BUYER          *260131*1200*U*00401*${control}*0*P*>~` +
    `GS*IN*SELLER*BUYER*20260131*1200*${number}*X*004010~ST*810*0001~BIG*20260131*INV-${number}~` +
    `IT1*1*1*EA*119.00**VP*ITEM~TDS*11900~CTT*1~SE*6*0001~GE*1*${number}~IEA*1*${control}~`
  );
};
const numbers = ({ functionalGroups }) =>
  functionalGroups.flatMap(({ transactions }) =>
    transactions.map(({ segments }) => segments.find(({ tag }) => tag === 'BIG').valueOf(2)),
  );
for (const [name, isStrict, kind] of [['not strict', false, 'X12Interchange'], ['strict', true, 'X12FatInterchange']]) {
  const parser = new X12Parser(isStrict);
  assert.deepStrictEqual(numbers(parser.parse(invoice(1))), ['INV-1']);
  assert.deepStrictEqual(parser.diagnostics, []);
  const second = parser.parse(invoice(2));
  const seen = (second.interchanges ?? [second]).flatMap(numbers).join(' ');
  console.log(`second text, ${name}`.padEnd(24), second.constructor.name, 'of', seen);
  assert.deepStrictEqual([second.constructor.name, seen], [kind, 'INV-1 INV-2'], `${name}: this has changed`);
}
const engine = new X12QueryEngine(false);
const totals = () => engine.query(invoice(1), 'TDS01').map(({ value }) => value).join(' ');
const seen = [totals(), totals()];
console.log('TDS01 of INV-1'.padEnd(24), `first time ${seen[0]}, second time ${seen[1]}`);
assert.deepStrictEqual(seen, ['11900', '11900 11900']);
JS
node run.cjs
