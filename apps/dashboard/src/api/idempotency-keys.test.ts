import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { createIdempotencyKeys } from './idempotency-keys.ts';

test('repeating a call reuses its key, and any other call has a new one', () => {
  const keyOf = createIdempotencyKeys();
  const first = keyOf({ url: 'https://one.example' });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(keyOf({ url: 'https://one.example' })).toBe(first);
  const other = keyOf({ url: 'https://two.example' });
  expect(other).not.toBe(first);
  expect(keyOf({ url: 'https://one.example' })).not.toBe(first);
  expect(createIdempotencyKeys()({ url: 'https://two.example' })).not.toBe(other);
});

test('pages served over plain HTTP from another machine can create things', async () => {
  const present = crypto;
  // The only `crypto` function available outside of secure contexts.
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => present.getRandomValues(bytes),
  });
  expect(createIdempotencyKeys()({})).toHaveLength(32);
  vi.unstubAllGlobals();

  const folder = join(import.meta.dirname, '..');
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const texts = await Promise.all(
    files.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  const onlyByHttps = /crypto\.(?:randomUUID|subtle)|navigator\.(?:serviceWorker|locks|share)/;
  expect(texts.filter(([, text]) => onlyByHttps.test(text)).map(([name]) => name)).toEqual([]);
});
