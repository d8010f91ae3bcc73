import pg from 'pg';
import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import {
  PostgresInboxReader,
  PostgresInboxWriter,
} from '../../src/database/inbox/postgres-inbox.ts';
import { Notifications } from '../../src/database/postgres/notifications.ts';
import { Presence } from '../../src/database/postgres/presence.ts';
import { ProcessWatch } from '../../src/database/postgres/process-watch.ts';
import { defaultPostgresSettings } from '../../src/database/postgres/postgres-pool.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { configurationVersion } from '../../src/database/tables/configuration-versions.ts';
import { freeProcess } from '../../src/database/tables/processes.ts';
import { clampDueTimes } from '../../src/database/tables/due-times.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { LeasedLeadership } from '../../src/jobs/leased-leadership.ts';
import type { NewDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { leasesEnd, openTwoProcesses } from '../support/two-processes.ts';
import { until } from '../support/until.ts';

/* How several processes coordinate on one PostgreSQL database, seen from two of them. */

const server = sharedPostgres();

const openTwo = () => openTwoProcesses(server);

async function enqueue(options: {
  readonly database: Database;
  readonly queue: SharedDeliveryQueue;
  readonly lanes: number;
  readonly each: number;
}): Promise<void> {
  const { database, queue, lanes, each } = options;
  await seedSubscription(database, { id: 'sub_a' });
  const deliveries: NewDelivery[] = [];
  for (let event = 0; event < lanes * each; event += 1) {
    const eventSeq = await seedEvent(database, { id: `evt_${event}` });
    deliveries.push({ subscriptionId: 'sub_a', eventSeq, lane: `lane ${event % lanes}` });
  }
  await database.write((tx) => queue.enqueue(tx, { deliveries, now: 1_000 }));
}

test('two processes that claim at once never share a lane, and make each delivery once, in order', async () => {
  await using both = await openTwo();
  const { one, queues } = both;
  await enqueue({ database: one.database, queue: queues.one, lanes: 10, each: 8 });
  const busy = new Set<string>();
  const made: { readonly lane: string; readonly eventSeq: number }[] = [];
  const work = async (name: 'one' | 'two'): Promise<void> => {
    while (made.length < 80) {
      const claimed = await queues[name].claim({
        demands: [{ subscriptionId: 'sub_a', limit: 3 }],
        now: 2_000,
      });
      for (const { lane, eventSeq } of claimed) {
        expect(busy).not.toContain(lane);
        busy.add(lane);
        made.push({ lane, eventSeq });
      }
      await both[name].database.write(
        async (tx) => {
          const outcomes = claimed.map((delivery) => {
            busy.delete(delivery.lane);
            return { delivery, at: 2_000, status: 'delivered' as const };
          });
          await queues[name].settle(tx, outcomes);
        },
        { inLine: false },
      );
    }
  };
  await Promise.all([work('one'), work('two')]);
  expect(made).toHaveLength(80);
  for (let lane = 0; lane < 10; lane += 1) {
    const seqs = made
      .filter((delivery) => delivery.lane === `lane ${lane}`)
      .map(({ eventSeq }) => eventSeq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  }
  expect(await one.database.read((tx) => tx.all(sql`SELECT * FROM "lanes"`))).toEqual([]);
});

test('a stalled process loses its claims to another, and its late results are ignored', async () => {
  await using both = await openTwo();
  const { one, two, queues } = both;
  await enqueue({ database: one.database, queue: queues.one, lanes: 1, each: 2 });
  const demands = [{ subscriptionId: 'sub_a', limit: 5 }];
  const [before] = await queues.one.claim({ demands, now: 2_000 });
  if (before === undefined) throw new Error('nothing was claimed');
  expect(queues.one.holds(before)).toBe(true);
  expect(await queues.two.claim({ demands, now: 2_000 })).toEqual([]);
  await leasesEnd(one.database);
  const [after] = await queues.two.claim({ demands, now: 2_000 });
  expect(after?.seq).toBe(before.seq);
  const late = { delivery: before, at: 3_000, status: 'dead' as const };
  expect(await one.database.write((tx) => queues.one.settle(tx, [late]))).toEqual([]);
  await queues.one.release([before]);
  expect(await queues.one.claim({ demands, now: 2_000 })).toEqual([]);
  const done = {
    delivery: after as NonNullable<typeof after>,
    at: 3_000,
    status: 'delivered' as const,
  };
  expect(await two.database.write((tx) => queues.two.settle(tx, [done]))).toHaveLength(1);
});

test('a subscription with limits is served by one process until that process is gone', async () => {
  await using both = await openTwo();
  const { one, queues } = both;
  await enqueue({ database: one.database, queue: queues.one, lanes: 6, each: 1 });
  const demands = [{ subscriptionId: 'sub_a', limit: 1, exclusive: true }];
  const [first] = await queues.one.claim({ demands, now: 2_000 });
  expect(first).toBeDefined();
  expect(await queues.two.claim({ demands, now: 2_000 })).toEqual([]);
  expect(await queues.one.claim({ demands, now: 2_000 })).toHaveLength(1);
  await leasesEnd(one.database);
  expect(await queues.two.claim({ demands, now: 2_000 })).toHaveLength(1);
  expect(await queues.one.claim({ demands, now: 2_000 })).toEqual([]);
});

test('one process projects at a time; rows taken by another are not taken again', async () => {
  await using both = await openTwo();
  const { one, two, leases } = both;
  let told = 0;
  const inbox = new PostgresInboxWriter({ pool: one.pool, onAppended: () => (told += 1) });
  const row = {
    connectionId: 'con_1',
    receivedAt: 1,
    activityId: null,
    body: Buffer.from('\0ü'),
    trace: null,
  };
  await inbox.append([row, row]);
  await inbox.append([row]);
  expect(told).toBe(2);
  const readers = {
    one: new PostgresInboxReader({ database: one.database, leases: leases.one }),
    two: new PostgresInboxReader({ database: two.database, leases: leases.two }),
  };
  const rows = await readers.one.read({ limit: 10 });
  expect(rows.map(({ body }) => Buffer.from(body).toString())).toEqual(['\0ü', '\0ü', '\0ü']);
  expect(await readers.two.read({ limit: 10 })).toEqual([]);
  await leasesEnd(one.database);
  const two2 = new PostgresInboxReader({ database: two.database, leases: leases.two });
  const sameRows = await two2.read({ limit: 2 });
  expect(await two.database.write((tx) => two2.take(tx, sameRows))).toBe(true);
  // Some of the rows: nothing is kept, and they are read again.
  await expect(one.database.write((tx) => readers.one.take(tx, rows))).rejects.toMatchObject({
    code: 'rows_taken',
  });
  expect(await one.database.write((tx) => readers.one.take(tx, sameRows))).toBe(false);
  expect(await two2.read({ limit: 10 })).toHaveLength(1);
});

test('claims of a process whose session ended are free soon, and a live process stops relying on them', async () => {
  await using both = await openTwo();
  const { url, one, two, leases } = both;
  const presence = new Presence({ owner: 'one' });
  const unwatched = { onFailed: () => {} };
  const queues = {
    one: new SharedDeliveryQueue({ database: one.database, leases: leases.one, presence }),
    two: both.queues.two,
  };
  await enqueue({ database: one.database, queue: queues.one, lanes: 4, each: 1 });
  const gone: string[] = [];
  const watching = (goneAfterMs: number): ProcessWatch =>
    new ProcessWatch({
      database: two.database,
      own: new Presence({ owner: 'two' }),
      onGone: ({ owner }) => gone.push(owner),
      onError: () => {},
      times: { lookEveryMs: 10, goneAfterMs },
    });
  const claim = (queue: SharedDeliveryQueue, limit: number) =>
    queue.claim({ demands: [{ subscriptionId: 'sub_a', limit }], now: 2_000 });

  // Without a session, it isn't missed: its claims expire.
  const [early] = await claim(queues.one, 1);
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  await presence.begin(session, unwatched);
  expect(await leases.one.take('jobs', 60_000)).toBe(true);
  const [held] = await claim(queues.one, 1);
  if (early === undefined || held === undefined) throw new Error('nothing was claimed');
  // Whoever comes back in time does so however slow the machine is.
  const patient = watching(3_600_000);
  patient.start();
  expect(await presence.stands()).toBe(true);
  expect(queues.one.holds(early) && queues.one.holds(held)).toBe(true);
  expect(await claim(queues.two, 4)).toHaveLength(2);

  // It comes back in time, but its claims are uncertain until they have been checked.
  await session.end();
  presence.end();
  expect(await presence.stands()).toBe(false);
  expect(queues.one.holds(held)).toBe(false);
  const second = new pg.Client({ connectionString: url });
  await second.connect();
  await presence.begin(second, unwatched);
  expect(queues.one.holds(held)).toBe(false);
  expect(queues.one.holds(early)).toBe(true);
  expect(await presence.stands()).toBe(true);

  // It is killed.
  await patient.stop();
  await second.end();
  presence.end();
  const watch = watching(200);
  watch.start();
  await until(() => expect(gone).toEqual(['one']));
  const freed = await claim(queues.two, 4);
  expect(freed.map(({ seq }) => seq)).toEqual([held.seq]);
  expect(await leases.two.take('jobs', 60_000)).toBe(true);
  await watch.stop();
});

test('rows are read up to a total size, and a larger one comes alone', async () => {
  await using both = await openTwo();
  const { one, leases } = both;
  const inbox = new PostgresInboxWriter({ pool: one.pool, onAppended: () => {} });
  const row = (bytes: number) => ({
    connectionId: 'con_1',
    receivedAt: 1,
    activityId: null,
    body: Buffer.alloc(bytes, 1),
    trace: null,
  });
  await inbox.append([row(17 * 1024 * 1024), row(10), row(10)]);
  const reader = new PostgresInboxReader({ database: one.database, leases: leases.one });
  const first = await reader.read({ limit: 10 });
  expect(first).toHaveLength(1);
  await one.database.write((tx) => reader.take(tx, first));
  const others = await reader.read({ limit: 10 });
  expect(others).toHaveLength(2);
  expect(await inbox.projected({ withinMs: 0 })).toBe(false);
  await one.database.write((tx) => reader.take(tx, others));
  expect(await inbox.projected()).toBe(true);
});

test('one process does background work, and its successor inherits its claims', async () => {
  await using both = await openTwo();
  const { one, two, leases } = both;
  const jobs = { one: new EmbeddedJobStore(one.database), two: new EmbeddedJobStore(two.database) };
  const leaders = {
    one: new LeasedLeadership({ leases: leases.one, jobs: jobs.one, clock: systemClock }),
    two: new LeasedLeadership({ leases: leases.two, jobs: jobs.two, clock: systemClock }),
  };
  expect(await leaders.one.lead()).toBe(true);
  expect(await leaders.two.lead()).toBe(false);
  const now = systemClock.now();
  await one.database.write((tx) =>
    jobs.one.schedule(tx, { kind: 'poll', key: 'con_1', dueAt: now }),
  );
  const claim = { kind: 'poll', limit: 1, now, leaseMs: 60_000 };
  const [job] = await jobs.one.claim(claim);
  expect(job?.key).toBe('con_1');
  await leaders.one.stop();
  expect(await leaders.two.lead()).toBe(true);
  const later = systemClock.now();
  expect(await jobs.two.claim({ ...claim, now: later })).toHaveLength(1);
  expect(await one.database.write((tx) => jobs.one.holds(tx, job as NonNullable<typeof job>))).toBe(
    false,
  );
});

test('a process presumed dead learns that it no longer leads before it calls a vendor', async () => {
  await using both = await openTwo();
  const { one, two, leases } = both;
  const open = (name: 'one' | 'two') =>
    new LeasedLeadership({
      leases: leases[name],
      jobs: new EmbeddedJobStore(both[name].database),
      clock: systemClock,
    });
  const leaders = { one: open('one'), two: open('two') };
  let lost = 0;
  leaders.one.onLost(() => (lost += 1));
  expect(await leaders.one.lead()).toBe(true);
  expect(await leaders.one.stillLeads()).toBe(true);
  await two.database.write((tx) => freeProcess(tx, { number: 1, owner: 'one' }));
  expect(await leaders.two.lead()).toBe(true);
  // It would not check by itself for some seconds.
  expect(await leaders.one.lead()).toBe(true);
  expect(lost).toBe(0);
  expect(await leaders.one.stillLeads()).toBe(false);
  expect(lost).toBe(1);
  expect(await leaders.one.lead()).toBe(false);
  // An expired lease protects nobody, and both may ask again.
  await leasesEnd(one.database);
  expect(await leaders.two.stillLeads()).toBe(false);
  expect(await leaders.one.lead()).toBe(true);
});

test('a second passes between the last vendor request of one process and the first of the next', async () => {
  await using both = await openTwo();
  const { one, leases } = both;
  let isThere = true;
  const open = (name: 'one' | 'two') =>
    new LeasedLeadership({
      leases: leases[name],
      jobs: new EmbeddedJobStore(both[name].database),
      clock: systemClock,
      presence: { stands: async () => isThere },
    });
  const leaders = { one: open('one'), two: open('two') };
  // It stops.
  expect(await leaders.one.lead()).toBe(true);
  const askedAt = performance.now();
  expect(await leaders.one.stillLeads()).toBe(true);
  await leaders.one.stop();
  expect(await leaders.two.lead()).toBe(true);
  expect(performance.now() - askedAt).toBeGreaterThanOrEqual(999);
  // Its lease is about to end because it stalled.
  await one.database.write((tx) =>
    tx.run(
      sql`UPDATE "leases" SET "until" = (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint + 900`,
    ),
  );
  expect(await leaders.two.stillLeads()).toBe(false);
  expect(await leaders.two.lead()).toBe(true);
  expect(await leaders.two.stillLeads()).toBe(true);
  // Its session was cut, and others will soon presume it dead.
  isThere = false;
  expect(await leaders.two.stillLeads()).toBe(false);
  expect(await leaders.two.lead()).toBe(false);
});

test('a change to what is cached in memory raises its version in the same transaction', async () => {
  await using both = await openTwo();
  const { one, two } = both;
  const version = () => two.database.read((tx) => configurationVersion(tx, 'subscriptions'));
  const before = await version();
  await seedSubscription(one.database, { id: 'sub_a' });
  expect(await version()).toBe(before + 1);
  const change = one.database.write(async (tx) => {
    await tx.run(sql`UPDATE "subscriptions" SET "status" = ${'paused'}`);
    expect(await configurationVersion(tx, 'subscriptions')).toBe(before + 2);
    throw new Error('not kept');
  });
  await expect(change).rejects.toThrow('not kept');
  expect(await version()).toBe(before + 1);
  await one.database.write((tx) => tx.run(sql`UPDATE "subscriptions" SET "failing_since" = 1`));
  expect(await version()).toBe(before + 1);
});

test('all processes receive the messages of each other, and again after a lost connection', async () => {
  await using both = await openTwo();
  const { url } = both;
  const received: Record<string, string[]> = { one: [], two: [] };
  const listening = { one: 0, two: 0 };
  const open = (owner: 'one' | 'two') =>
    new Notifications({
      settings: { ...defaultPostgresSettings, url },
      presence: new Presence({ owner }),
      onMessage: (message) => received[owner]?.push(message),
      onListening: () => (listening[owner] += 1),
      onError: () => {},
    });
  const one = open('one');
  const two = open('two');
  await Promise.all([one.start(), two.start()]);
  expect(listening).toEqual({ one: 1, two: 1 });
  // More than fits in one notification; each arrives once.
  const many = Array.from({ length: 1_000 }, (_, index) => `wake sub_${index}`);
  for (const message of [...many, ...many]) one.send(message);
  await until(() => expect(received['two']).toEqual(many));
  expect(received['one']).toEqual([]);

  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'invoice-relay listener' AND datname = current_database()`,
  );
  await admin.end();
  await until(() => expect(listening).toEqual({ one: 2, two: 2 }));
  two.send('jobs');
  await until(() => expect(received['one']).toEqual(['jobs']));
  await one.close();
  await two.close();
});

test('what is scheduled too far ahead, as by an earlier clock, is due now', async () => {
  await using both = await openTwo();
  const { database } = both.one;
  const jobs = new EmbeddedJobStore(database);
  const now = systemClock.now();
  const year = 365 * 24 * 60 * 60_000;
  for (const kind of ['poll', 'backfill']) {
    await database.write((tx) => jobs.schedule(tx, { kind, key: 'con_1', dueAt: now + year }));
  }
  await database.write((tx) => clampDueTimes(tx, { now }));
  expect(await jobs.nextDueAt('poll')).toBe(now);
  expect(await jobs.nextDueAt('backfill')).toBe(now);
});
