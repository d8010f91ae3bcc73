import type { Logger } from 'pino';

import { lostInbox, SqliteInboxReader, SqliteInboxWriter } from '../database/inbox/sqlite-inbox.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import type { OnMigrations } from '../database/run-migrations.ts';
import { projectedPlace } from '../database/tables/projections.ts';
import { EmbeddedJobStore } from '../jobs/embedded-job-store.ts';
import { EmbeddedDeliveryQueue } from '../pipeline/lanes/embedded-delivery-queue.ts';
import { Wake } from '../shared/wake.ts';
import { ProjectorSignal } from '../pipeline/project/projector-signal.ts';
import { RecordingThread } from '../pipeline/record/recording-thread.ts';
import type { Clock } from '../shared/clock/clock.ts';
import type { PrepareDatabase, Storage } from './storage.ts';

/** Opens the embedded database, which belongs to this process alone. */
export async function openSqliteStorage(options: {
  readonly path: string;
  readonly clock: Clock;
  readonly prepare?: PrepareDatabase | undefined;
  readonly onMigrations?: OnMigrations;
  readonly logger: Logger;
}): Promise<Storage> {
  const { path, clock, prepare, onMigrations, logger } = options;
  const { database, lock, close } = await openSqlite({
    path,
    ...(onMigrations === undefined ? {} : { onMigrations }),
    ...(prepare === undefined ? {} : { prepare: (one) => prepare(one, 'database') }),
  });
  try {
    const lost = await lostInbox({ database, databasePath: path });
    if (lost !== undefined) logger.error(lost);
    const signal = new ProjectorSignal();
    signal.place = await database.read((tx) => projectedPlace(tx));
    const inbox = new SqliteInboxWriter({
      databasePath: path,
      place: () => signal.place,
      prepare: (one) => prepare?.(one, 'inbox'),
    });
    const jobs = new EmbeddedJobStore(database);
    // Whoever worked before this process is gone.
    await jobs.releaseAll({ now: clock.now() });
    const wake = new Wake();
    const queue = new EmbeddedDeliveryQueue({ database, wake });
    return {
      database,
      inbox,
      signal,
      wake,
      queue,
      recording: new RecordingThread({ queue, wake, jobs, database }),
      jobs,
      shared: null,
      projectorDatabase: { kind: 'sqlite', path, lock: lock.shared },
      openInboxReader: () => new SqliteInboxReader({ databasePath: path, shared: signal }),
      projectorEnded: () => lock.releaseFor(2),
      connect: async () => {},
      async close() {
        inbox.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
