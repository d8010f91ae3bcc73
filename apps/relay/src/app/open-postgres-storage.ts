import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import type { Logger } from 'pino';

import { PostgresInboxReader, PostgresInboxWriter } from '../database/inbox/postgres-inbox.ts';
import { Leases } from '../database/leases.ts';
import { openPostgres } from '../database/open-postgres.ts';
import { ClockDifference } from '../database/postgres/clock-difference.ts';
import type { DatabaseClock } from '../database/postgres/database-clock.ts';
import { Notifications } from '../database/postgres/notifications.ts';
import type { PostgresSettings } from '../database/postgres/postgres-pool.ts';
import { Presence } from '../database/postgres/presence.ts';
import { ProcessWatch } from '../database/postgres/process-watch.ts';
import type { OnMigrations } from '../database/run-migrations.ts';
import { freeProcess } from '../database/tables/processes.ts';
import { EmbeddedJobStore } from '../jobs/embedded-job-store.ts';
import { LeasedLeadership } from '../jobs/leased-leadership.ts';
import { SharedDeliveryQueue } from '../pipeline/lanes/shared-delivery-queue.ts';
import { Wake } from '../shared/wake.ts';
import { ProjectorSignal } from '../pipeline/project/projector-signal.ts';
import type { Clock } from '../shared/clock/clock.ts';
import { RepeatedFailure } from '../shared/repeated-failure.ts';
import type { Storage } from './storage.ts';
import { ProcessMessages } from './process-messages.ts';

/** Opens a PostgreSQL database, which any number of processes share. */
export async function openPostgresStorage(options: {
  readonly settings: PostgresSettings;
  readonly clock: Clock;
  /** Kept at the database's time; the same as `clock`, except in tests that control the time. */
  readonly databaseClock?: DatabaseClock | undefined;
  readonly logger: Logger;
  readonly onMigrations: OnMigrations;
}): Promise<Storage> {
  const { settings, clock, databaseClock, logger, onMigrations } = options;
  const opened = await openPostgres({ ...settings, clock: databaseClock, onMigrations });
  const { database, pool, close } = opened;
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  const leases = new Leases({ database, owner });
  const difference = new ClockDifference({ logger });
  const presence = new Presence({
    owner,
    onTime(time) {
      opened.clock.seen(time);
      difference.seen({ machine: Date.now(), database: opened.clock.now() });
    },
  });
  const signal = new ProjectorSignal();
  const wake = new Wake();
  const jobs = new EmbeddedJobStore(database);
  const failure = new RepeatedFailure({ clock });
  const onError = (error: unknown): void => {
    if (!failure.isNews(error)) return;
    logger.warn(
      { err: error },
      'a notification or a release of claimed work failed; the relay recovers within seconds of the database',
    );
  };
  let messages: ProcessMessages | undefined;
  /** Anything may be due, as somebody's claims have ended: here, and for those that are notified. */
  const announceAll = (): void => {
    wake.wake();
    jobs.announce();
    signal.notify();
    messages?.appended();
  };
  const notifications = new Notifications({
    settings,
    presence,
    onMessage: (message) => messages?.receive(message),
    onListening: () => {
      failure.ended();
      messages?.checkAll();
    },
    onError,
  });
  return {
    database,
    inbox: new PostgresInboxWriter({ pool, onAppended: () => messages?.appended() }),
    signal,
    wake,
    queue: new SharedDeliveryQueue({ database, leases, presence, wake, onError }),
    // The database is already a process of its own.
    recording: null,
    jobs,
    shared: {
      leases,
      watch: new ProcessWatch({
        database,
        own: presence,
        onGone: (gone) => {
          logger.warn(
            { process: gone.owner },
            'another process ended without releasing what it had claimed; that work continues now',
          );
          announceAll();
        },
        onError,
      }),
      leadership: new LeasedLeadership({
        leases,
        jobs,
        clock,
        presence,
        // A new or crashed server has no table statistics yet, and plans the startup checks (joins
        // over the whole log) as if the tables were empty: minutes instead of moments.
        onLead: async () => {
          await pool.query('ANALYZE').catch(onError);
        },
      }),
    },
    projectorDatabase: { kind: 'postgres', settings, owner },
    openInboxReader: () => new PostgresInboxReader({ database, leases }),
    projectorEnded: () => {},
    async connect({ signals }) {
      messages = new ProcessMessages({
        parts: { wake, jobs, projector: signal, signals },
        channel: notifications,
      });
      await notifications.start();
    },
    async close() {
      // What could not be released in time is free immediately, and nobody misses this process.
      await database
        .write((tx) => freeProcess(tx, presence), { inLine: false })
        .then(announceAll)
        .catch(onError);
      await notifications.close();
      await close();
    },
  };
}
