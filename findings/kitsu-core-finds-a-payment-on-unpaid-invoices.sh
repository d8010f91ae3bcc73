#!/usr/bin/env bash
# kitsu-core 11.1.0 (the newest on 2026-11-30): a relationship that is null becomes an object, and an attribute when it is sent back.
#
# Valid input: a JSON:API document, as Drupal sends it, of an invoice whose relationship "payment" is null, with and without a link, and of one
# that is paid.
# Expected: data: null. JSON:API 1.1, section "Resource Linkage": null is for an empty to-one relationship, and differs from one whose data is
# left out because it was not loaded. jsona 1.14.0 gives null.
# Seen: {} and an object with only the link, as for a relationship that was not loaded. So "if (invoice.payment)" is true for each invoice, and an
# update of the invoice sends payment: {} as an attribute, which the server does not know, instead of the relationship.
#
# Seen on 2026-11-30:
#   null            {}
#   null, link      {"links":{"related":"/payment"}}
#   not loaded      {"links":{"related":"/payment"}}
#   paid            {"data":{"id":"7","type":"payment"}}
#   sent back       {"attributes":{"number":17,"payment":{}}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts kitsu-core@11.1.0 jsona@1.14.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { deserialise, serialise } from 'kitsu-core';
import jsonaModule from 'jsona';

const Jsona = jsonaModule.default ?? jsonaModule;
const document = (payment) => ({ data: { type: 'invoice', id: '1', attributes: { number: 17 }, relationships: { payment } } });
const links = { related: '/payment' };
const show = (name, value, expected) => {
  const seen = JSON.stringify(value);
  console.log(name.padEnd(15), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
};
const read = async (payment) => (await deserialise(document(payment))).data;
show('null', (await read({ data: null })).payment, '{}');
show('null, link', (await read({ data: null, links })).payment, '{"links":{"related":"/payment"}}');
show('not loaded', (await read({ links })).payment, '{"links":{"related":"/payment"}}');
show('paid', (await read({ data: { type: 'payment', id: '7' } })).payment, '{"data":{"id":"7","type":"payment"}}');
const { payment, number } = await read({ data: null });
const { attributes, relationships } = serialise('invoice', { id: '1', type: 'invoice', number, payment }, 'PATCH').data;
show('sent back', { attributes, relationships }, '{"attributes":{"number":17,"payment":{}}}');
assert.strictEqual(new Jsona().deserialize(document({ data: null })).payment, null);
JS
node run.mjs
