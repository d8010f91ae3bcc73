#!/usr/bin/env bash
# loanjs 1.1.2 (the newest on 2026-11-29): calculates installments that do not add up to the total that it returns with
# them.
#
# Valid input: 1000.00 in twelve and in seven installments at 5 percent, using two of the methods in the README.
# Expected: the capital of the installments adds up to 1000.00, and the installments add up to the plan's sum; the last one
# absorbs the rounding difference, as in installment plans.
# Seen: capital of 1000.02, and 1027.32 to pay where the plan says 1027.30: the cents are subtracted only from capitalSum
# and sum, and the last installment is as high as the others, with 0 remaining. Anyone who bills the installments bills more
# than the plan says. The README does not mention this.
#
# Seen on 2026-11-29:
#   12 instalments, annuity     capital 1000.02, plan says 1000.00; to pay 1027.32, plan says 1027.30
#   7 instalments, diminishing  capital 1000.02, plan says 1000.00; to pay 1016.70, plan says 1016.68
#   10 instalments, diminishing capital 1000.00, plan says 1000.00; to pay 1022.92, plan says 1022.92
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts loanjs@1.1.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Loan } from 'loanjs';

const cases = [
  [12, 'annuity', 'capital 1000.02, plan says 1000.00; to pay 1027.32, plan says 1027.30'],
  [7, 'diminishing', 'capital 1000.02, plan says 1000.00; to pay 1016.70, plan says 1016.68'],
  [10, 'diminishing', 'capital 1000.00, plan says 1000.00; to pay 1022.92, plan says 1022.92'],
];
const total = (list, name) => list.reduce((sum, one) => sum + Math.round(one[name] * 100), 0) / 100;
for (const [number, type, expected] of cases) {
  const { installments, capitalSum, sum } = new Loan(1000, number, 5, type);
  assert.strictEqual(installments.length, number);
  assert.strictEqual(installments.at(-1).remain, 0);
  const [capital, toPay] = ['capital', 'installment'].map((name) => total(installments, name).toFixed(2));
  const seen = `capital ${capital}, plan says ${capitalSum.toFixed(2)}; to pay ${toPay}, plan says ${sum.toFixed(2)}`;
  console.log(`${number} instalments, ${type}`.padEnd(27), seen);
  assert.strictEqual(seen, expected, `${number}, ${type}: this has changed`);
}
JS
node run.mjs
