import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { makeDataFolder, refuseInaccessible, refuseNoFile } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('creates all missing folders, for their own user alone', () => {
  const made = join(folder, 'a', 'b');
  makeDataFolder(made);
  makeDataFolder(made);
  for (const path of [made, join(folder, 'a')]) expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('a file in the way is named', () => {
  const file = join(folder, 'notes.txt');
  writeFileSync(file, '');
  expect(() => makeDataFolder(join(file, 'a', 'b'))).toThrow(`${file} is a file`);
});

// Node's own "recursive" keeps running for half a minute there, and then out of memory.
test.runIf(existsSync('/proc/self'))('fails at once where no folder can be created', () => {
  expect(() => makeDataFolder('/proc/no-folder/a/b')).toThrow(/no-folder/);
});

test('only a file can be a database', () => {
  expect(() => refuseNoFile(`${folder}/`)).toThrow(`such as sqlite:${folder}/relay.sqlite`);
  expect(() => refuseNoFile('/dev/null')).toThrow(/is a device/);
  const file = join(folder, 'relay.sqlite');
  refuseNoFile(file);
  writeFileSync(file, '');
  refuseNoFile(file);
});

test('every file that the relay may not use is named, and no other', () => {
  const path = join(folder, 'relay.sqlite');
  for (const suffix of ['', '-shm', '.inbox']) writeFileSync(`${path}${suffix}`, '');
  /** For whoever may access everything, such as root in a container. */
  const problemsOf = (refused: Readonly<Record<string, string>>): readonly string[] => {
    try {
      refuseInaccessible(path, (file) => {
        const code = refused[file];
        if (code !== undefined) throw Object.assign(new Error('no'), { code });
      });
      return [];
    } catch (error) {
      return (error as { readonly problems: readonly string[] }).problems;
    }
  };
  expect(problemsOf({})).toEqual([]);
  // There is none, and one will be created.
  expect(problemsOf({ [`${path}-wal`]: 'EACCES' })).toEqual([]);
  expect(problemsOf({ [`${path}-shm`]: 'EACCES', [`${path}.inbox`]: 'EACCES' })).toEqual([
    expect.stringMatching(
      /relay\.sqlite-shm \(EACCES\)\. Make that user its owner, with mode 0600/,
    ),
    expect.stringContaining('relay.sqlite.inbox (EACCES)'),
  ]);
  expect(problemsOf({ [folder]: 'EACCES' })).toEqual([expect.stringContaining('mode 0700')]);
  expect(problemsOf({ [folder]: 'EROFS' })).toEqual([
    `DATABASE_URL: ${folder} is on a read-only file system (EROFS).`,
  ]);
});

test('a new database in a folder of its own is fine', () => {
  expect(() => refuseInaccessible(join(folder, 'new.sqlite'))).not.toThrow();
});
