import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

test('a missing log folder is created', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-faults-logs-'));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  const logs = join(folder, 'of', 'tonight');
  vi.stubEnv('FAULTS_LOGS', logs);
  vi.resetModules();
  await import('./relay-host.ts');
  expect(existsSync(logs)).toBe(true);
});
