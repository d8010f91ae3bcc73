import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

import { importsIn } from './support/imports.ts';

const root = 'apps/relay/src';

/** The folders of the relay: each may import itself and those after it, including types. */
const layers = [
  'main.ts',
  'app',
  'http',
  'upstream',
  'pipeline',
  'operations',
  'jobs',
  'sources',
  'outbound',
  'database',
  'shared',
];

const files = globSync(`${root}/**/*.ts`).filter((path) => !path.endsWith('.test.ts'));
const imports = files.flatMap((path) => importsOf(path).map((target) => ({ path, target })));

test('every folder is listed', () => {
  const folders = new Set(imports.map(({ path }) => folderOf(path)));
  expect([...folders].toSorted()).toEqual(layers.toSorted());
});

test('no folder imports one listed before it', () => {
  const wrong = imports.filter(
    ({ path, target }) => layers.indexOf(folderOf(target)) < layers.indexOf(folderOf(path)),
  );
  expect(wrong).toEqual([]);
});

test('only app/ reads the environment, so that each variable is known and validated', () => {
  // SQLite reads this one, which is set where SQLite is opened.
  const reading = /process\.env\b(?!\['SQLITE_TMPDIR'\] \?\?=)/;
  const readers = files.filter((path) => reading.test(readFileSync(path, 'utf8')));
  expect(readers.filter((path) => folderOf(path) !== 'app')).toEqual([]);
  expect(readers).not.toEqual([]);
});

function folderOf(path: string): string {
  return posix.relative(root, path).split('/')[0] ?? '';
}

/** Returns the paths of the relay's files that a file imports. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  return importsIn(parseSync(path, text), text)
    .map((specifier) => posix.join(posix.dirname(path), specifier))
    .filter((target) => target.startsWith(`${root}/`));
}
