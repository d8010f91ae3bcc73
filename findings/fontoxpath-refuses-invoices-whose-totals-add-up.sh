#!/usr/bin/env bash
# fontoxpath 3.34.0, and node-schematron 2.1.0, which checks with it (the newest on 2026-11-30): add decimals as binary fractions, so a
# Schematron rule refuses invoices whose totals are right.
#
# Valid input: net amounts from 0.01 to 20.00, the VAT of 19 % on each, rounded to cents, and their sum, checked by the rule
# xs:decimal(net) + xs:decimal(vat) = xs:decimal(total).
# Expected: no invoice is refused. W3C, XML Schema 1.1, part 2, section 3.3.3: xs:decimal is a decimal number, of which a processor supports at
# least 16 digits; XPath and XQuery Functions 3.1, section 4.2, adds and multiplies these. The rules of EN 16931 and Peppol convert their
# amounts to xs:decimal. The README: an XPath 3.1 engine.
# Seen: one invoice in five is refused, because xs:decimal is a double: 0.05 + 0.01 is not 0.06. Rounding both sides hides it for sums, but not
# for products: 1.005 * 100, rounded, is 100 instead of 101.
#
# Seen on 2026-11-30:
#   refused 421 of 2000, the first: 0.05 + 0.01 = 0.06
#   0.1 + 0.2 = 0.3     false
#   round(1.005 * 100)  100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts fontoxpath@3.34.0 node-schematron@2.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { evaluateXPath } = require('fontoxpath');
const { Schema } = require('node-schematron');

const schema = Schema.fromString(
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
    <pattern><rule context="totals">
      <assert test="xs:decimal(net) + xs:decimal(vat) = xs:decimal(total)">The total is the net amount and the VAT.</assert>
    </rule></pattern>
  </schema>`,
);
const euros = (cents) => (cents / 100).toFixed(2);
const refused = [];
for (let net = 1; net <= 2000; net += 1) {
  const vat = Math.round((net * 19) / 100);
  const [a, b, c] = [net, vat, net + vat].map(euros);
  const xml = `<totals><net>${a}</net><vat>${b}</vat><total>${c}</total></totals>`;
  if (schema.validateString(xml).length > 0) refused.push(`${a} + ${b} = ${c}`);
}
const sum = evaluateXPath('xs:decimal("0.1") + xs:decimal("0.2") = xs:decimal("0.3")');
const cents = evaluateXPath('round(xs:decimal("1.005") * 100)');
console.log('refused', refused.length, 'of 2000, the first:', refused[0]);
console.log('0.1 + 0.2 = 0.3    ', sum);
console.log('round(1.005 * 100) ', cents);
assert.strictEqual(refused.length, 421, 'this has changed');
assert.deepStrictEqual([sum, cents], [false, 100], 'this has changed');
JS
node run.cjs
