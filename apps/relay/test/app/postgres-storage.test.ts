import { expect, test } from 'vitest';

import { openPostgresStorage } from '../../src/app/open-postgres-storage.ts';
import { defaultPostgresSettings } from '../../src/database/postgres/postgres-pool.ts';
import { createLogger } from '../../src/operations/logger.ts';
import { ConnectionSignals } from '../../src/pipeline/log/connection-signals.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';

const server = sharedPostgres();

/** What one process opens. */
async function open(url: string) {
  const storage = await openPostgresStorage({
    settings: { ...defaultPostgresSettings, url, poolSize: 2 },
    clock: systemClock,
    logger: createLogger({ level: 'silent' }),
    onMigrations: () => {},
  });
  await storage.connect({ signals: new ConnectionSignals() });
  return storage;
}

test('what a process that stops leaves to the others, they look for at once', async () => {
  const url = await server.createDatabase();
  const stopping = await open(url);
  const other = await open(url);
  const looked = new Set<string>();
  other.wake.onWake((subscriptionIds) => {
    if (subscriptionIds === undefined) looked.add('deliveries');
  });
  other.jobs.onScheduled(() => void looked.add('background work'));
  const { seen } = other.signal;
  await stopping.close();
  await expect.poll(() => [...looked].toSorted()).toEqual(['background work', 'deliveries']);
  await expect.poll(() => other.signal.seen).not.toBe(seen);
  await other.close();
});
