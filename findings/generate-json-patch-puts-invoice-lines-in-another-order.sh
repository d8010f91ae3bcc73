#!/usr/bin/env bash
# generate-json-patch 1.2.9 (the newest on 2026-11-30): with objectHash, some patches give another order of the lines than they were made from.
#
# Valid input: two states of an invoice, each with up to four of the lines A to D, in all orders. The lines are matched by their ids, which are
# unique.
# Expected: the patch, applied to the first state, gives the second; in a JSON Patch (RFC 6902, section 3), the operations are applied one after
# the other. fast-json-patch's own patches do. The README: patches that are compliant with RFC 6902, and a detection of moved elements.
# Seen: lines that are added next to lines that change places end up in another order, without an error, so that "line 2" is another line
# than at the sender, and the next patch, which names lines by their position, changes the wrong one.
#
# Seen on 2026-11-30:
#   generate-json-patch  72 of 4225 patches give another order, such as
#     A B to C D B A, patched: C B D A
#   fast-json-patch      0 of 4225
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts generate-json-patch@1.2.9 fast-json-patch@3.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import jsonPatch from 'fast-json-patch';
import { generateJSONPatch } from 'generate-json-patch';

const orders = (rest) => [[], ...rest.flatMap((id) => orders(rest.filter((other) => other !== id)).map((ids) => [id, ...ids]))];
const all = orders(['A', 'B', 'C', 'D']).map((ids) => ids.map((id) => ({ id })));
const names = (lines) => lines.map(({ id }) => id).join(' ');
const wrongOf = (makePatch) =>
  all.flatMap((before) =>
    all.flatMap((after) => {
      const patched = jsonPatch.applyPatch(structuredClone(before), makePatch(before, after)).newDocument;
      return names(patched) === names(after) ? [] : [`${names(before)} to ${names(after)}, patched: ${names(patched)}`];
    }),
  );
const wrong = wrongOf((before, after) => generateJSONPatch(before, after, { objectHash: ({ id }) => id }));
const others = wrongOf((before, after) => jsonPatch.compare(before, after));
const example = 'A B to C D B A, patched: C B D A';
console.log(`generate-json-patch  ${wrong.length} of ${all.length ** 2} patches give another order, such as`);
console.log(`  ${wrong.find((line) => line === example) ?? wrong[0]}`);
console.log(`fast-json-patch      ${others.length} of ${all.length ** 2}`);
assert.strictEqual(wrong.length, 72, 'this has changed');
assert.ok(wrong.includes(example), 'this has changed');
assert.deepStrictEqual(others, []);
JS
node run.mjs
