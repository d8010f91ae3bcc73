#!/usr/bin/env bash
# szamlazz.js 9.2.0 (the newest on 2026-11-30): changes the amounts of an invoice when it is sent again, or made from items that
# were sent before.
#
# Valid input: an Item with a gross unit price of 9.99 EUR, a quantity of 3, and 27 percent VAT, as in the README, on an invoice
# passed to client.issueInvoice. A stand-in for szamlazz.hu answers the first try with 503, and the same call is made again.
# Expected: the same amounts, 29.97 EUR including VAT. The README says that grossUnitPrice is what net and total values are
# calculated from.
# Seen: 29.98 EUR. The first try stores the net unit price, rounded to two decimals, in the item, and from then on that
# price is used instead of the one that was given. The same happens to an invoice whose items were on a pro forma invoice
# before. Of the gross prices from 0.01 to 20.00 EUR, three quarters get another total for a quantity of 3, and of those from 1 to
# 2000 forints one in five. The difference grows with the quantity. Items with a net unit price keep their amounts.
#
# Seen on 2026-11-30 (net, VAT, gross):
#   first try   23.60 6.37 29.97
#   second try  23.61 6.37 29.98
#   1000 at 0.99 EUR: 990.00, then 990.60
#   EUR: 1481 of 2000 prices change, HUF: 426 of 2000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts szamlazz.js@9.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import axios from 'axios';
import { Buyer, Client, Currencies, Invoice, Item } from 'szamlazz.js';

const sent = [];
axios.defaults.adapter = async (config) => {
  const amount = (name) => Number(new RegExp(`<${name}>([^<]*)<`).exec(config.data.toString())[1]);
  const amounts = ['nettoErtek', 'afaErtek', 'bruttoErtek'].map((name) => Number(amount(name).toFixed(2)));
  sent.push(amounts);
  const status = sent.length === 1 ? 503 : 200;
  return { status, statusText: 'answered by a stand-in', headers: {}, data: Buffer.from(''), config };
};
const item = (grossUnitPrice, quantity = 3) => new Item({ label: 'Item', quantity, unit: 'piece', vat: 27, grossUnitPrice });
const invoice = (currency, items, proforma = false) =>
  new Invoice({ currency, items, proforma, buyer: new Buyer({ name: 'Buyer', zip: '1234', city: 'City', address: 'Street 1' }) });

const client = new Client({ authToken: 'a-made-up-key' });
const bill = invoice(Currencies.EUR, [item(9.99)]);
await assert.rejects(client.issueInvoice(bill), /503/);
await client.issueInvoice(bill);
for (const [index, name] of ['first try  ', 'second try '].entries()) {
  console.log(name, ...sent[index].map((amount) => amount.toFixed(2)));
}
assert.deepStrictEqual(sent, [[23.6, 6.37, 29.97], [23.61, 6.37, 29.98]], 'this has changed');

const grosses = async (currency, goods) => {
  for (const proforma of [true, false]) await client.issueInvoice(invoice(currency, [goods], proforma));
  return sent.slice(-2).map(([, , gross]) => gross);
};
const large = await grosses(Currencies.EUR, item(0.99, 1000));
console.log(`1000 at 0.99 EUR: ${large[0].toFixed(2)}, then ${large[1].toFixed(2)}`);
assert.deepStrictEqual(large, [990, 990.6], 'this has changed');

const [net, netAgain] = await grosses(
  Currencies.EUR,
  new Item({ label: 'Item', quantity: 3, unit: 'piece', vat: 27, netUnitPrice: 9.99 }),
);
assert.strictEqual(netAgain, net);

const changed = {};
for (const [name, unit] of [['EUR', 0.01], ['HUF', 1]]) {
  changed[name] = 0;
  for (let price = 1; price <= 2000; price += 1) {
    const [first, second] = await grosses(Currencies[name], item(Number((price * unit).toFixed(2))));
    if (first !== second) changed[name] += 1;
  }
}
console.log(`EUR: ${changed.EUR} of 2000 prices change, HUF: ${changed.HUF} of 2000`);
assert.deepStrictEqual(changed, { EUR: 1481, HUF: 426 }, 'this has changed');
JS
node run.mjs
