#!/usr/bin/env bash
# just-diff 6.0.2 (the newest on 2026-11-30): jsonPatchPathConverter does not escape slashes and tildes in names, so a patch changes another
# member.
#
# Valid input: the amounts of an invoice by cost centre, with centres that are named EU/DE and EU, of which EU/DE changes.
# Expected: /amounts/EU~1DE. RFC 6902, section 4: the path is a JSON Pointer; RFC 6901, sections 3 and 4: in a name, "~" is written "~0" and "/"
# "~1". fast-json-patch 3.1.1 writes that. The README: the converter generates the standard paths of JSON Patch.
# Seen: /amounts/EU/DE, which is the member DE of EU: the patch is applied without an error, DE of EU gets an amount that it had not, and EU/DE keeps the
# old one.
#
# Seen on 2026-11-30:
#   just-diff        [{"op":"replace","path":"/amounts/EU/DE","value":25}]
#   fast-json-patch  [{"op":"replace","path":"/amounts/EU~1DE","value":25}]
#   applied          {"EU":{"DE":25,"FR":7},"EU/DE":20}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts just-diff@6.0.2 fast-json-patch@3.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import jsonPatch from 'fast-json-patch';
import { diff, jsonPatchPathConverter } from 'just-diff';

const before = { amounts: { EU: { DE: 5, FR: 7 }, 'EU/DE': 20 } };
const after = { amounts: { EU: { DE: 5, FR: 7 }, 'EU/DE': 25 } };
const patch = diff(before, after, jsonPatchPathConverter);
const right = jsonPatch.compare(before, after);
const { amounts } = jsonPatch.applyPatch(structuredClone(before), patch).newDocument;
console.log('just-diff       ', JSON.stringify(patch));
console.log('fast-json-patch ', JSON.stringify(right));
console.log('applied         ', JSON.stringify(amounts));
assert.deepStrictEqual(patch, [{ op: 'replace', path: '/amounts/EU/DE', value: 25 }], 'this has changed');
assert.deepStrictEqual(jsonPatch.applyPatch(structuredClone(before), right).newDocument, after);
assert.deepStrictEqual(amounts, { EU: { DE: 25, FR: 7 }, 'EU/DE': 20 }, 'this has changed');
JS
node run.mjs
