#!/usr/bin/env bash
# promptpay-js 1.0.7 (the newest on 2026-11-29): accepts a convenience fee but writes the payment code without it.
#
# Valid input: a bill payment of 1000.00 THB, once without a fee and once with a tip of 25.00, an option in the
# package's README and types: "the convenience fee of a fixed amount should be specified here".
# Expected: two more data objects. EMVCo, QR Code Specification for Payment Systems, merchant-presented mode: 550202
# (ID "55", a fixed fee) and 560525.00 (ID "56", its value). All other optional values in the README are written.
# Seen: exactly the same code for both, and no error. The customer pays 1000.00.
#
# Seen on 2026-11-29:
#   no fee     00020101021230480016A00000067701011201150999999999999900205INV17530376454071000.005802TH6304AE2F
#   tip 25.00  00020101021230480016A00000067701011201150999999999999900205INV17530376454071000.005802TH6304AE2F
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts promptpay-js@1.0.7
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { generate } = require('promptpay-js');

const bill = {
  method: 'QR_DYNAMIC',
  application: 'PROMPTPAY_BILL_PAYMENT',
  billerID: '099999999999990',
  reference1: 'INV17',
  currencyCode: '764',
  countryCode: 'TH',
  amount: '1000.00',
};
const without = generate(bill);
const withFee = generate({ ...bill, tip: '25.00' });
console.log('no fee    ', without);
console.log('tip 25.00 ', withFee);
assert.match(without, /54071000\.005802TH6304AE2F$/);
assert.strictEqual(withFee, without, 'the fee plays a part now');
// Another optional value is written.
assert.match(generate({ ...bill, mcc: '5734' }), /52045734/);
JS
node run.cjs
