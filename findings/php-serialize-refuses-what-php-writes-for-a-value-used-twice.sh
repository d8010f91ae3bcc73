#!/usr/bin/env bash
# php-serialize 5.1.3 (the newest on 2026-11-29): refuses serialized text in which PHP refers back to an earlier
# value.
#
# Valid input: the output of PHP's serialize() for an array whose second element refers to the first ($address =
# ['city' => 'Ghent']; ['billing' => &$address, 'delivery' => &$address]): "R:2;".
# Expected: the same address twice; phpunserialize 1.3.0 returns that. PHP's manual says that serialize() keeps
# references inside arrays and objects. The package's README names no limits.
# Seen: an error about an unknown type. Drupal and WordPress store such text in their tables, written by code that
# never asked for references.
#
# Seen on 2026-11-29:
#   php-serialize   throws: Unknown type at index 65 while unserializing payload
#   phpunserialize  billing Ghent, delivery Ghent
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts php-serialize@5.1.3 phpunserialize@1.3.0
cat > run.cjs <<'JS'
const assert = require('node:assert');
const { unserialize } = require('php-serialize');
const phpUnserialize = require('phpunserialize');

const address = 'a:1:{s:4:"city";s:5:"Ghent";}';
const both = (second) => `a:2:{s:7:"billing";${address}s:8:"delivery";${second}}`;
const apart = both(address);
assert.deepStrictEqual(unserialize(apart), { billing: { city: 'Ghent' }, delivery: { city: 'Ghent' } });
const referring = both('R:2;');
assert.throws(() => unserialize(referring), (error) => {
  console.log('php-serialize   throws:', error.message);
  return /Unknown type/.test(error.message);
});
const { billing, delivery } = phpUnserialize(referring);
console.log('phpunserialize  billing', `${billing.city}, delivery`, delivery.city);
assert.deepStrictEqual([billing.city, delivery.city], ['Ghent', 'Ghent']);
JS
node run.cjs
