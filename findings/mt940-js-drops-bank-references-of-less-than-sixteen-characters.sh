#!/usr/bin/env bash
# mt940-js 1.0.0 (the newest on 2026-11-29): keeps a bank's reference only when it has sixteen characters.
#
# Valid input: field 61 with the account owner's reference and, after "//", the bank's reference: ten and sixteen characters
# long.
# Expected: both references. SWIFT's Category 9 standards, MT 940, field 61, subfield 8: [//16x], up to sixteen characters.
# @centrapay/swift-parser 1.0.1 reads both.
# Seen: an empty string for the shorter one. The README promises a transaction with bankReference.
#
# Seen on 2026-11-29:
#   //2026013100       mt940-js (none)            swift-parser 2026013100
#   //2026013100000001  mt940-js 2026013100000001  swift-parser 2026013100000001
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mt940-js@1.0.0 tslib@2.8.1 @centrapay/swift-parser@1.0.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const swiftParser = require('@centrapay/swift-parser');
const mt940 = require('mt940-js');

(async () => {
  for (const [reference, seen] of [['2026013100', '(none)'], ['2026013100000001', '2026013100000001']]) {
    const data =
      `:20:START\n:25:20041010/400000000\n:28C:00001/001\n:60F:C260131EUR1000,00\n` +
      `:61:2601310131C20,00NTRFRE-1//${reference}\n:86:RE-1\n:62F:C260131EUR1020,00\n-\n`;
    const [{ transactions }] = await mt940.read(Buffer.from(data));
    const [right] = swiftParser.parse({ type: 'mt940', data });
    const one = transactions[0].bankReference || '(none)';
    const other = right.transactions[0].bankReference;
    console.log(`//${reference}`.padEnd(18), 'mt940-js', one.padEnd(16), ' swift-parser', other);
    assert.strictEqual(transactions[0].customerReference, 'RE-1');
    assert.deepStrictEqual([one, other], [seen, reference], `${reference}: this has changed`);
  }
})();
JS
node run.cjs
