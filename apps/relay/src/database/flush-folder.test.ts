import { fsyncSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { flushFolder } from './flush-folder.ts';
import { makeDataFolder } from './sqlite/data-folder.ts';

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  return {
    ...fs,
    fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync),
    mkdirSync: vi.fn<typeof fs.mkdirSync>(fs.mkdirSync),
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-flush-'));
  vi.clearAllMocks();
});
afterEach(() => rmSync(folder, { recursive: true }));

const refused = (code: string) => () => {
  throw Object.assign(new Error('no'), { code });
};

test('each new folder has its name on disk before anything is in it', () => {
  makeDataFolder(join(folder, 'a', 'b'));
  const made = vi.mocked(mkdirSync).mock.invocationCallOrder;
  const flushed = vi.mocked(fsyncSync).mock.invocationCallOrder;
  expect([made.length, flushed.length]).toEqual([2, 2]);
  expect(flushed[0]).toBeGreaterThan(made[0] ?? Infinity);
  expect(made[1]).toBeGreaterThan(flushed[0] ?? Infinity);
  expect(flushed[1]).toBeGreaterThan(made[1] ?? Infinity);
  makeDataFolder(join(folder, 'a', 'b'));
  expect(fsyncSync).toHaveBeenCalledTimes(2);
});

test.each(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'])(
  'a folder that cannot be flushed (%s) keeps no relay from starting',
  (code) => {
    vi.mocked(fsyncSync).mockImplementationOnce(refused(code));
    makeDataFolder(join(folder, 'a'));
    expect(readdirSync(folder)).toEqual(['a']);
  },
);

test('a disk that fails does', () => {
  vi.mocked(fsyncSync).mockImplementationOnce(refused('EIO'));
  expect(() => flushFolder(folder)).toThrow('no');
});
