#!/usr/bin/env bash
# edifact 1.2.12 (the newest on 2026-11-29): treats an escaped separator as a real one when a chunk ends between the
# release character and the separator.
#
# Valid input: name and address (NAD) of L'ATELIER, and free text (FTX) with a plus sign, escaped as "?'" and "?+"; read
# in one piece, and in two, as a file stream delivers it. The README promises a streaming parser, with write(chunk) for
# a chunk of data.
# Expected: the same texts wherever a chunk ends. ISO 9735-1, clause 5, service characters: the release character makes
# the character after it lose its meaning as a separator.
# Seen: the name is cut to "L", and a segment ATELIER begins, which no message has; the free text is split into two
# elements. There is no error. Any other split point works, so one file in many is affected.
#
# Seen on 2026-11-29:
#   NAD+BY+++L?'ATELIER'     in one piece  NAD/BY///L'ATELIER
#   NAD+BY+++L?|'ATELIER'    in two        NAD/BY///L ATELIER
#   FTX+AAI+++A?+B'          in one piece  FTX/AAI///A+B
#   FTX+AAI+++A?|+B'         in two        FTX/AAI///A/B
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts edifact@1.2.12
cat > run.cjs <<'JS'
const assert = require('node:assert');
const Parser = require('edifact/parser.js');

// Each segment as its name and elements, separated by slashes.
const read = (chunks) => {
  const parser = new Parser();
  const segments = [];
  parser.on('opensegment', (name) => segments.push([name]));
  parser.on('component', (data) => segments.at(-1).push(data));
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  return segments.map((segment) => segment.join('/')).join(' ');
};
const cases = [
  [`NAD+BY+++L?'ATELIER'`, `NAD/BY///L'ATELIER`, 'NAD/BY///L ATELIER'],
  ["FTX+AAI+++A?+B'", 'FTX/AAI///A+B', 'FTX/AAI///A/B'],
];
for (const [text, right, seen] of cases) {
  for (let end = 1; end < text.length; end += 1) {
    const chunks = [text.slice(0, end), text.slice(end)];
    const isEscape = text[end - 1] === '?';
    const outcome = read(chunks);
    if (isEscape) {
      console.log(text.padEnd(24), 'in one piece ', read([text]));
      console.log(chunks.join('|').padEnd(24), 'in two       ', outcome);
    }
    assert.strictEqual(outcome, isEscape ? seen : right, `${chunks.join('|')}: this has changed`);
  }
  assert.strictEqual(read([text]), right);
}
JS
node run.cjs
