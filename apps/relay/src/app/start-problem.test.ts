import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { startProblem } from './start-problem.ts';

function thrownBy(fails: () => unknown): unknown {
  try {
    fails();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

test('a data folder that cannot be made names DATABASE_URL and shows no stack', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-start-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'data')]) {
    const error = thrownBy(() => mkdirSync(path, { recursive: true }));
    const words = startProblem(error, 'The relay cannot start');
    expect(words).toContain('Check DATABASE_URL');
    expect(words).not.toContain('    at ');
  }
  await rm(folder, { recursive: true });
});

test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])('%s asks for room on the disk', (code) => {
  const error = Object.assign(new Error('database or disk is full'), { code });
  const words = startProblem(error, 'The relay cannot start');
  expect(words).toContain('Make room on the disk');
  expect(words).not.toContain('Check DATABASE_URL');
});
