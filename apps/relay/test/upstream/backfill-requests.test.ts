import { expect, test } from 'vitest';

import { BackfillRequests } from '../../src/upstream/backfill/backfill-requests.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { ConnectionSignals } from '../../src/pipeline/log/connection-signals.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { seedBackfill } from '../support/backfill-engine.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { playSource } from '../support/played-source.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

test('a reason for a backfill while one is open waits for no other writer', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const { connectionId } = await seedBackfill(database);
  const requests = new BackfillRequests(
    database,
    new SourceRegistry([playSource([], { positions: false }).source]),
    new ManualClock(),
    new EmbeddedJobStore(database),
    new ConnectionSignals(),
  );
  const others = Promise.withResolvers<void>();
  const writing = database.write(() => others.promise);
  await requests.automatic({ connectionId, reason: 'returned' });
  others.resolve();
  await writing;
  const rows = await database.read((tx) => tx.query<unknown[]>('SELECT "id" FROM "backfills"'));
  expect(rows).toEqual([{ id: 'bf_1' }]);
});
