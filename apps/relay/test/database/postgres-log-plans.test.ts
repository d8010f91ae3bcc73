import { describe, expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { keptActivities, knownActivityIds } from '../../src/database/tables/activities.ts';
import { eventsWithActivities } from '../../src/database/tables/logged-events.ts';
import { newestEvents } from '../../src/database/tables/newest-events.ts';
import { never as neverAgain } from '../../src/database/tables/never.ts';
import { watchedConnections } from '../../src/database/tables/silent-connections.ts';
import {
  lastActivities,
  withUnconfirmed,
} from '../../src/http/resources/connections/connection-context.ts';
import { deliveries } from '../../src/operations/retention/purge-rows.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { UnconfirmedStore } from '../../src/pipeline/unconfirmed/unconfirmed-store.ts';
import { EnrichmentStore } from '../../src/upstream/enrichment/enrichment-store.ts';
import { FirstWebhooks } from '../../src/upstream/backfill/first-webhooks.ts';
import {
  lastPositionBefore,
  momentBefore,
  wasSilent,
} from '../../src/upstream/backfill/known-activities.ts';
import { pageSize } from '../../src/upstream/backfill/logged-positions.ts';
import { ConnectionWatchHandler } from '../../src/upstream/health/connection-watch-handler.ts';
import { copyTemplate } from '../support/engine.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { rowsRead } from '../support/rows-read.ts';

/*
 * The same for background work on the log (see `postgres-plans.test.ts`): whatever the statistics
 * say, nothing reads more of it than a few pages, and least of all what other connections received.
 */

/** Activities of each of the two connections: one is old, the other came after it. */
const count = pageSize * 20;

/** The most rows and index entries that anything may read: those of a few pages. */
const maxRows = pageSize * 5;

/** As long as real ids. */
const old = 'con_01kb8m3sa4f0rjq8zb2v7tqk6';
const young = 'con_01kb8m3sa4f0rjq8zb2v7tqk7';
const never = 'con_01kb8m3sa4f0rjq8zb2v7tqk8';

const tables = ['activities', 'connections', 'deliveries', 'events', 'unconfirmed_activities'];

const end = Number.MAX_SAFE_INTEGER;
const source = { position: ({ id }: { readonly id: string }) => Number(id) };

async function open() {
  const copy = await copyTemplate();
  const { database, close } = await openPostgres({ url: copy.url, poolSize: 1 });
  // PostgreSQL may analyze tables on its own at any moment.
  for (const table of tables) {
    await ask(database, `ALTER TABLE "${table}" SET (autovacuum_enabled = false)`);
  }
  await ask(
    database,
    `INSERT INTO "connections" ("id", "source", "name", "credentials", "settings",
       "verification_mode", "enrich", "token", "token_hash", "created_at", "updated_at",
       "silent_after_seconds")
     SELECT id, 'envoice', '', '', '{}', 'signature', false, id, id, 0, 0, 60
     FROM unnest(ARRAY['${old}', '${young}', '${never}']) AS id`,
  );
  return {
    database,
    async [Symbol.asyncDispose]() {
      await close();
      await copy[Symbol.asyncDispose]();
    },
  };
}

function ask(database: Database, text: string): Promise<unknown> {
  return database.read((tx) => tx.query(text));
}

/** Each activity happens at the time that is its id; there are as many subjects as given. */
async function log(
  database: Database,
  options: {
    readonly connectionId: string;
    readonly first: number;
    readonly last: number;
    readonly via?: string;
    readonly subjects?: number;
  },
): Promise<void> {
  const { connectionId, first, last, via = 'webhook', subjects = 5_000 } = options;
  const numbers = `FROM generate_series(${first}, ${last}) AS n`;
  await ask(
    database,
    `INSERT INTO "activities" ("connection_id", "activity_id", "raw", "via", "received_at")
     SELECT '${connectionId}', n, repeat('a', 600)::bytea, '${via}', n ${numbers}`,
  );
  await ask(
    database,
    `INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "subject_kind",
       "subject_id", "occurred_at", "received_at", "body")
     SELECT 'evt_' || n, '${connectionId}', n, 'invoice.paid', 'invoice', n % ${subjects}, n, n,
       repeat('e', 1200) ${numbers}`,
  );
}

/** Deliveries of events, of which most are pending; and activities that were settled. */
async function deliver(database: Database, first: number, last: number): Promise<void> {
  const numbers = `FROM generate_series(${first}, ${last}) AS n`;
  await ask(
    database,
    `INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at",
       "finished_at")
     SELECT 'sub_1', n, n, CASE n % 4 WHEN 0 THEN 'delivered' ELSE 'pending' END, n,
       CASE n % 4 WHEN 0 THEN n END ${numbers}`,
  );
  await ask(
    database,
    `INSERT INTO "unconfirmed_activities" ("connection_id", "activity_id", "hash", "raw",
       "received_at", "denials", "next_check_at")
     SELECT CASE WHEN n % 100 = 0 THEN '${old}' ELSE '${young}' END, n, '', '', n, 0,
       CASE n % 4 WHEN 0 THEN 1 ELSE ${neverAgain} END ${numbers}`,
  );
}

/** Few by webhook, much by a backfill; then the other connection, all by webhook. */
async function fill(database: Database, afterFew = async () => {}, afterOld = afterFew) {
  await log(database, { connectionId: old, first: 1, last: 60, subjects: 1 });
  await deliver(database, 1, 60);
  await afterFew();
  await log(database, { connectionId: old, first: 61, last: count, via: 'backfill' });
  if (afterOld !== afterFew) await afterOld();
  await log(database, { connectionId: young, first: count + 1, last: count * 2 });
  await deliver(database, 61, count * 2);
  // A vendor that does not respond.
  await ask(
    database,
    `UPDATE "events" SET "enrich_until" = "received_at" + 1 WHERE "connection_id" = '${young}'`,
  );
}

/** Reads what background work reads. @returns the rows read, by what read too many */
async function readTooMuch(database: Database): Promise<unknown> {
  const tooMany: Record<string, unknown> = {};
  const read = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const { rows, of } = await rowsRead(database, work);
    if (rows > maxRows) tooMany[name] = of;
  };
  const ids = Array.from({ length: 500 }, (_, index) => String(count + index * 3));
  const via = ['webhook'] as const;
  const subjectKind = 'invoice';
  const unconfirmed = new UnconfirmedStore(database);
  const enrichment = new EnrichmentStore({
    database,
    queue: new EmbeddedDeliveryQueue({ database }),
  });
  for (const connectionId of [old, young, never]) {
    const of = (name: string) => `${name} ${connectionId.at(-1)}`;
    await read(of('first webhook'), () =>
      new FirstWebhooks(database).position({ connectionId, source }),
    );
    for (const moment of [80, count + 80, end]) {
      await read(of(`last position before ${moment}`), () =>
        lastPositionBefore(database, { connectionId, source, moment }),
      );
    }
    await read(of('waiting subjects'), async () => {
      const subjects = await enrichment.waiting({ connectionId, limit: 8 });
      expect(subjects).toHaveLength(connectionId === young ? 8 : 0);
    });
    for (const isDeleted of [false, true]) {
      const forgotten = { connection: { id: connectionId, isDeleted }, receivedBefore: 100 };
      await read(of(`what is forgotten, deleted: ${isDeleted}`), () =>
        database.write((tx) => unconfirmed.forget(tx, { ...forgotten, now: end, limit: 100 })),
      );
    }
    for (const now of [0, count + 2]) {
      await read(of(`overdue at ${now}`), () => enrichment.giveUpOverdue({ connectionId, now }));
    }
    await database.read(async (tx) => {
      await read(of('moment before'), () =>
        momentBefore(tx, { connectionId, source, position: end }),
      );
      await read(of('quiet'), () => wasSilent(tx, { connectionId, moment: end, milliseconds: 1 }));
      await read(of('known activities'), () =>
        knownActivityIds(tx, { connectionId, activityIds: ids }),
      );
      await read(of('kept activities'), () =>
        keptActivities(tx, { connectionId, activityIds: ids, via }),
      );
      for (const after of [0, count - 80]) {
        await read(of(`events after ${after}`), () =>
          eventsWithActivities(tx, { connectionId, after, limit: 200 }),
        );
      }
      await read(of('newest events'), () =>
        newestEvents(
          tx,
          ids.map((subjectId) => ({ connectionId, subjectKind, subjectId })),
        ),
      );
    });
  }
  for (const before of [0, end]) {
    const step = { cursor: 0, restartedAt: 0, limit: 100, before, eventsBefore: before, now: end };
    await read(`purge of deliveries before ${before}`, () =>
      database.write((tx) => deliveries.step(tx, step)),
    );
  }
  await read('connections with unconfirmed activities', () => unconfirmed.connections());
  await read('connections that wait', () => withUnconfirmed(database, [old, young, never]));
  await read('silent connections', () => database.read(watchedConnections));
  await read('last activities', () => lastActivities(database, [old, young, never]));
  return tooMany;
}

describe('background work reads a few pages of the log', () => {
  test.each([
    ['when PostgreSQL knows nothing of its tables', (database: Database) => fill(database)],
    [
      'when it knows them from when there was little of one connection',
      (database: Database) =>
        fill(
          database,
          () => ask(database, 'VACUUM ANALYZE') as Promise<void>,
          async () => {},
        ),
    ],
    [
      'when it knows them from when there was one connection',
      (database: Database) =>
        fill(
          database,
          async () => {},
          () => ask(database, 'VACUUM ANALYZE') as Promise<void>,
        ),
    ],
    [
      'when it knows them as they are',
      async (database: Database) => {
        await fill(database);
        await ask(database, 'VACUUM ANALYZE');
      },
    ],
  ])('%s', async (_, prepare) => {
    await using opened = await open();
    await prepare(opened.database);
    expect(await readTooMuch(opened.database)).toEqual({});
    // From the sixth execution on, a connection may cache the plan of a statement.
    for (let times = 0; times < 5; times += 1) await readTooMuch(opened.database);
    expect(await readTooMuch(opened.database)).toEqual({});
  });
});

test('of connections that are active, the watch reads the newest event alone', async () => {
  await using opened = await open();
  const { database } = opened;
  const clock = new ManualClock();
  const connections = 100;
  const each = 50;
  await ask(
    database,
    `INSERT INTO "connections" ("id", "source", "name", "credentials", "settings",
       "verification_mode", "enrich", "token", "token_hash", "created_at", "updated_at",
       "silent_after_seconds")
     SELECT 'con_' || n, 'envoice', '', '', '{}', 'signature', false, n, n, 0, 0, 60
     FROM generate_series(1, ${connections}) AS n`,
  );
  await ask(database, `DELETE FROM "connections" WHERE "id" IN ('${old}', '${young}', '${never}')`);
  await ask(
    database,
    `INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at",
       "received_at", "body")
     SELECT 'evt_' || n, 'con_' || n % ${connections} + 1, n, 'invoice.paid', ${clock.now()},
       ${clock.now()}, '{}'
     FROM generate_series(1, ${connections * each}) AS n`,
  );
  await ask(database, 'VACUUM ANALYZE');
  const queue = new EmbeddedDeliveryQueue({ database });
  const operational = new OperationalLog({ database, queue });
  const watch = new ConnectionWatchHandler(database, operational, clock);
  const { rows } = await rowsRead(database, () => watch.run());
  expect(rows).toBeLessThan(connections * 10);
});
