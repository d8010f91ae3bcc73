import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Database } from '../src/database/database.ts';
import { Leases } from '../src/database/leases.ts';
import { openPostgres } from '../src/database/open-postgres.ts';
import { sql } from '../src/database/sql/sql.ts';
import { claimsOf } from '../src/database/tables/lane-claims.ts';
import type { DueDelivery, Transaction } from '../src/pipeline/lanes/delivery-queue.ts';
import { SharedDeliveryQueue } from '../src/pipeline/lanes/shared-delivery-queue.ts';
import { startPostgres } from './support/postgres-server.ts';
import type { PostgresServer } from './support/postgres-server.ts';
import { seedEvent, seedSubscription } from './support/seed.ts';

/*
 * Who settles an attempt does not stand in the line of writers: what others change in the same lane
 * at that moment, in a transaction that is still open, must neither be lost nor overtaken.
 */
let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

const now = 2_000;

/** One lane with deliveries 1 to 3, and two processes: `one` has the first in flight. */
async function setUp() {
  const url = await server.createDatabase();
  const one = await openPostgres({ url, poolSize: 4 });
  const two = await openPostgres({ url, poolSize: 4 });
  const queueOf = ({ database }: typeof one, owner: string) =>
    new SharedDeliveryQueue({ database, leases: new Leases({ database, owner }) });
  const queues = { one: queueOf(one, 'one'), two: queueOf(two, 'two') };
  await seedSubscription(one.database, { id: 'sub_a' });
  const eventSeqs: number[] = [];
  for (const id of ['evt_1', 'evt_2', 'evt_3']) {
    eventSeqs.push(await seedEvent(one.database, { id }));
  }
  await one.database.write((tx) =>
    queues.one.enqueue(tx, {
      deliveries: eventSeqs.map((eventSeq) => ({
        subscriptionId: 'sub_a',
        eventSeq,
        lane: 'a',
      })),
      now,
    }),
  );
  const claim = (name: 'one' | 'two') =>
    queues[name].claim({ demands: [{ subscriptionId: 'sub_a', limit: 5 }], now });
  const [inFlight] = await claim('one');
  return {
    queue: queues.two,
    database: two.database,
    claim,
    giveUp: (tx: Transaction, seq: number) => queues.two.giveUp(tx, { which: { seq }, now }),
    /** What is in flight was delivered, while somebody else has this open. */
    async deliveredDuring(change: (tx: Transaction) => Promise<unknown>): Promise<void> {
      let settled: Promise<unknown> | undefined;
      let isSettled = false;
      await two.database.write(async (tx) => {
        await change(tx);
        settled = one.database.write(
          (settling) =>
            queues.one.settle(settling, [
              { delivery: inFlight as DueDelivery, at: now, status: 'delivered' },
            ]),
          { inLine: false },
        );
        void settled.then(() => (isSettled = true));
        await expect.poll(async () => isSettled || (await somebodyWaits(one.database))).toBe(true);
      });
      await settled;
    },
    async [Symbol.asyncDispose]() {
      await one.close();
      await two.close();
    },
  };
}

/** Whether anybody waits for what another has locked. */
async function somebodyWaits(database: Database): Promise<boolean> {
  const waiting = await database.read((tx) =>
    tx.all(sql`SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database()
      AND "wait_event_type" = ${'Lock'}`),
  );
  return waiting.length > 0;
}

const seqs = (deliveries: readonly DueDelivery[]) => deliveries.map(({ seq }) => seq);

test('one that is tried again by hand has a lane', async () => {
  await using lane = await setUp();
  await lane.database.write(async (tx) => {
    await lane.giveUp(tx, 2);
    await lane.giveUp(tx, 3);
  });
  await lane.deliveredDuring((tx) => lane.queue.retry(tx, { seq: 3, now }));
  expect(seqs(await lane.claim('two'))).toEqual([3]);
});

test('one that is cancelled is not sent', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring((tx) => lane.giveUp(tx, 2));
  expect(seqs(await lane.claim('two'))).toEqual([3]);
});

test('of one that is cancelled in flight, the lane waits for the attempt', async () => {
  await using lane = await setUp();
  await lane.database.write((tx) => lane.giveUp(tx, 1));
  expect(seqs(await lane.claim('two'))).toEqual([]);
  await lane.deliveredDuring(async () => {});
  expect(seqs(await lane.claim('two'))).toEqual([2]);
});

test('a lane in which all is cancelled ends', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring(async () => {});
  await lane.database.write(async (tx) => {
    expect([await lane.giveUp(tx, 2), await lane.giveUp(tx, 3)]).toEqual([1, 1]);
    expect(await lane.giveUp(tx, 2)).toBe(0);
  });
  expect(await lane.database.read((tx) => tx.all(sql`SELECT * FROM "lanes"`))).toEqual([]);
});

test('an event that becomes whole is due at once', async () => {
  await using lane = await setUp();
  await lane.database.write((tx) =>
    tx.run(sql`UPDATE "events" SET "enrich_until" = ${now + 60_000} WHERE "seq" = 2`),
  );
  await lane.deliveredDuring(async (tx) => {
    await tx.run(sql`UPDATE "events" SET "enrich_until" = NULL WHERE "seq" = 2`);
    await lane.queue.ready(tx, { eventSeqs: [2] });
  });
  expect(seqs(await lane.claim('two'))).toEqual([2]);
});

test.for([
  ['one is given up', { seq: 1 }],
  ['a subscription is deleted', { subscriptionId: 'sub_a' }],
] as const)(
  'when %s whose attempt ends now, neither waits for the other in vain',
  async ([, which]) => {
    await using lane = await setUp();
    let runs = 0;
    await lane.deliveredDuring(async (tx) => {
      runs += 1;
      if ('seq' in which) await lane.giveUp(tx, which.seq);
      else await lane.queue.cancel(tx, { ...which, now });
    });
    expect(runs).toBe(1);
    const [first] = await lane.database.read((tx) =>
      tx.all(sql`SELECT "status" FROM "deliveries" WHERE "seq" = 1`),
    );
    expect(first).toEqual({ status: 'delivered' });
  },
);

test('nothing of a subscription is claimed while its lanes are made anew', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring(async () => {});
  await lane.database.write(async (tx) => {
    expect(await claimsOf(tx, 'sub_a')).toEqual([]);
    expect(await lane.claim('one')).toEqual([]);
  });
  expect(seqs(await lane.claim('one'))).toEqual([2]);
});
