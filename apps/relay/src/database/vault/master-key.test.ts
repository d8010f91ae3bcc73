import {
  chmodSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { keyFileName, loadMasterKey } from './master-key.ts';

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  return {
    ...fs,
    fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync),
    linkSync: vi.fn<typeof fs.linkSync>(fs.linkSync),
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const load = (configured?: string, sealed = false) =>
  loadMasterKey({ configured, databasePath: join(folder, 'relay.sqlite'), sealed });

test('uses the configured key and writes nothing', () => {
  const key = Buffer.alloc(32, 7);
  expect(load(key.toString('base64'))).toEqual(key);
  expect(() => statSync(join(folder, keyFileName))).toThrow();
});

test('creates one at the first start, readable by its owner alone, and finds it again', () => {
  const key = load();
  expect(key).toHaveLength(32);
  expect(statSync(join(folder, keyFileName)).mode & 0o777).toBe(0o600);
  expect(load()).toEqual(key);
  expect(readFileSync(join(folder, keyFileName), 'utf8').trim()).toBe(key.toString('base64'));
});

test('the folder is flushed once the file has its name: a power cut leaves both', () => {
  load();
  const [linked] = vi.mocked(linkSync).mock.invocationCallOrder.slice(-1);
  const [flushed] = vi.mocked(fsyncSync).mock.invocationCallOrder.slice(-1);
  expect(flushed).toBeGreaterThan(linked ?? Infinity);
});

test('creates none if secrets were sealed with one that is missing now', () => {
  expect(() => load(undefined, true)).toThrow(/is missing.*Restore it/);
  expect(() => statSync(join(folder, keyFileName))).toThrow();
});

test('refuses a file that is not a key', () => {
  writeFileSync(join(folder, keyFileName), 'oops', { mode: 0o600 });
  expect(() => load()).toThrow(/does not hold an encryption key/);
});

test('refuses a key that others may read', () => {
  load();
  chmodSync(join(folder, keyFileName), 0o644);
  expect(() => load()).toThrow(/chmod 600/);
});
