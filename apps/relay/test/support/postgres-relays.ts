import { afterEach, vi } from 'vitest';

import type { PostgresServer } from './postgres-server.ts';
import { spawnRelay } from './relay-process.ts';
import type { RelayProcess } from './relay-process.ts';
import { sharedPostgres } from './shared-postgres.ts';
import { credentials } from './vendor.ts';

const adminKey = 'an-administrator-key-for-tests';
const encryptionKey = Buffer.alloc(32, 7).toString('base64');

const running = new Set<RelayProcess>();

/** A server that the tests of a file share; the processes that each starts are killed after it. */
export function relaysOnPostgres(): PostgresServer {
  afterEach(() => {
    for (const { child } of running) child.kill('SIGKILL');
    running.clear();
  });
  return sharedPostgres();
}

type Role = 'all' | 'api' | 'worker';

export async function start(url: string, role: Role, more: Record<string, string> = {}) {
  const relay = await spawnRelay({
    DATABASE_URL: url,
    RELAY_ROLE: role,
    RELAY_API_KEY: adminKey,
    RELAY_ENCRYPTION_KEY: encryptionKey,
    RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    DATABASE_POOL_SIZE: '5',
    ...more,
  });
  running.add(relay);
  return relay;
}

export async function kill(relay: RelayProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') {
  relay.child.kill(signal);
  const ended = await relay.ended();
  running.delete(relay);
  return ended;
}

export async function call(relay: RelayProcess, method: string, path: string, body?: object) {
  const response = await fetch(`${relay.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any response
  const json: any = await response.json();
  return { status: response.status, body: json };
}

export const connection = { source: 'envoice', name: 'Shop', credentials };

/** Waits longer than a lease and a periodic check. */
export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 200_000, interval: 100 });
}
