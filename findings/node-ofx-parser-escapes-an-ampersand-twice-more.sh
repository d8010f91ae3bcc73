#!/usr/bin/env bash
# node-ofx-parser 0.5.1 (the newest on 2026-11-29): turns "&amp;" in a bank statement into "&amp;amp;amp;".
#
# Valid input: an OFX 1.0.2 statement with a payment from Smith & Sons, whose ampersand is written as &amp;.
# Expected: Smith & Sons. OFX, chapter 2 (structure), on special characters: & is written as &amp;, < as &lt;, and > as &gt;
# in the content of an element. ofx-js 1.1.1 returns that.
# Seen: the ampersand of an escape is escaped again, by adding "amp;amp;", and nothing is unescaped; a bare & also becomes
# &amp;amp;. Matching payments by name finds none. After a round trip through the package's own serialize, it is
# &amp;amp;amp;amp;amp; …, longer each time.
#
# Seen on 2026-11-29:
#   Smith &amp; Sons  node-ofx-parser Smith &amp;amp;amp; Sons  ofx-js Smith & Sons
#   written and read  node-ofx-parser Smith &amp;amp;amp;amp;amp; Sons
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-ofx-parser@0.5.1 ofx-js@1.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import nodeOfxParser from 'node-ofx-parser';
import { parse } from 'ofx-js';

const statement = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260131120000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>001234<ACCTID>000998877<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260115<TRNAMT>119.00<FITID>00123<NAME>Smith &amp; Sons<MEMO>INV 17</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>119.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
const payment = ({ OFX }) => OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN;
const first = nodeOfxParser.parse(statement);
const right = payment(await parse(statement));
console.log('Smith &amp; Sons ', 'node-ofx-parser', payment(first).NAME, ' ofx-js', right.NAME);
assert.deepStrictEqual([right.NAME, right.TRNAMT], ['Smith & Sons', '119.00']);
assert.deepStrictEqual([payment(first).NAME, payment(first).TRNAMT], ['Smith &amp;amp;amp; Sons', '119.00']);
const again = payment(nodeOfxParser.parse(nodeOfxParser.serialize(first.header, first.OFX)));
console.log('written and read ', 'node-ofx-parser', again.NAME);
assert.strictEqual(again.NAME, 'Smith &amp;amp;amp;amp;amp; Sons');
JS
node run.mjs
