#!/usr/bin/env bash
# ofx-data-extractor 1.5.0 (the newest on 2026-11-29): converts payment references to numbers and rounds them.
#
# Valid input: an OFX 1.0.2 statement whose memos are a 27-digit Swiss reference, 00012345, 12E3, and INV 17, read with
# nativeTypes, an option in the README.
# Expected: the text unchanged. OFX, bank statement download: MEMO is of the type A-255, characters; the package's own types
# declare it as a string. Amounts (TRNAMT) are what has a native type.
# Seen: 2.1000000000313946e+26, 12345, 12000, for each field that looks like a number and whose name does not end in ID or
# NUM. The payment reference is lost, and its invoice is not found. The descriptions from toNormalized have the same
# problem. The README does not mention this. Without the option, all are strings.
#
# Seen on 2026-11-29 (MEMO, with nativeTypes):
#   210000000003139471430009017  number 2.1000000000313946e+26
#   00012345                     number 12345
#   12E3                         number 12000
#   INV 17                       string INV 17
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ofx-data-extractor@1.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { Ofx } = require('ofx-data-extractor');

const cases = [
  ['210000000003139471430009017', 2.1000000000313946e26],
  ['00012345', 12345],
  ['12E3', 12000],
  ['INV 17', 'INV 17'],
];
const header =
  'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n' +
  'COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n';
const payment = ([memo], at) =>
  `<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>20261127\n<TRNAMT>119.00\n<FITID>${at + 1}\n<NAME>PAYER\n<MEMO>${memo}\n</STMTTRN>\n`;
const statement =
  `${header}<OFX>\n<SIGNONMSGSRSV1>\n<SONRS>\n<STATUS>\n<CODE>0\n<SEVERITY>INFO\n</STATUS>\n<DTSERVER>20261128120000\n` +
  '<LANGUAGE>ENG\n</SONRS>\n</SIGNONMSGSRSV1>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<TRNUID>1\n<STATUS>\n<CODE>0\n<SEVERITY>INFO\n' +
  '</STATUS>\n<STMTRS>\n<CURDEF>CHF\n<BANKACCTFROM>\n<BANKID>000000000\n<ACCTID>000123456789\n<ACCTTYPE>CHECKING\n' +
  `</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20261101\n<DTEND>20261130\n${cases.map(payment).join('')}</BANKTRANLIST>\n` +
  '<LEDGERBAL>\n<BALAMT>476.00\n<DTASOF>20261130\n</LEDGERBAL>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n';
const native = new Ofx(statement, { nativeTypes: true }).getBankTransferList();
const plain = new Ofx(statement).getBankTransferList();
for (const [at, [memo, expected]] of cases.entries()) {
  const seen = native[at].MEMO;
  console.log(memo.padEnd(28), typeof seen, seen);
  assert.strictEqual(seen, expected, `${memo}: this has changed`);
  assert.strictEqual(plain[at].MEMO, memo);
}
assert.strictEqual(native[0].TRNAMT, 119);
JS
node run.cjs
