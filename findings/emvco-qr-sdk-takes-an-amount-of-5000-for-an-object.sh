#!/usr/bin/env bash
# emvco-qr-sdk 1.0.0 (the newest on 2026-11-29): parses some payment code amounts as objects.
#
# Valid input: merchant-presented codes for 5000, 12015, 5001, and 119.00, and one with category code 0000, used in Brazil
# by merchants without a category; the check values are correct.
# Expected: the amount as text. EMVCo, QR Code Specification for Payment Systems, merchant-presented mode: only templates
# (IDs 26 to 51, 62, 64, and 80 to 99) contain nested data objects; 52 (category code) and 54 (amount) are plain values.
# promptparse 1.6.0 reads them that way.
# Seen: anything that can be split into ID, length, and value is: 5000 becomes an object "50" of length 00, 12015 an object
# "12" of length 01 with the value 5. 990 of the whole amounts up to 99999 aren't text; 5000.00 is. The README documents
# transactionAmount as text and promises EMVCo-compliant codes for payment apps.
#
# Seen on 2026-11-29:
#   amount    5000    emvco-qr-sdk {"50":""}   promptparse 5000
#   amount    12015   emvco-qr-sdk {"12":"5"}  promptparse 12015
#   amount    5001    emvco-qr-sdk "5001"      promptparse 5001
#   amount    119.00  emvco-qr-sdk "119.00"    promptparse 119.00
#   category  0000    emvco-qr-sdk {"00":""}   promptparse 0000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts emvco-qr-sdk@1.0.0 promptparse@1.6.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { parseFullQR, QRParseMode } = require('emvco-qr-sdk');
const { parse } = require('promptparse');

const field = (id, value) => `${id}${String(value.length).padStart(2, '0')}${value}`;
const checkValue = (text) => {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
};
const code = (amount, category) => {
  const account = field('26', field('00', 'CO.COM.CRB.LLA') + field('05', '17'));
  const money = field('52', category) + field('53', '170') + field('54', amount);
  const text = `${field('00', '01')}${field('01', '12')}${account}${money}${field('58', 'CO')}${field('59', 'Seller')}${field('60', 'BOGOTA')}6304`;
  return text + checkValue(text);
};
const read = (text, name) => {
  const { named, crc } = parseFullQR(text, { parseMode: QRParseMode.GLOBAL });
  assert.strictEqual(crc.isValid, true);
  return JSON.stringify(named[name]);
};
const cases = [
  ['transactionAmount', '5000', '{"50":""}'],
  ['transactionAmount', '12015', '{"12":"5"}'],
  ['transactionAmount', '5001', '"5001"'],
  ['transactionAmount', '119.00', '"119.00"'],
  ['merchantCategoryCode', '0000', '{"00":""}'],
];
for (const [name, value, expected] of cases) {
  const isAmount = name === 'transactionAmount';
  const text = isAmount ? code(value, '5734') : code('1.00', value);
  const [sdk, other] = [read(text, name), parse(text, true).getTagValue(isAmount ? '54' : '52')];
  console.log((isAmount ? 'amount' : 'category').padEnd(9), value.padEnd(7), `emvco-qr-sdk ${sdk}`.padEnd(24), 'promptparse', other);
  assert.deepStrictEqual([sdk, other], [expected, value], `${value}: this has changed`);
}
const whole = Array.from({ length: 99_999 }, (_, at) => String(at + 1));
const objects = whole.filter((amount) => !read(code(amount, '5734'), 'transactionAmount').startsWith('"'));
assert.strictEqual(objects.length, 990);
JS
node run.cjs
