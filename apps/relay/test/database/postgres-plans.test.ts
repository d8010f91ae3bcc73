import { describe, expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { PostgresInboxReader } from '../../src/database/inbox/postgres-inbox.ts';
import { Leases } from '../../src/database/leases.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { renewClaims } from '../../src/database/tables/lane-claims.ts';
import { DispatchStore } from '../../src/pipeline/dispatch/dispatch-store.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { recordAttempts } from '../../src/pipeline/record/record-attempts.ts';
import { copyTemplate } from '../support/engine.ts';
import { backlogDueAt, putDeliveries } from '../support/lane-backlog.ts';
import { rowsRead } from '../support/rows-read.ts';

/*
 * PostgreSQL plans its reads from table statistics taken at one moment, and bursts come at another.
 * Whatever the statistics say, no operation on deliveries may read more than its own rows: a few
 * for each delivery, and never everything that waits.
 */

/**
 * Deliveries waiting in each of two subscriptions: one with as many lanes, one with a single lane.
 */
const waiting = 10_000;

/** The most rows and index entries that each step may read for a delivery. */
const maxRows = 20;

/** As long as real ids. */
const subscriptionIds = ['sub_many_lanes_01kb8m3sa4f0rj', 'sub_one_lane_01kb8m3sa4f0rjq8'];
const limit = 100;

type Opened = Awaited<ReturnType<typeof open>>;

async function open() {
  const copy = await copyTemplate();
  const { database, close } = await openPostgres({ url: copy.url, poolSize: 1 });
  // PostgreSQL may analyze tables on its own at any moment.
  for (const table of ['inbox', 'events', 'deliveries', 'lanes']) {
    await ask(database, `ALTER TABLE "${table}" SET (autovacuum_enabled = false)`);
  }
  const leases = new Leases({ database, owner: 'one' });
  return {
    database,
    queue: new SharedDeliveryQueue({ database, leases }),
    inbox: new PostgresInboxReader({ database, leases }),
    async [Symbol.asyncDispose]() {
      await close();
      await copy[Symbol.asyncDispose]();
    },
  };
}

function ask(database: Database, text: string): Promise<unknown> {
  return database.read((tx) => tx.query(text));
}

async function burst({ database }: Opened, count = waiting): Promise<void> {
  const [many = '', one = ''] = subscriptionIds;
  await ask(
    database,
    `INSERT INTO "inbox" ("connection_id", "received_at", "body")
     SELECT 'con_01kb8m3sa4f0rjq8zb2v7tqk6', n, '{}' FROM generate_series(1, ${count}) AS n`,
  );
  await putDeliveries(database, { subscriptionId: many, count, lanes: count });
  await putDeliveries(database, { subscriptionId: one, count, lanes: 1 });
}

/** Does all the work on due deliveries. @returns the most rows read for one delivery, by step */
async function work(opened: Opened): Promise<Readonly<Record<string, number>>> {
  const { database, queue, inbox } = opened;
  const perDelivery: Record<string, number> = {};
  const step = async <T>(name: string, count: number, does: () => Promise<T>): Promise<T> => {
    const { result, rows } = await rowsRead(database, does);
    perDelivery[name] = Math.ceil(rows / Math.max(1, count));
    return result;
  };
  const now = backlogDueAt;
  const demands = subscriptionIds.map((subscriptionId) => ({ subscriptionId, limit }));
  const due = await step('claim', limit, () => queue.claim({ demands, now }));
  const share = Math.floor(due.length / 3);
  await step('load', due.length, () => load(database, due));
  await step('renew', due.length, () =>
    database.write((tx) => renewClaims(tx, { deliveries: due, leaseMs: 1_000 }), { inLine: false }),
  );
  // Claims that ended in the meantime, as most do that are renewed while attempts are recorded.
  const ended = due.map((delivery) => ({ ...delivery, claim: delivery.claim + 1 }));
  await step('renew ended', ended.length, () =>
    database.write((tx) => renewClaims(tx, { deliveries: ended, leaseMs: 1_000 }), {
      inLine: false,
    }),
  );
  await step('release ended', ended.length, () => queue.release(ended));
  await step('release', share, () => queue.release(due.slice(0, share)));
  const delivered = due.slice(share);
  await step('record', delivered.length, () => record({ database, queue, delivered }));
  const arrived = await step('read inbox', limit, () => inbox.read({ limit }));
  await step('take', limit, () => database.write((tx) => inbox.take(tx, arrived)));
  await step('next due', 1, () => queue.nextDueAt({ subscriptionIds, now }));
  await step('wake', 1, () =>
    database.write((tx) =>
      queue.wakeRetries(tx, {
        subscriptionId: subscriptionIds[0] ?? '',
        anew: false,
        now,
        limit,
      }),
    ),
  );
  await step('pending', 1, () => queue.subscriptionsWithPending());
  const last = await database.read((tx) =>
    tx.first<{ seq: number }>(sql`SELECT MAX("seq") AS "seq" FROM "deliveries"`),
  );
  const seq = last?.seq ?? 0;
  await step('retry', 1, () => database.write((tx) => queue.retry(tx, { seq, now })));
  return perDelivery;
}

function load(database: Database, deliveries: readonly DueDelivery[]) {
  const unused = {} as never;
  const store = new DispatchStore({ database, subscribers: unused, operational: unused });
  return store.load({ deliveries, subscribers: new Map() });
}

function record(options: {
  readonly database: Database;
  readonly queue: SharedDeliveryQueue;
  readonly delivered: readonly DueDelivery[];
}) {
  const { database, queue, delivered } = options;
  const failingLimits = { afterMs: 1, afterAttempts: 1 } as never;
  const operational = new OperationalLog({ database, queue });
  const jobs = { schedule: async () => {} };
  const records = delivered.map((delivery) => ({
    startedAt: 1,
    request: { url: 'https://a.example', signature: '', traceparent: null, ownHeaders: [] },
    result: {
      status: 200,
      error: null,
      headers: null,
      response: null,
      retryAfterMs: null,
      durationMs: 1,
      aborted: false,
    },
    judgement: {
      gone: false,
      refused: false,
      outcome: { delivery, at: 1, status: 'delivered' as const },
    },
  }));
  return database.write(
    (tx) => recordAttempts(tx, { records, queue, jobs, operational, failingLimits }),
    { inLine: false },
  );
}

const few = { count: 60, lanes: 60 };

describe('work on deliveries reads as few rows as ever', () => {
  test.each([
    ['when PostgreSQL knows nothing of its tables', (opened: Opened) => burst(opened)],
    [
      'when it knows them from when nothing was pending',
      async (opened: Opened) => {
        const log = { ...few, count: waiting * 3, status: 'delivered' } as const;
        await putDeliveries(opened.database, { subscriptionId: 'sub_old', ...log });
        await ask(opened.database, 'VACUUM ANALYZE');
        await burst(opened);
      },
    ],
    [
      'when it knows them from when there was one of each subscription',
      async (opened: Opened) => {
        for (const subscriptionId of ['sub_a', 'sub_b', 'sub_c']) {
          await putDeliveries(opened.database, { subscriptionId, count: 1, lanes: 1 });
        }
        await ask(opened.database, 'VACUUM ANALYZE');
        await burst(opened);
      },
    ],
    [
      'when its tables were full and hold next to nothing now',
      async (opened: Opened) => {
        const { database } = opened;
        await burst(opened);
        await ask(database, `UPDATE "deliveries" SET "status" = 'delivered', "finished_at" = 1`);
        for (const [table, column] of [
          ['lanes', 'head_seq'],
          ['inbox', 'place'],
        ]) {
          await ask(
            database,
            `DELETE FROM "${table}" WHERE "${column}" < (SELECT MAX("${column}") FROM "${table}")`,
          );
        }
        await ask(database, 'VACUUM ANALYZE');
        await burst(opened);
      },
    ],
    [
      'when its plans were made for a few rows',
      async (opened: Opened) => {
        await burst(opened, few.count);
        await ask(opened.database, 'VACUUM ANALYZE');
        // From the sixth execution on, a connection may cache the plan of a statement.
        for (let times = 0; times < 8; times += 1) await work(opened);
        await burst(opened);
      },
    ],
    [
      'when it knows them as they are',
      async (opened: Opened) => {
        await burst(opened);
        await ask(opened.database, 'VACUUM ANALYZE');
      },
    ],
  ])('%s', async (_, prepare) => {
    await using opened = await open();
    await prepare(opened);
    const perDelivery = await work(opened);
    const tooMany = Object.entries(perDelivery).filter(([, rows]) => rows > maxRows);
    expect(tooMany).toEqual([]);
  });
});

test('whether an event waits for its document is looked up, though PostgreSQL assumes that none does', async () => {
  await using opened = await open();
  const { database, queue } = opened;
  const log = { count: waiting, lanes: few.lanes, status: 'delivered' } as const;
  await putDeliveries(database, { subscriptionId: 'sub_old', ...log });
  await ask(database, 'VACUUM ANALYZE');
  await burst(opened, 500);
  const until = backlogDueAt + 60_000;
  await ask(database, `UPDATE "events" SET "enrich_until" = ${until}`);
  await ask(database, `UPDATE "lanes" SET "due_at" = ${until}`);
  const [subscriptionId = ''] = subscriptionIds;
  const now = backlogDueAt;
  const longest = { longestWaitMs: until, longestFirstWaitMs: until };

  const searched = await searchesOf(database, () =>
    database.write(async (tx) => {
      await queue.clamp(tx, { clock: { now: () => now }, ...longest });
      await queue.reorder(tx, { subscriptionId, ordering: 'subject', now, limit: 100 });
      await queue.ready(tx, { eventSeqs: [1, 2, 3] });
    }),
  );
  expect(searched).toEqual({ events_enriching: 0, events_waiting: 0 });
});

/** How often a piece of work searches the indexes of events that wait. */
async function searchesOf(database: Database, does: () => Promise<unknown>) {
  const scans = async () => {
    await ask(database, 'SELECT pg_stat_force_next_flush()');
    const found = (await ask(
      database,
      `SELECT indexrelname AS "name", idx_scan AS "scans" FROM pg_stat_user_indexes
       WHERE indexrelname IN ('events_enriching', 'events_waiting') ORDER BY indexrelname`,
    )) as { readonly name: string; readonly scans: number }[];
    return found.map(({ name, scans: count }) => [name, Number(count)] as const);
  };
  const before = new Map(await scans());
  await does();
  const after = await scans();
  return Object.fromEntries(after.map(([name, count]) => [name, count - (before.get(name) ?? 0)]));
}
