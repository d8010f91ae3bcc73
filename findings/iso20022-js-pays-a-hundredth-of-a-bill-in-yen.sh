#!/usr/bin/env bash
# iso20022.js 0.0.15 (the newest on 2026-11-29): writes a hundredth of an amount in yen, and ten times an amount in
# Kuwaiti dinars.
#
# Valid input: a credit transfer of 1000 in the smallest units of US dollars, yen, and Kuwaiti dinars (the package takes
# amounts in these units: 1000 with USD is written as 10).
# Expected in pain.001 (InstdAmt, in units of the currency): 10 USD, 1000 JPY, and 1 KWD, because ISO 4217, List One,
# gives them two, no, and three minor digits.
# Seen: 10 for each. The 1000 yen invoice is paid with 10. The property's type says "the amount of the payment", and all
# ISO 4217 currencies are allowed.
#
# Seen on 2026-11-29:
#   1000 USD  written as 10  ISO 4217: 10
#   1000 JPY  written as 10  ISO 4217: 1000
#   1000 KWD  written as 10  ISO 4217: 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts iso20022.js@0.0.15 @iso4217/json@20230101.1.10
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { ISO20022 } from 'iso20022.js';

const list = JSON.parse(readFileSync('node_modules/@iso4217/json/data.json', 'utf8'));
const minorDigits = (code) => {
  for (const { $data: fields } of list.$data[0].$data) {
    const field = (name) => fields.find((one) => one.$name === name)?.$data;
    if (field('Ccy') === code) return field('CcyMnrUnts');
  }
};
const account = { accountNumber: '123456789012' };
const agent = { bic: 'CHASUS33', bankAddress: { country: 'US' } };
const messages = new ISO20022({ initiatingParty: { name: 'Payer', id: 'PAYER', account, agent } });
const creditor = {
  name: 'Payee',
  account: { iban: 'DE89370400440532013000' },
  agent: { bic: 'DEUTDEFF' },
  address: { streetName: 'Street', townName: 'Berlin', postalCode: '10115', country: 'DE' },
};
for (const [currency, right] of [['USD', 10], ['JPY', 1000], ['KWD', 1]]) {
  assert.strictEqual(1000 / 10 ** minorDigits(currency), right);
  const instruction = { type: 'swift', direction: 'credit', amount: 1000, currency, creditor };
  const xml = messages.createSWIFTCreditPaymentInitiation([instruction]).toString();
  const [, code, amount] = /<InstdAmt Ccy="(\w+)">([^<]*)/.exec(xml);
  console.log('1000', code, ' written as', amount, ' ISO 4217:', right);
  assert.deepStrictEqual([code, amount], [currency, '10'], `${currency}: this has changed`);
}
JS
node run.mjs
