#!/usr/bin/env bash
# cel-js 0.8.2 (the newest on 2026-11-30): divides integers into fractions.
#
# Valid input: 1000 cents by three instalments, and -7 / 2.
# Expected: 333 and -3. The CEL language definition, "Division": for int, the result is an int, truncated towards zero. @marcbachmann/cel-js
# 8.0.0 and @bufbuild/cel 0.6.1 follow that. The package: "Common Expression Language (CEL) evaluator".
# Seen: 333.3333333333333 and -3.5, so that a rule that was tried with another CEL (in Go, or in a gateway) sends amounts with fractions of a
# cent, and a rule for the last instalment, 1000 - 1000 / 3 * 2, gives 333.33 instead of 334.
#
# Seen on 2026-11-30 (cel-js, and both others):
#   1000 / 3             333.3333333333333   333
#   1000 - 1000 / 3 * 2  333.33333333333337  334
#   -7 / 2               -3.5                -3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts cel-js@0.8.2 @marcbachmann/cel-js@8.0.0 @bufbuild/cel@0.6.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { celEnv, parse, plan } from '@bufbuild/cel';
import { evaluate as marcbachmann } from '@marcbachmann/cel-js';
import { evaluate } from 'cel-js';

const cases = [
  ['1000 / 3', 333.3333333333333, 333n],
  ['1000 - 1000 / 3 * 2', 333.33333333333337, 334n],
  ['-7 / 2', -3.5, -3n],
];
for (const [expression, expected, right] of cases) {
  const seen = evaluate(expression);
  const others = [marcbachmann(expression), plan(celEnv(), parse(expression))({})];
  console.log(expression.padEnd(20), String(seen).padEnd(19), String(others[0]));
  assert.strictEqual(seen, expected, `${expression}: this has changed`);
  assert.deepStrictEqual(others, [right, right]);
}
JS
node run.mjs
