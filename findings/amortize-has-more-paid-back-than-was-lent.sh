#!/usr/bin/env bash
# amortize 1.1.0 (the newest on 2026-11-30): reports more principal repaid than was lent when there is an extra monthly payment.
#
# Valid input: 1000.00 at 5 percent over twelve months, with an extra 100.00, 200.00, and 300.00 paid each month as principalPayment.
# The function's comment explains this option with an example, and the result includes its sum and the months saved.
# Expected: 1000.00 in total principal and a balance of 0.00, as without extra payments: the last payment doesn't exceed what is
# owed. The README promises the principal paid and the balance left. The regular payment is capped this way.
# Seen: 1100.00, 1132.82, and 1149.10, and a negative balance: the extra amount is added to the last payment without a cap. The
# months saved are correct, so everyone who pays early has overpaid.
#
# Seen on 2026-11-30:
#   extra   0.00  principal 1000.00  balance 0.00     months saved 0
#   extra 100.00  principal 1100.00  balance -100.00  months saved 6
#   extra 200.00  principal 1132.82  balance -132.82  months saved 8
#   extra 300.00  principal 1149.10  balance -149.10  months saved 9
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts amortize@1.1.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const amortize = require('amortize');

const cases = [
  [0, '1000.00', '0.00', 0],
  [100, '1100.00', '-100.00', 6],
  [200, '1132.82', '-132.82', 8],
  [300, '1149.10', '-149.10', 9],
];
for (const [principalPayment, principal, balance, saved] of cases) {
  const seen = amortize({ amount: 1000, rate: 5, totalTerm: 12, amortizeTerm: 12, principalPayment });
  console.log(
    `extra ${principalPayment.toFixed(2).padStart(6)}  principal ${seen.principalRound}  ` +
      `balance ${seen.balanceRound.padEnd(7)}  months saved ${seen.termsSaved}`,
  );
  assert.deepStrictEqual(
    [seen.principalRound, seen.balanceRound, seen.termsSaved],
    [principal, balance, saved],
    `${principalPayment}: this has changed`,
  );
}
JS
node run.cjs
