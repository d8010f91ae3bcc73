import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { makeDataFolder, refuseNoFile } from './data-folder.ts';

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
