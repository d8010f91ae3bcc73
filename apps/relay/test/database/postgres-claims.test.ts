import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { DatabaseUnreachableError } from '../../src/database/storage-failure.ts';
import type { DueDelivery, NewDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { Wake } from '../../src/shared/wake.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

/*
 * A claim that nobody works on keeps its lane waiting: it is released, whatever fails meanwhile. And
 * a lane that could not be claimed is looked at again as soon as it can.
 */

const server = sharedPostgres();

const now = 2_000;

/** One lane, and a queue whose connection to the database is cut at a write. */
async function setUp() {
  const both = await openTwoProcesses(server);
  const { database } = both.one;
  await seedSubscription(database, { id: 'sub_a' });
  const eventSeq = await seedEvent(database, { id: 'evt_1' });
  const delivery = { subscriptionId: 'sub_a', eventSeq, lane: 'a' };
  await database.write((tx) => both.queues.one.enqueue(tx, { deliveries: [delivery], now }));
  let cut: 'before' | 'after' | undefined;
  const write: Database['write'] = async (work, options) => {
    const cutNow = cut;
    cut = undefined;
    if (cutNow !== 'before') {
      const result = await database.write(work, options);
      if (cutNow === undefined) return result;
    }
    throw new DatabaseUnreachableError(new Error('the connection was cut'));
  };
  const wake = new Wake();
  const woken: (readonly string[] | undefined)[] = [];
  wake.onWake((subscriptionIds) => void woken.push(subscriptionIds));
  const queue = new SharedDeliveryQueue({
    database: { write } as Database,
    leases: both.leases.one,
    wake,
  });
  return {
    queue,
    woken,
    /** @param when before the next write begins, or after its COMMIT, without a response */
    cut: (when: 'before' | 'after') => void (cut = when),
    claim: () => queue.claim({ demands: [{ subscriptionId: 'sub_a', limit: 1 }], now }),
    claimed: () =>
      database.read((tx) => tx.all(sql`SELECT "lane" FROM "lanes" WHERE "claim" IS NOT NULL`)),
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

test('what could not be released is released later, and looked at again', async () => {
  await using setup = await setUp();
  const claimed = await setup.claim();
  setup.cut('before');
  await setup.queue.release(claimed);
  expect(setup.woken).toEqual([]);
  await expect.poll(() => setup.woken).toEqual([['sub_a']]);
  expect(await setup.claimed()).toEqual([]);
  expect(await setup.claim()).toHaveLength(1);
});

test('a claim that was stored is released if its response was lost', async () => {
  await using setup = await setUp();
  setup.cut('after');
  await expect(setup.claim()).rejects.toThrow(DatabaseUnreachableError);
  await expect.poll(() => setup.claimed()).toEqual([]);
  expect(await setup.claim()).toHaveLength(1);
});

test('a change that came too late, and is rolled back, delays nothing behind it', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two, queues, leases } = both;
  await seedSubscription(one.database, { id: 'sub_a' });
  const deliveries: NewDelivery[] = [];
  for (const id of ['evt_1', 'evt_2']) {
    const eventSeq = await seedEvent(one.database, { id });
    deliveries.push({ subscriptionId: 'sub_a', eventSeq, lane: 'a' });
  }
  await one.database.write((tx) => queues.one.enqueue(tx, { deliveries, now }));
  const claim = () => queues.one.claim({ demands: [{ subscriptionId: 'sub_a', limit: 1 }], now });
  const delivery = (await claim())[0] as DueDelivery;
  const wake = new Wake();
  const woken: unknown[] = [];
  wake.onWake((subscriptionIds) => void woken.push(subscriptionIds));
  const queue = new SharedDeliveryQueue({ database: two.database, leases: leases.two, wake });
  const cancel = async (): Promise<void> => {
    await two.database.write(async (tx) => {
      expect(await queue.giveUp(tx, { which: { seq: delivery.seq }, now })).toBe(0);
      // Whoever looks now skips the lane.
      expect(await claim()).toEqual([]);
      expect(woken).toEqual([]);
      throw new Error('it was delivered');
    });
  };
  let cancelled: Promise<void> | undefined;
  await one.database.write(
    async (tx) => {
      await queues.one.settle(tx, [{ delivery, at: now, status: 'delivered' }]);
      cancelled = cancel();
      void cancelled.catch(() => {});
      await expect.poll(() => somebodyWaits(one.database)).toBe(true);
    },
    { inLine: false },
  );
  await expect(cancelled).rejects.toThrow('it was delivered');
  expect(woken).toEqual([['sub_a']]);
  expect(await claim()).toHaveLength(1);
});
