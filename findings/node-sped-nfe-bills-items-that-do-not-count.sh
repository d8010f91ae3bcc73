#!/usr/bin/env bash
# node-sped-nfe 1.2.52 (the newest on 2026-11-30): adds items to the total that are marked as no part of it.
#
# Valid input: an NF-e with goods for 100.00 (indTot 1) and a sample of 40.00 for the records only (indTot 0).
# Expected: vProd and vNF 100.00. Manual de Orientação do Contribuinte, field I17b: indTot tells whether the value of the item is part of
# the total of the NF-e, 0 for no and 1 for yes.
# Seen: 140.00. indTot is written into the XML, but is not looked at when the totals are added up. The customer is billed for the sample.
#
# Seen on 2026-11-30:
#   indTot 1 100.00, indTot 0 40.00
#   vProd 140.00, vNF 140.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts node-sped-nfe@1.2.52
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Make } from 'node-sped-nfe';

const invoice = new Make();
invoice.tagInfNFe({ Id: null, versao: '4.00' });
invoice.tagIde({ cUF: '51', mod: '55', serie: '1', nNF: '17', tpAmb: '2' });
const item = (name, price, indTot) => ({ cProd: name, xProd: name, qCom: 1, vUnCom: price, vProd: price, qTrib: 1, vUnTrib: price, indTot });
const items = [item('Chair', 100, '1'), item('Sample', 40, '0')];
await invoice.tagProd(items);
const { ICMSTot: total } = invoice.tagTotal();
console.log(items.map(({ prod }) => `indTot ${prod.indTot} ${prod.vProd}`).join(', '));
console.log(`vProd ${total.vProd}, vNF ${total.vNF}`);
assert.deepStrictEqual([total.vProd, total.vNF], ['140.00', '140.00'], 'this has changed');
JS
node run.mjs
