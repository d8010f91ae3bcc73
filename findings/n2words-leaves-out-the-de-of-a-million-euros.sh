#!/usr/bin/env bash
# n2words 4.0.0 (the newest on 2026-11-29): puts the currency name directly after the number, even where a language needs a
# word between them or another form of the number.
#
# Valid input: toCurrency of 1000000 and 21 in Spanish (pesos), 1000000 in Portuguese, and 20 in Romanian, as on invoices in
# Mexico, Brazil, and elsewhere that state their totals in words.
# Expected: un millón de pesos, veintiún pesos (Real Academia Española, Diccionario panhispánico de dudas, "millón" and
# "veintiuno"), um milhão de euros, douăzeci de lei (Unicode's CLDR, which Intl uses: "20 de lei"). numero-a-letras 1.0.6
# returns "Un Millón de Pesos" and "Veintiun Pesos", extenso 2.1.0 "um milhão de reais".
# Seen: un millón pesos, veintiuno pesos, um milhão euros, douăzeci lei. The README: all 71 languages support all three
# forms, including currency.
#
# Seen on 2026-11-29:
#   es-MX 1000000  n2words un millón pesos    numero-a-letras Un Millón de Pesos
#   es-MX      21  n2words veintiuno pesos    numero-a-letras Veintiun Pesos
#   pt-PT 1000000  n2words um milhão euros    extenso (in reais) um milhão de reais
#   ro-RO      20  n2words douăzeci lei       Intl 20 de lei românești
#   ro-RO      19  n2words nouăsprezece lei   Intl 19 lei românești
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts n2words@4.0.0 numero-a-letras@1.0.6 extenso@2.1.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { toCurrency as mexico } from 'n2words/es-MX';
import { toCurrency as portugal } from 'n2words/pt-PT';
import { toCurrency as romania } from 'n2words/ro-RO';

const require = createRequire(import.meta.url);
const { NumerosALetras: spanish } = require('numero-a-letras');
const extenso = require('extenso');
const portuguese = (number) => (extenso.default ?? extenso)(String(number), { mode: 'currency' });
const options = { style: 'currency', currency: 'RON', currencyDisplay: 'name', maximumFractionDigits: 0 };
const lei = new Intl.NumberFormat('ro', options);
const cases = [
  ['es-MX', 1_000_000, mexico, 'un millón pesos', 'numero-a-letras', spanish, 'Un Millón de Pesos 00/100 M.N.'],
  ['es-MX', 21, mexico, 'veintiuno pesos', 'numero-a-letras', spanish, 'Veintiun Pesos 00/100 M.N.'],
  ['pt-PT', 1_000_000, portugal, 'um milhão euros', 'extenso (in reais)', portuguese, 'um milhão de reais'],
  ['ro-RO', 20, romania, 'douăzeci lei', 'Intl', (number) => lei.format(number), '20 de lei românești'],
  ['ro-RO', 19, romania, 'nouăsprezece lei', 'Intl', (number) => lei.format(number), '19 lei românești'],
];
for (const [locale, number, words, expected, name, other, wanted] of cases) {
  const [seen, there] = [words(number), other(number).replace(/\s+/g, ' ')];
  console.log(locale, String(number).padStart(7), ` n2words ${seen.padEnd(18)} ${name} ${there.replace(' 00/100 M.N.', '')}`);
  assert.deepStrictEqual([seen, there], [expected, wanted], `${locale} ${number}: this has changed`);
}
JS
node run.mjs
