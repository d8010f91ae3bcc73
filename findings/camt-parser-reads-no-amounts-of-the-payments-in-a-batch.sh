#!/usr/bin/env bash
# camt-parser 1.1.0 (the newest on 2026-11-30): reads no amounts of the payments in a batch.
#
# Valid input: a bank statement (camt.053.001.08) with one entry of 357.00 for two payments of 119.00 and 238.00.
# Expected: 119.00 and 238.00. ISO 20022, EntryTransaction10: Amt is the amount of the transaction; AmtDtls is optional, and for amounts
# in another currency and the like.
# Seen: two empty amounts in no currency. Only AmtDtls is read, so that a batch can be booked as a whole, but not for its invoices.
#
# Seen on 2026-11-30:
#   entry    357.00 EUR
#   payment  RE-17 "" ""
#   payment  RE-18 "" ""
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts camt-parser@1.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { parseCamt053 } = require('camt-parser');

const payment = (number, amount) =>
  `<TxDtls><Refs><EndToEndId>${number}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`;
const xml = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
  <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-30T20:00:00</CreDtTm></GrpHdr>
  <Stmt><Id>S1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
  <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">357.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
  <Ntry><Amt Ccy="EUR">357.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-30</Dt></BookgDt>
  <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
  <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${payment('RE-17', '119.00')}${payment('RE-18', '238.00')}</NtryDtls></Ntry>
  </Stmt></BkToCstmrStmt></Document>`;

(async () => {
  const [entry] = (await parseCamt053(xml)).statements[0].transactions;
  console.log(`entry    ${entry.amount.value} ${entry.amount.currency}`);
  for (const { references, amountDetails } of entry.details) {
    const { value, currency } = amountDetails.transactionAmount;
    console.log(`payment  ${references.endToEndId} "${value}" "${currency}"`);
  }
  const amounts = entry.details.map(({ amountDetails }) => amountDetails.transactionAmount.value);
  assert.deepStrictEqual([entry.amount.value, ...amounts], ['357.00', '', ''], 'this has changed');
})();
JS
node run.cjs
