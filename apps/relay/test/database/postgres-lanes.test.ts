import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { insertAttempts } from '../../src/database/tables/attempts.ts';
import { takeClaims } from '../../src/database/tables/lane-claims.ts';
import { lockLanes } from '../../src/database/tables/lane-locks.ts';
import { recordSuccess } from '../../src/database/tables/subscription-health.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import type { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { days, hours } from '../../src/shared/clock/durations.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { leasesEnd, openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

/*
 * A transaction that settles an attempt does not queue with the other writers: a concurrent change
 * to the same lane, in a transaction that is still open, must be neither lost nor overtaken.
 */
const server = sharedPostgres();

const now = 2_000;

/** One lane with deliveries 1 to 3, and two processes: `one` has the first in flight. */
async function setUp() {
  const both = await openTwoProcesses(server);
  const { one, two, queues } = both;
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
    /** Settles the delivery in flight while another transaction has this change open. */
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
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

const seqs = (deliveries: readonly DueDelivery[]) => deliveries.map(({ seq }) => seq);

test('a delivery retried manually has a lane', async () => {
  await using lane = await setUp();
  await lane.database.write(async (tx) => {
    await lane.giveUp(tx, 2);
    await lane.giveUp(tx, 3);
  });
  await lane.deliveredDuring((tx) => lane.queue.retry(tx, { seq: 3, now }));
  expect(seqs(await lane.claim('two'))).toEqual([3]);
});

test('a delivery retried while its cancelled attempt ends is delivered once', async () => {
  await using lane = await setUp();
  await lane.database.write(async (tx) => {
    for (const seq of [1, 2, 3]) await lane.giveUp(tx, seq);
  });
  await lane.deliveredDuring((tx) => lane.queue.retry(tx, { seq: 1, now }));
  expect(seqs(await lane.claim('two'))).toEqual([]);
});

test('a cancelled delivery is not sent', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring((tx) => lane.giveUp(tx, 2));
  expect(seqs(await lane.claim('two'))).toEqual([3]);
});

test('after a delivery is cancelled in flight, its lane waits for the attempt', async () => {
  await using lane = await setUp();
  await lane.database.write((tx) => lane.giveUp(tx, 1));
  expect(seqs(await lane.claim('two'))).toEqual([]);
  await lane.deliveredDuring(async () => {});
  expect(seqs(await lane.claim('two'))).toEqual([2]);
});

test('what two processes delivered because one stalled counts once, when it was first known', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two, queues } = both;
  await seedSubscription(one.database, { id: 'sub_a' });
  const eventSeq = await seedEvent(one.database, { id: 'evt_1' });
  await one.database.write((tx) =>
    queues.one.enqueue(tx, {
      deliveries: [{ subscriptionId: 'sub_a', eventSeq, lane: 'a' }],
      now,
    }),
  );
  const deliver = async (name: 'one' | 'two', claimed: readonly DueDelivery[], at: number) =>
    both[name].database.write((tx) =>
      queues[name].settle(
        tx,
        claimed.map((delivery) => ({ delivery, at, status: 'delivered' })),
      ),
    );
  const demands = [{ subscriptionId: 'sub_a', limit: 5 }];
  const stalled = await queues.one.claim({ demands, now });
  await leasesEnd(two.database);
  const taken = await queues.two.claim({ demands, now });
  expect(seqs(taken)).toEqual(seqs(stalled));
  expect(await deliver('two', taken, now + 1)).toHaveLength(1);
  expect(await deliver('one', stalled, now + 2)).toEqual([]);
  const [delivery] = await two.database.read((tx) =>
    tx.all(sql`SELECT "status", "finished_at" AS "at" FROM "deliveries"`),
  );
  expect(delivery).toEqual({ status: 'delivered', at: now + 1 });
});

test('a lane whose deliveries are all cancelled ends', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring(async () => {});
  await lane.database.write(async (tx) => {
    expect([await lane.giveUp(tx, 2), await lane.giveUp(tx, 3)]).toEqual([1, 1]);
    expect(await lane.giveUp(tx, 2)).toBe(0);
  });
  expect(await lane.database.read((tx) => tx.all(sql`SELECT * FROM "lanes"`))).toEqual([]);
});

test('an event that becomes complete is due at once', async () => {
  await using lane = await setUp();
  await lane.database.write((tx) =>
    tx.run(sql`UPDATE "events" SET "enrich_until" = ${now + 60_000} WHERE "seq" = 2`),
  );
  await lane.deliveredDuring(async (tx) => {
    await lane.queue.ready(tx, { eventSeqs: [2] });
    await tx.run(sql`UPDATE "events" SET "enrich_until" = NULL WHERE "seq" = 2`);
  });
  expect(seqs(await lane.claim('two'))).toEqual([2]);
});

test.for([
  ['one is given up', { seq: 1 }],
  ['a subscription is deleted', { seqs: [1, 2, 3] }],
] as const)(
  'when %s whose attempt ends now, neither waits for the other in vain',
  async ([, which]) => {
    await using lane = await setUp();
    let runs = 0;
    await lane.deliveredDuring(async (tx) => {
      runs += 1;
      await lane.queue.giveUp(tx, { which, now });
    });
    expect(runs).toBe(1);
    const [first] = await lane.database.read((tx) =>
      tx.all(sql`SELECT "status" FROM "deliveries" WHERE "seq" = 1`),
    );
    expect(first).toEqual({ status: 'delivered' });
  },
);

/** Three lanes that wait for another attempt, the last of which is due first. */
async function setUpRetrying() {
  const both = await openTwoProcesses(server);
  const { one, two } = both;
  const queue = both.queues.two;
  await seedSubscription(one.database, { id: 'sub_a' });
  const lanes = ['a', 'b', 'c'];
  const eventSeqs: number[] = [];
  for (const lane of lanes) eventSeqs.push(await seedEvent(one.database, { id: `evt_${lane}` }));
  await one.database.write(async (tx) => {
    await queue.enqueue(tx, {
      deliveries: lanes.map((lane, index) => ({
        subscriptionId: 'sub_a',
        eventSeq: eventSeqs[index] ?? 0,
        lane,
      })),
      now,
    });
    // Unless an order is requested, the last one is found first.
    for (const lane of lanes.toReversed()) {
      await tx.run(
        sql`UPDATE "lanes" SET "attempts" = 1, "priority" = 1,
              "due_at" = ${now * 1_000_000} - "head_seq" WHERE "lane" = ${lane}`,
      );
    }
  });
  const lock = (tx: Transaction, lane: string) =>
    lockLanes(tx, [{ subscriptionId: 'sub_a', lane }]);
  return {
    one: one.database,
    two: two.database,
    queue,
    lock,
    due: () =>
      one.database
        .read((tx) =>
          tx.all<{ lane: string }>(
            sql`SELECT "lane" FROM "lanes" WHERE "due_at" <= ${now} ORDER BY "lane"`,
          ),
        )
        .then((found) => found.map(({ lane }) => lane)),
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

const longest = { clock: { now: () => now }, longestWaitMs: 1_000, longestFirstWaitMs: 1_000 };

test.for([
  [
    'all that waits of a subscription is woken',
    (queue: SharedDeliveryQueue, tx: Transaction) =>
      queue.wakeRetries(tx, { subscriptionId: 'sub_a', anew: true, now, limit: 100 }),
  ],
  [
    'a clock that was ahead is made good',
    (queue: SharedDeliveryQueue, tx: Transaction) => queue.clamp(tx, longest),
  ],
] as const)('when %s, lanes are locked in one order', async ([, change]) => {
  await using setup = await setUpRetrying();
  let changed: Promise<unknown> | undefined;
  let runs = 0;
  await setup.one.write(
    async (tx) => {
      runs += 1;
      await setup.lock(tx, 'a');
      changed ??= setup.two.write(async (other) => {
        runs += 1;
        await change(setup.queue, other);
      });
      await expect.poll(() => somebodyWaits(setup.one)).toBe(true);
      // A transaction waiting for the first lane holds none of those after it.
      await setup.lock(tx, 'c');
    },
    { inLine: false },
  );
  await changed;
  // Neither was the victim of a deadlock.
  expect(runs).toBe(2);
  expect(await setup.due()).toEqual(['a', 'b', 'c']);
});

test('what others schedule until lanes are locked is not too far ahead', async () => {
  await using setup = await setUpRetrying();
  const later = now + 3_000;
  const times = [now];
  const clock = { now: () => times.shift() ?? later };
  const refused = {
    status: 429,
    error: null,
    response: null,
    request: null,
    responseHeaders: null,
  };
  await setup.two.write(async (tx) => {
    await insertAttempts(tx, [{ ...refused, deliverySeq: 2, startedAt: later - 1, durationMs: 1 }]);
    const schedule = (lane: string, attempts: number, dueAt: number) =>
      tx.run(
        sql`UPDATE "lanes" SET "attempts" = ${attempts}, "priority" = ${attempts},
              "due_at" = ${dueAt} WHERE "lane" = ${lane}`,
      );
    // The next one of a lane moved up; one was refused; and the clock was ahead.
    await schedule('a', 0, later);
    await schedule('b', 1, later + 1 * hours);
    await schedule('c', 0, later + 1);
    const waits = { clock, longestWaitMs: 1 * days, longestFirstWaitMs: 1 * hours };
    expect(await setup.queue.clamp(tx, waits)).toBe(1);
    expect(
      await tx.all(sql`SELECT "lane", "due_at" AS "dueAt" FROM "lanes" ORDER BY "lane"`),
    ).toEqual([
      { lane: 'a', dueAt: later },
      { lane: 'b', dueAt: later + 1 * hours },
      { lane: 'c', dueAt: later },
    ]);
  });
});

test('recording an attempt wakes idle lanes, and waits for nobody', async () => {
  await using setup = await setUpRetrying();
  await setup.one.write(
    async (tx) => {
      await setup.lock(tx, 'b');
      await setup.two.write(
        async (other) => {
          await setup.lock(other, 'c');
          await setup.queue.wakeRetries(other, {
            subscriptionId: 'sub_a',
            anew: false,
            now,
            limit: 100,
          });
        },
        { inLine: false, patienceMs: 2_000 },
      );
    },
    { inLine: false },
  );
  expect(await setup.due()).toEqual(['a', 'c']);
});

test('what is moved to the lanes of another ordering is not claimed meanwhile', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring(async () => {});
  await lane.database.write(async (tx) => {
    await lane.queue.reorder(tx, {
      subscriptionId: 'sub_a',
      ordering: 'connection',
      now,
      limit: 100,
    });
    expect(await lane.claim('one')).toEqual([]);
  });
  expect(seqs(await lane.claim('one'))).toEqual([2]);
});

test('a claim of an earlier version, which does not say what it is for, is for the next one', async () => {
  await using lane = await setUp();
  await lane.deliveredDuring(async () => {});
  await lane.database.write((tx) =>
    tx.run(
      sql`UPDATE "lanes" SET "claim" = 7, "claimed_until" = ${Number.MAX_SAFE_INTEGER}
          WHERE "subscription_id" = 'sub_a'`,
    ),
  );
  const claims = await lane.database.write((tx) =>
    takeClaims(tx, { subscriptionId: 'sub_a', lanes: ['a'], seqs: [] }),
  );
  expect(claims).toMatchObject([{ seq: 2, claim: 7 }]);
});

test('of two processes that see a subscription recover, one reports it', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  await seedSubscription(one.database, { id: 'sub_a', failingSince: 1_000 });
  const recovered = (database: Database) =>
    database.write((tx) => recordSuccess(tx, ['sub_a']), { inLine: false });
  let second: Promise<readonly unknown[]> | undefined;
  const first = await one.database.write(
    async (tx) => {
      const seen = await recordSuccess(tx, ['sub_a']);
      second = recovered(two.database);
      await expect.poll(() => somebodyWaits(one.database)).toBe(true);
      return seen;
    },
    { inLine: false },
  );
  expect(first).toMatchObject([{ id: 'sub_a', failingSince: 1_000 }]);
  expect(await second).toEqual([]);
});
