import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const text = readFileSync(new URL('docs/threat-model.md', root), 'utf8');

/** Table rows: a threat, its mitigation, and a file with the tests in it. */
const rows = [...text.matchAll(/^\| (.+?) \| .+? \| `([^`]+)`: (.+?) \|$/gm)].map(
  ([, threat, file, name]) => ({ threat, file: String(file), name: String(name) }),
);

test('every threat has a test', () => {
  const all = text.split('\n').filter((line) => /^\| (?!---|threat )/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  expect(rows).toHaveLength(all.length);
});

test.each(rows)('$threat: the test exists', ({ file, name }) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(name);
});
