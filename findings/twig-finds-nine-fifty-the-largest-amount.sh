#!/usr/bin/env bash
# twig 3.0.0 (Twig.js, the newest on 2026-11-30): the filter "sort" sorts numbers as text.
#
# Valid input: the amounts 100, 9.5 and 20 of open invoices, which are numbers.
# Expected: 9.5, 20, 100, so that the last one is the largest. Twig's documentation of "sort": it uses PHP's asort, which compares numbers as
# numbers. Twig.js: an implementation of Twig for JavaScript; Drupal's themes are previewed with it.
# Seen: 100, 20, 9.5: the largest amount is 9.5, and the smallest is 100. max and min are right.
#
# Seen on 2026-11-30:
#   amounts|sort        100 20 9.5
#   amounts|sort|last   9.5
#   max(amounts)        100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts twig@3.0.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Twig = require('twig');

const amounts = [100, 9.5, 20];
const cases = [
  ['amounts|sort', '{{ amounts|sort|join(" ") }}', '100 20 9.5'],
  ['amounts|sort|last', '{{ amounts|sort|last }}', '9.5'],
  ['max(amounts)', '{{ max(amounts) }}', '100'],
];
for (const [name, data, expected] of cases) {
  const seen = Twig.twig({ data }).render({ amounts });
  console.log(name.padEnd(19), seen);
  assert.strictEqual(seen, expected, `${name}: this has changed`);
}
JS
node run.cjs
