#!/usr/bin/env bash
# edi 1.1.0 (the newest on 2026-11-30): counts only the elements and components of an EDIFACT segment that aren't empty.
#
# Valid input: an invoice (INVOIC) with a buyer without a second name and a region, 19 percent VAT, and a line with an article number,
# read with segment, element, and component.
# Expected: the name in element 4, city in 6, and postal code in 8 of NAD; the VAT rate in component 3 of element 5 of TAX; the article
# in element 3 of LIN. UNECE, UN/EDIFACT rules, chapter 2.2 (ISO 9735), 7.2 and 7.4: the separator of an element that is left out
# before another stays, and so does its position. The comment of element: it returns the n-th element, counted from zero.
# Seen: element 4 is the street and 6 the postal code, and the article and the rate are empty. Each empty element moves the following
# ones forward, so that the number of a value depends on what the sender left out: with a second name and a region, name and
# city are right. There is no error, and an amount read this way is NaN or that of another element.
#
# Seen on 2026-11-30:
#   NAD+BY+4000004000002::9++Buyer GmbH+Ring 2+Bonn++53111+DE        name Ring 2, city 53111, postal code (none)
#   NAD+BY+4000004000002::9+B+Buyer GmbH+Ring 2+Bonn+NW+53111+DE     name Buyer GmbH, city Bonn, postal code 53111
#   TAX+7+VAT+++:::19+S                                              rate NaN
#   LIN+1++4000862141404:SRV                                         article (none)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts edi@1.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const EDI = require('edi');

const read = (buyer) => {
  const segments = [
    'UNB+UNOC:3+4000001000005:14+4000004000002:14+261130:1015+1',
    'UNH+1+INVOIC:D:96A:UN:EAN008',
    'BGM+380+INV-17+9',
    'DTM+137:20261130:102',
    buyer,
    'LIN+1++4000862141404:SRV',
    'QTY+47:2',
    'MOA+203:100.00',
    'TAX+7+VAT+++:::19+S',
    'UNS+S',
    'MOA+77:119.00',
    'UNT+11+1',
    'UNZ+1+1',
  ];
  return new EDI(segments.map((segment) => `${segment}'`).join('')).bsegments()[0].msegments()[0];
};
const print = (segment, ...seen) => console.log(segment.padEnd(64), seen.join(', '));
for (const [buyer, ...expected] of [
  ['NAD+BY+4000004000002::9++Buyer GmbH+Ring 2+Bonn++53111+DE', 'Ring 2', '53111', ''],
  ['NAD+BY+4000004000002::9+B+Buyer GmbH+Ring 2+Bonn+NW+53111+DE', 'Buyer GmbH', 'Bonn', '53111'],
]) {
  const [name, city, code] = [4, 6, 8].map((element) => read(buyer).segment('NAD+BY').element(element).toString());
  print(buyer, `name ${name}`, `city ${city}`, `postal code ${code || '(none)'}`);
  assert.deepStrictEqual([name, city, code], expected, `${buyer}: this has changed`);
}
const invoice = read('NAD+BY+4000004000002::9');
const rate = invoice.segment('TAX').element(5).component(3).toNumber();
const article = invoice.segment('LIN').element(3).component(0).toString();
print('TAX+7+VAT+++:::19+S', `rate ${rate}`);
print('LIN+1++4000862141404:SRV', `article ${article || '(none)'}`);
assert.deepStrictEqual([rate, article], [NaN, ''], 'this has changed');
JS
node run.cjs
