#!/usr/bin/env bash
# hyperformula 3.5.0 (the newest on 2026-11-30): ROUNDUP adds a cent to prices that have two decimals already, and ROUNDDOWN takes one off.
#
# Valid input: all prices from 0.01 to 20.00, rounded up and down to two decimals.
# Expected: the price itself. Microsoft's documentation of both: rounded to the number of digits; Excel and LibreOffice leave 1.1 as it is. The
# README: function syntax compatible with Microsoft Excel; ROUND leaves all of them as they are.
# Seen: ROUNDUP(1.1, 2) is 1.11, and ROUNDDOWN(1.15, 2) is 1.14: the price is multiplied by 100 as a binary fraction, and what is left of a
# billionth is rounded to a whole cent.
#
# Seen on 2026-11-30:
#   ROUNDUP    changes 134 of 2000 prices, 1.1 to 1.11
#   ROUNDDOWN  changes 137 of 2000 prices, 1.15 to 1.14
#   ROUND      changes 0 of 2000 prices
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts hyperformula@3.5.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { HyperFormula } = require('hyperformula');

const sheet = HyperFormula.buildFromArray([[]], { licenseKey: 'gpl-v3' });
const changedBy = (name) => {
  const changed = new Map();
  for (let cents = 1; cents <= 2000; cents += 1) {
    const price = cents / 100;
    const rounded = sheet.calculateFormula(`=${name}(${price}, 2)`, 0);
    if (rounded !== price) changed.set(price, rounded);
  }
  return changed;
};
for (const [name, price, expected, count] of [['ROUNDUP', 1.1, 1.11, 134], ['ROUNDDOWN', 1.15, 1.14, 137], ['ROUND', 1.1, undefined, 0]]) {
  const changed = changedBy(name);
  const example = changed.size > 0 ? `, ${price} to ${changed.get(price)}` : '';
  console.log(name.padEnd(9), ` changes ${changed.size} of 2000 prices${example}`);
  assert.strictEqual(changed.get(price), expected, `${name}: this has changed`);
  assert.strictEqual(changed.size, count, `${name}: this has changed`);
}
JS
node run.cjs
