#!/usr/bin/env bash
# iso20022.js 0.0.15 (the newest on 2026-11-29): reads 19.99 EUR in a bank statement as 1998.9999999999998 cents.
#
# Valid input: a camt.053 statement with entries of 19.99, 20.00, and 1.10 EUR.
# Expected: 1999, 2000, and 110. ISO 20022 amounts are decimals (xsd:decimal, 18 digits, 5 after the point), which the
# package returns in the smallest unit of the currency.
# Seen: the text is read as a binary fraction and multiplied by 100. Comparing entries with open invoices in cents finds
# no invoice for 19.99 and 1.10, but finds the one for 20.00.
#
# Seen on 2026-11-29:
#   19.99  1998.9999999999998
#   20.00  2000
#   1.10   110.00000000000001
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iso20022.js@0.0.15
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { CashManagementEndOfDayReport } from 'iso20022.js';

const date = (name) => `<${name}><Dt>2026-01-31</Dt></${name}>`;
const balance = (code, amount) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>${date('Dt')}</Bal>`;
const entry = (amount) =>
  `<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd><Sts>BOOK</Sts>` +
  `${date('BookgDt')}${date('ValDt')}<AcctSvcrRef>A1</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>` +
  '<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RmtInf><Ustrd>RE-1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>';
const statement = (amount, closing) =>
  '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>' +
  '<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-01-31T10:00:00Z</CreDtTm><MsgRcpt><Nm>Payee</Nm></MsgRcpt></GrpHdr>' +
  '<Stmt><Id>1</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-01-31T10:00:00Z</CreDtTm>' +
  '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Nm>Payee</Nm><Svcr><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></Svcr></Acct>' +
  `${balance('OPBD', '1000.00')}${balance('CLBD', closing)}${entry(amount)}</Stmt></BkToCstmrStmt></Document>`;

const cases = [['19.99', '1019.99', 1998.9999999999998], ['20.00', '1020.00', 2000], ['1.10', '1001.10', 110.00000000000001]];
for (const [amount, closing, seen] of cases) {
  const { statements } = CashManagementEndOfDayReport.fromXML(statement(amount, closing));
  const [{ balances, entries }] = statements;
  console.log(amount.padEnd(6), entries[0].amount);
  assert.strictEqual(balances[1].amount, Math.round(Number(closing) * 100));
  assert.strictEqual(entries[0].amount, seen, `${amount}: this has changed`);
}
JS
node run.mjs
