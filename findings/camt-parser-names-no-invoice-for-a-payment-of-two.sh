#!/usr/bin/env bash
# camt-parser 1.1.0 (the newest on 2026-11-30): names no invoice if a payment pays two of them.
#
# Valid input: a bank statement (camt.053.001.08) with two payments: one with a creditor reference, and one with two of them.
# Expected: all three references. ISO 20022, RemittanceInformation16: Strd may be repeated, each with its own reference.
# Seen: one reference, and none for the payment of both invoices: the list of both Strd is read like a single one, which has no reference.
# It is an empty text, as if the customer had given none.
#
# Seen on 2026-11-30:
#   119.00  "RF18539007547034"
#   238.00  ""
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts camt-parser@1.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { parseCamt053 } = require('camt-parser');

const structured = (reference) => `<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${reference}</Ref></CdtrRefInf></Strd>`;
const entry = (amount, references) => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2026-11-30</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
  <NtryDtls><TxDtls><RmtInf>${references.map(structured).join('')}</RmtInf></TxDtls></NtryDtls></Ntry>`;
const xml = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
  <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-30T20:00:00</CreDtTm></GrpHdr>
  <Stmt><Id>S1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
  <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">357.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
  ${entry('119.00', ['RF18539007547034'])}${entry('238.00', ['RF18539007547034', 'RF712348231'])}</Stmt></BkToCstmrStmt></Document>`;

(async () => {
  const { statements } = await parseCamt053(xml);
  const references = statements[0].transactions.map(({ amount, details }) => {
    const { reference } = details[0].remittanceInformation.structured.creditorReferenceInformation;
    console.log(amount.value, ` ${JSON.stringify(reference)}`);
    return reference;
  });
  assert.deepStrictEqual(references, ['RF18539007547034', ''], 'this has changed');
})();
JS
node run.cjs
