#!/usr/bin/env bash
# node-sped-nfe 1.2.52 (the newest on 2026-11-30): leaves freight, insurance, and taxes out of the total of a Brazilian invoice.
#
# Valid input: an NF-e with goods for 100.00, a discount of 10.00, freight of 25.00, insurance of 5.00, and other costs of 2.00.
# Expected: vNF 122.00. Manual de Orientação do Contribuinte, validation rule W16-10: vNF is vProd - vDesc - vICMSDeson + vST + vFCPST +
# vFrete + vSeg + vOutro + vII + vIPI + vIPIDevol + vServ. The documentation of tagTotal says that the class calculates the totals.
# Seen: 90.00, vProd - vDesc. The other amounts stand right above it, correctly added up. The tax office rejects the invoice (610), or
# somebody bills too little.
#
# Seen on 2026-11-30:
#   vProd 100.00, vDesc 10.00, vFrete 25.00, vSeg 5.00, vOutro 2.00
#   vNF 90.00, sum 122.00
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
const unit = { qCom: 1, vUnCom: 100, vProd: 100, qTrib: 1, vUnTrib: 100 };
await invoice.tagProd([{ cProd: '1', xProd: 'Chair', ...unit, vFrete: 25, vSeg: 5, vDesc: 10, vOutro: 2, indTot: '1' }]);
const { ICMSTot: total } = invoice.tagTotal();
const parts = ['vProd', 'vDesc', 'vFrete', 'vSeg', 'vOutro'].map((name) => `${name} ${total[name]}`);
const sum = (total.vProd - total.vDesc - -total.vFrete - -total.vSeg - -total.vOutro).toFixed(2);
console.log(parts.join(', '));
console.log(`vNF ${total.vNF}, sum ${sum}`);
assert.deepStrictEqual(parts, ['vProd 100.00', 'vDesc 10.00', 'vFrete 25.00', 'vSeg 5.00', 'vOutro 2.00']);
assert.deepStrictEqual([total.vNF, sum], ['90.00', '122.00'], 'this has changed');
JS
node run.mjs
