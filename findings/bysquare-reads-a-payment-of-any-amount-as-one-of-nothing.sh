#!/usr/bin/env bash
# bysquare 4.0.1 (the newest on 2026-11-30): reads a payment code without an amount as one of 0.
#
# Valid input: a PAY by square code for a donation or a top-up, whose payer decides on the amount, encoded and decoded with the
# package; and one with an amount.
# Expected: no amount. PAY by square specification 1.2.0 (Slovak Banking Association), table 15, field 4: the amount may be left
# empty, for example for voluntary donations; the package's types say the same and have amount?: number.
# Seen: amount 0, which is an amount: the types call 0 the smallest one. Other fields that are left empty come back as undefined,
# and numbers with a fraction as they were. What is encoded again then asks for 0 EUR, and no app lets the payer fill it in.
#
# Seen on 2026-11-30:
#   amount 119.5  decoded 119.5  encoded again with "119.5"
#   no amount     decoded 0      encoded again with "0"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts bysquare@4.0.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { CurrencyCode, PaymentOptions, decode, encode, serialize } from 'bysquare/pay';

const model = (amount) => ({
  invoiceId: 'INV-17',
  payments: [
    {
      type: PaymentOptions.PaymentOrder,
      amount,
      currencyCode: CurrencyCode.EUR,
      variableSymbol: '2026017',
      bankAccounts: [{ iban: 'SK9611000000002918599669' }],
      beneficiary: { name: 'Utulok' },
    },
  ],
});
// The third of the tab-separated fields of a payment is the fourth of the text: the amount.
const amountField = (data) => serialize(data).split('\t')[3];
const cases = [
  ['amount 119.5', 119.5, 119.5, '119.5'],
  ['no amount', undefined, 0, '0'],
];
for (const [name, amount, expected, written] of cases) {
  assert.strictEqual(amountField(model(amount)), amount === undefined ? '' : String(amount));
  const decoded = decode(encode(model(amount)));
  const again = amountField(decode(encode(decoded)));
  console.log(name.padEnd(13), `decoded ${decoded.payments[0].amount}`.padEnd(14), `encoded again with "${again}"`);
  assert.strictEqual(decoded.payments[0].constantSymbol, undefined);
  assert.deepStrictEqual([decoded.payments[0].amount, again], [expected, written], `${name}: this has changed`);
}
JS
node run.mjs
