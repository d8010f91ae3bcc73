#!/usr/bin/env bash
# @pipedream/quickbooks 0.8.0 (the newest on 2026-11-30): creates invoices and estimates without the tax code that was chosen.
#
# Valid input: the actions "Create Invoice" and "Create Estimate" with one item of 100.00 and the tax code 5, one of their own fields. A
# stand-in for QuickBooks takes the requests.
# Expected: the tax code 5 in the request, as TxnTaxCodeRef of the TxnTaxDetail or as TaxCodeRef of the line.
# Seen: none anywhere. Both actions offer the tax codes of the company, and never use what was chosen, so that the customer is billed
# without the tax, or with whatever QuickBooks takes by itself. The same goes for the two actions that update.
#
# Seen on 2026-11-30:
#   create-invoice   offers taxCodeId, sends CustomerRef, Line 100.00, tax code none
#   create-estimate  offers taxCodeId, sends CustomerRef, Line 100.00, tax code none
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @pipedream/quickbooks@0.8.0
cat > run.mjs <<'JS'
import assert from 'node:assert';

const seen = [];
for (const name of ['create-invoice', 'create-estimate']) {
  const { default: action } = await import(`./node_modules/@pipedream/quickbooks/actions/${name}/${name}.mjs`);
  let sent;
  const take = async ({ data }) => {
    sent = JSON.parse(JSON.stringify(data));
    return { Invoice: { Id: '17' }, Estimate: { Id: '17' } };
  };
  const props = { customerRefValue: '1', numLineItems: 1, item_1: '2', amount_1: '100.00', taxCodeId: '5' };
  await action.run.call({ ...action.methods, ...props, quickbooks: { createInvoice: take, createEstimate: take } }, { $: { export() {} } });
  const offered = 'taxCodeId' in action.props;
  const code = JSON.stringify(sent).includes('Tax') ? 'some' : 'none';
  const fields = Object.keys(sent).sort().join(', ');
  console.log(`${name.padEnd(15)}  ${offered ? 'offers' : 'has no'} taxCodeId, sends ${fields} ${sent.Line[0].Amount}, tax code ${code}`);
  seen.push([offered, code, JSON.stringify(sent).includes('"5"')]);
}
assert.deepStrictEqual(seen, [[true, 'none', false], [true, 'none', false]], 'this has changed');
JS
node run.mjs
