#!/usr/bin/env bash
# @cityssm/eft-generator 1.0.0 (the newest on 2026-11-30): counts the records of a Canadian payment file instead of the payments.
#
# Valid input: a CPA 005 file with three payments of 100.00, 200.00, and 300.00 dollars in the three segments of one transaction.
# Expected: a total number of 3. Payments Canada, Standard 005: each transaction is one segment of a record, a record has up to six, and
# the trailer has the total number of credit transactions; if it does not equal their number, the file is rejected.
# Seen: 1, beside the total value of all three. With one segment in each transaction, the number is correct.
#
# Seen on 2026-11-30:
#   one record     3 payments, value 00000000060000, number 00000001
#   three records  3 payments, value 00000000060000, number 00000003
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts @cityssm/eft-generator@1.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { EFTGenerator } from '@cityssm/eft-generator';

const payments = [100, 200, 300].map((amount, i) => ({
  bankInstitutionNumber: '111',
  bankTransitNumber: '22222',
  bankAccountNumber: `33333333${i}`,
  cpaCode: '460',
  amount,
  payeeName: `Supplier ${i + 1}`,
  paymentDate: new Date(2026, 10, 30),
}));
const write = (transactions) => {
  const file = new EFTGenerator({ originatorId: '0123456789', originatorLongName: 'Buyer', fileCreationNumber: '0001' });
  for (const segments of transactions) file.addTransaction({ recordType: 'C', segments });
  const lines = file.toCPA005().split('\r\n');
  const trailer = lines.find((line) => line.startsWith('Z'));
  const written = lines.filter((line) => line.startsWith('C')).flatMap((line) => line.slice(24).match(/.{240}/g).filter((part) => part.trim()));
  return [written.length, trailer.slice(46, 60), trailer.slice(60, 68)];
};
const one = write([payments]);
const three = write(payments.map((payment) => [payment]));
const tell = (name, [count, value, number]) => console.log(`${name.padEnd(13)}  ${count} payments, value ${value}, number ${number}`);
tell('one record', one);
tell('three records', three);
assert.deepStrictEqual(one, [3, '00000000060000', '00000001'], 'this has changed');
assert.deepStrictEqual(three, [3, '00000000060000', '00000003']);
JS
node run.mjs
