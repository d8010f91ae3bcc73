#!/usr/bin/env bash
# sepa-xml 0.6.0 (the newest on 2026-11-29): fills in the BIC of a Dutch bank for accounts in other countries.
#
# Valid input: credit transfers to accounts at ING in Romania, Citibank in Ireland and Chase in the United Kingdom,
# without a BIC. The README says that the BIC is optional and that the package finds it.
# Expected: a BIC from the account's country, or none, which SEPA allows. The fifth and sixth characters of a BIC are
# the country (ISO 9362), as are the first two of an IBAN (ISO 13616), and the bank's letters alone do not identify a
# bank: INGB is used in several countries.
# Seen: INGBNL2A, CITINL2X and CHASNL2X, because only the four characters after the check digits are looked up. The
# payer's bank refuses the combination, or the payment goes to Amsterdam.
#
# Seen on 2026-11-29:
#   RO65INGB0000000000000001  INGBNL2A
#   IE83CITI00000000000001    CITINL2X
#   GB27CHAS00000000000001    CHASNL2X
#   NL39RABO0300065264        RABONL2U
#   DE89370400440532013000    (none)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts sepa-xml@0.6.0 ibantools@4.5.4
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { isValidIBAN } = require('ibantools');
const SepaXML = require('sepa-xml');

const cases = [
  ['RO65INGB0000000000000001', 'INGBNL2A'],
  ['IE83CITI00000000000001', 'CITINL2X'],
  ['GB27CHAS00000000000001', 'CHASNL2X'],
  ['NL39RABO0300065264', 'RABONL2U'],
  ['DE89370400440532013000', '(none)'],
];
const file = new SepaXML('pain.001.001.03');
file.setHeaderInfo({ messageId: 'MESSAGE-1', initiator: 'Payer' });
file.setPaymentInfo({ id: 'PAYMENT-1', method: 'TRF', senderName: 'Payer', senderIBAN: 'NL39RABO0300065264', bic: 'RABONL2U' });
cases.forEach(([iban], index) => {
  assert.ok(isValidIBAN(iban));
  file.addTransaction({ id: `E2E-${index}`, amount: 119, name: 'Payee', iban, description: 'INV 17' });
});
file.compile((error, written) => {
  assert.ifError(error);
  const payments = written.match(/<CdtTrfTxInf>.*?<\/CdtTrfTxInf>/gs);
  assert.strictEqual(payments.length, cases.length);
  for (const [index, [iban, expected]] of cases.entries()) {
    assert.ok(payments[index].includes(`<IBAN>${iban}</IBAN>`));
    const bic = /<BIC>(\w+)<\/BIC>/.exec(payments[index])?.[1] ?? '(none)';
    console.log(iban.padEnd(25), bic);
    assert.strictEqual(bic, expected, `${iban}: this has changed`);
  }
});
JS
node run.cjs
