import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/write-surface.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-surface-'));
  mkdirSync(join(folder, 'src'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** An app of triggers that do nothing. */
function writeApp(version: string, keys: readonly string[]): void {
  const triggers = Object.fromEntries(
    keys.map((key) => [key, { key, noun: key, display: {}, operation: { sample: {} } }]),
  );
  writeFileSync(
    join(folder, 'src/index.ts'),
    `export default ${JSON.stringify({ version, platformVersion: '19.1.0', triggers })};\n`,
  );
}

function run() {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@invoice-relay/source', script, folder],
    { encoding: 'utf8' },
  );
  return { status, stderr };
}

const surface = () => JSON.parse(readFileSync(join(folder, 'surface.json'), 'utf8'));

test('a release writes the surface that Zaps depend on, and refuses to break it', () => {
  writeApp('1.0.0', ['one', 'two']);
  expect(existsSync(join(folder, 'surface.json'))).toBe(false);
  expect(run()).toMatchObject({ status: 0 });
  expect(Object.keys(surface().steps)).toEqual(['triggers.one', 'triggers.two']);

  writeApp('1.1.0', ['one']);
  const refused = run();
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain('1.1.0 would break Zaps made with 1.0.0');
  expect(surface().version).toBe('1.0.0');

  writeApp('2.0.0', ['one']);
  expect(run()).toMatchObject({ status: 0 });
  expect(surface().version).toBe('2.0.0');
  expect(Object.keys(surface().steps)).toEqual(['triggers.one']);
});
