#!/usr/bin/env bash
# finnish-bank-utils 1.3.3 (the newest on 2026-11-29): writes bar codes for bills of 0.29 EUR that are 70 characters long
# and contain a decimal point.
#
# Valid input: an account, a reference, and amounts from 0.01 to 100.00 EUR, as numbers.
# Expected: 54 digits, eight of which are the amount in cents: 00000029. Finance Finland, Bank Bar Code Guide 5.3, symbol
# version 4 (the virtual bar code of Finnish invoices): one digit for the version, 16 for the account, 6 and 2 for euros
# and cents, 3 zeros, 20 for the reference, 6 for the due date.
# Seen: the amount is multiplied by 100 as a binary fraction and written unrounded, 28.999999999999996. A bank reads
# wrong values in the positions of the cents, the reference, and the date, and the package's own reader returns false.
# One amount in nine is affected; 10.10 is correct.
#
# Seen on 2026-11-29:
#   0.29   4581017100000012200000028.99999999999999600000000559582243294671000000  read again: false
#   10.10  458101710000001220000101000000000559582243294671000000  read again: 10.1
#   sums from 0.01 to 100.00: 8854 of 10000 have 54 digits
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts finnish-bank-utils@1.3.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import loaded from 'finnish-bank-utils';

const bank = loaded.default ?? loaded;
const write = (sum) => bank.formatFinnishVirtualBarCode({ iban: 'FI5810171000000122', sum, reference: '559582243294671' });
const cases = [
  ['0.29', '4581017100000012200000028.99999999999999600000000559582243294671000000', false],
  ['10.10', '458101710000001220000101000000000559582243294671000000', 10.1],
];
for (const [sum, expected, again] of cases) {
  const code = write(Number(sum));
  const read = bank.parseFinnishVirtualBarCode(code);
  console.log(sum.padEnd(6), code, ' read again:', read && read.sum);
  assert.deepStrictEqual([code, read && read.sum], [expected, again], `${sum}: this has changed`);
}
let right = 0;
for (let cents = 1; cents <= 10_000; cents += 1) {
  if (/^\d{54}$/.test(write(cents / 100))) right += 1;
}
console.log(`sums from 0.01 to 100.00: ${right} of 10000 have 54 digits`);
assert.strictEqual(right, 8854);
JS
node run.mjs
