import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect } from 'vitest';

import { spawnRelay } from './relay-process.ts';
import type { RelayProcess } from './relay-process.ts';

export const adminKey = 'an-administrator-key-for-tests';

/**
 * Provides the built relay on its own SQLite file for each test of a file; none outlives its test.
 */
export function useBuiltRelay() {
  let folder: string;
  const running: RelayProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relay-process-'));
  });
  afterEach(async () => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  return {
    /** @returns a path in the test's own folder */
    pathOf: (...names: readonly string[]): string => join(folder, ...names),
    async start(environment: Record<string, string> = {}): Promise<RelayProcess> {
      const relay = await spawnRelay({
        DATABASE_URL: `sqlite:${join(folder, 'relay.sqlite')}`,
        RELAY_API_KEY: adminKey,
        RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
        ...environment,
      });
      running.push(relay);
      return relay;
    },
  };
}

/** Creates a resource through a relay's API. */
export async function create<Body>(relay: RelayProcess, path: string, body: object): Promise<Body> {
  const response = await fetch(`${relay.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return response.json() as Promise<Body>;
}
