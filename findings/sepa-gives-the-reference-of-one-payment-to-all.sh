#!/usr/bin/env bash
# sepa 3.0.0 (the newest on 2026-11-29): writes the creditor reference of one payment into every payment, in a place
# that the schema does not allow.
#
# Valid input: a pain.001.001.03 file with two credit transfers: one with a creditor reference (ISO 11649), set
# through the properties in the package's types, and one with the text INVOICE 54.
# Expected: the first with CdtrRefInf, which contains Tp (with CdOrPrtry and optionally Issr) and then Ref; the second
# with Ustrd (ISO 20022, pain.001.001.03, CreditorReferenceInformation2 and CreditorReferenceType2).
# Seen: all transactions share one object for the reference, so the second carries the reference of the first and
# loses its own text. The element is named CdorPrtry and contains Issr and Ref: a bank that validates against the
# schema refuses the file, and one that does not books both payments to one invoice. Neither the README nor the types
# mention this.
#
# Seen on 2026-11-29:
#   INVOICE 53  Strd/CdtrRefInf/Tp/CdorPrtry: Cd SCOR, Issr, Ref RF18539007547034
#   INVOICE 54  Strd/CdtrRefInf/Tp/CdorPrtry: Cd SCOR, Issr, Ref RF18539007547034
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts sepa@3.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Document } from 'sepa';

const doc = new Document('pain.001.001.03');
Object.assign(doc.grpHdr, { id: 'MESSAGE-1', created: new Date(), initiatorName: 'Payer' });
const info = doc.createPaymentInfo();
const debtor = { debtorName: 'Payer', debtorIBAN: 'DE87123456781234567890', debtorBIC: 'XMPLDEM0XXX' };
Object.assign(info, { requestedExecutionDate: new Date(), ...debtor });
doc.addPaymentInfo(info);
for (const number of ['53', '54']) {
  const payment = info.createTransaction();
  const creditor = { creditorName: 'Payee', creditorIBAN: 'DE40987654329876543210' };
  Object.assign(payment, { amount: 119, end2endId: `E2E-${number}`, ...creditor });
  if (number === '53') {
    payment.structuredRemittanceInfo.typeCode = 'SCOR';
    payment.structuredRemittanceInfo.reference = 'RF18539007547034';
  } else {
    payment.remittanceInfo = `INVOICE ${number}`;
  }
  info.addTransaction(payment);
}
const written = doc.toString();
const seen = [...written.matchAll(/<EndToEndId>E2E-(\d+)<.*?<RmtInf>(.*?)<\/RmtInf>/g)];
const expected =
  '<Strd><CdtrRefInf><Tp><CdorPrtry><Cd>SCOR</Cd><Issr/><Ref>RF18539007547034</Ref></CdorPrtry></Tp></CdtrRefInf></Strd>';
assert.deepStrictEqual(seen.map(([, number]) => number), ['53', '54']);
for (const [, number, remittance] of seen) {
  const path = [...remittance.matchAll(/<(\w+)>(?=<)/g)].map(([, name]) => name).join('/');
  const leaves = [...remittance.matchAll(/<(\w+)(?:\/>|>([^<]+)<)/g)];
  const values = leaves.map(([, name, value]) => (value ? `${name} ${value}` : name));
  console.log(`INVOICE ${number}`, ` ${path}: ${values.join(', ')}`);
  assert.strictEqual(remittance, expected, `${number}: this has changed`);
}
JS
node run.mjs
