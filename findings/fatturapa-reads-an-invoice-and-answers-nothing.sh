#!/usr/bin/env bash
# @digitalia/fatturapa 1.3.1 (the newest on 2026-11-29): returns undefined for an Italian e-invoice when called as in
# its README.
#
# Valid input: a well-formed FatturaPA 1.2 document, with the options from the README's example, { validate: false,
# valuesOnly: false }.
# Expected: the invoice as an object. The README: fpa2js turns XML into an object, and validate: false only skips a
# check.
# Seen: undefined, with no error. Only valuesOnly: true returns an object, without the root element and so without any
# indication of its prefix. fpa2xml turns undefined into an empty document, also without an error.
#
# Seen on 2026-11-29:
#   { validate: false, valuesOnly: false }  undefined
#   { validate: false, valuesOnly: true }   object with FatturaElettronicaHeader, FatturaElettronicaBody
#   fpa2xml of undefined                    <?xml version="1.0" encoding="utf-8"?>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @digitalia/fatturapa@1.3.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { fpa2js, fpa2xml } = require('@digitalia/fatturapa');

const xml =
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">' +
  '<FatturaElettronicaHeader><DatiTrasmissione><ProgressivoInvio>00001</ProgressivoInvio>' +
  '<FormatoTrasmissione>FPR12</FormatoTrasmissione></DatiTrasmissione></FatturaElettronicaHeader>' +
  '<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento>' +
  '<Divisa>EUR</Divisa><Numero>12</Numero></DatiGeneraliDocumento></DatiGenerali></FatturaElettronicaBody>' +
  '</p:FatturaElettronica>';
const whole = fpa2js(xml, { validate: false, valuesOnly: false });
console.log('{ validate: false, valuesOnly: false } ', whole);
assert.strictEqual(whole, undefined);
const values = fpa2js(xml, { validate: false, valuesOnly: true });
const names = Object.keys(values).filter((name) => name.startsWith('Fattura'));
console.log('{ validate: false, valuesOnly: true }  ', 'object with', names.join(', '));
assert.deepStrictEqual(names, ['FatturaElettronicaHeader', 'FatturaElettronicaBody']);
const empty = fpa2xml(whole, { validate: false }).trim();
console.log('fpa2xml of undefined                   ', empty);
assert.strictEqual(empty, '<?xml version="1.0" encoding="utf-8"?>');
JS
node run.cjs
