#!/usr/bin/env bash
# jmespath 0.16.0, @metrichor/jmespath 0.3.1, @jmespath-community/jmespath 1.3.0 and @aws-lambda-powertools/jmespath 2.36.0 (the newest on
# 2026-11-30): to_number reads an empty text as 0.
#
# Valid input: invoices of which one has no amount yet: an empty text, or a space.
# Expected: null for it. The JMESPath specification, to_number: a text that conforms to the production json-number is converted, and all else
# that is no number gives null. The packages promise the specification, @metrichor's to 100 %.
# Seen: 0, so that `to_number(amount) || 'unknown'` and a test for null find an amount, and the invoice counts as one of 0.00. 0x10, which is
# no JSON number, is 16.
#
# Seen on 2026-11-30 (all four):
#   ""      0
#   " "     0
#   "0x10"  16
#   "12,50" null
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts jmespath@0.16.0 @metrichor/jmespath@0.3.1 @jmespath-community/jmespath@1.3.0 @aws-lambda-powertools/jmespath@2.36.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { search as powertools } from '@aws-lambda-powertools/jmespath';
import { search as community } from '@jmespath-community/jmespath';
import { search as metrichor } from '@metrichor/jmespath';
import jmespath from 'jmespath';

const all = [jmespath.search, metrichor, community, (data, query) => powertools(query, data)];
for (const [amount, expected] of [['', 0], [' ', 0], ['0x10', 16], ['12,50', null]]) {
  const seen = all.map((search) => search({ amount }, 'to_number(amount)'));
  console.log(JSON.stringify(amount).padEnd(7), seen[0]);
  assert.deepStrictEqual(seen, all.map(() => expected), `${JSON.stringify(amount)}: this has changed`);
}
JS
node run.mjs
