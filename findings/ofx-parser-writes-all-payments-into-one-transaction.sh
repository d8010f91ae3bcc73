#!/usr/bin/env bash
# ofx-parser 1.0.1 (the newest on 2026-11-30): writes all transactions of a statement into a single one.
#
# Valid input: an OFX 1.6 statement with three payments, read with parse; what parse returned, without a change, is written
# with serialize and read again.
# Expected: three STMTTRN aggregates. OFX 1.6, section 11.4.2.2: BANKTRANLIST contains a STMTTRN for each
# transaction, zero or more. parse itself returns an array of three for them.
# Seen: an array is written between one pair of tags, so there is one STMTTRN, with three amounts, three ids, and three names.
# Two of three payments are gone for whoever counts transactions, and a reader that keeps the last of equal elements books
# 357.00 and nothing else. With a single payment the result is right.
#
# Seen on 2026-11-30:
#   read     3 transactions: 119.00, 238.00, 357.00
#   written  1 transaction, with 3 amounts: 119.00, 238.00, 357.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ofx-parser@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { parse, serialize } = require('ofx-parser');

const statement = (amounts) => `OFXHEADER:100
DATA:OFXSGML
VERSION:160
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>EUR<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
${amounts
  .map((amount, index) => `<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261130<TRNAMT>${amount}<FITID>${index}<NAME>RE-${index}</STMTTRN>`)
  .join('\n')}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const transactions = ({ OFX }) => [OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN].flat();
const list = (values) => values.map((value) => value.trim()).join(', ');

(async () => {
  const read = await parse(statement(['119.00', '238.00', '357.00']));
  console.log('read    ', transactions(read).length, 'transactions:', list(transactions(read).map(({ TRNAMT }) => TRNAMT)));
  assert.strictEqual(transactions(read).length, 3);

  const written = serialize(read.header, read.OFX);
  const opened = written.match(/<STMTTRN>/g).length;
  const amounts = [...written.matchAll(/<TRNAMT>([^<]*)/g)].map(([, amount]) => amount);
  console.log('written ', opened, 'transaction, with', amounts.length, 'amounts:', list(amounts));
  assert.strictEqual(opened, 1, 'this has changed');
  assert.strictEqual(list(amounts), '119.00, 238.00, 357.00');

  const one = await parse(statement(['119.00']));
  const again = await parse(serialize(one.header, one.OFX));
  assert.strictEqual(list(transactions(again).map(({ TRNAMT }) => TRNAMT)), '119.00');
})();
JS
node run.cjs
