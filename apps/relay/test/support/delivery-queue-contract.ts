import { describe, expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { deliveryInFlightContract } from './delivery-in-flight-contract.ts';
import { bare, queueSetUp, seqs, start } from './delivery-queue-setup.ts';
import type { QueueUnderTest } from './delivery-queue-setup.ts';
import { deliveryReorderingContract } from './delivery-reordering-contract.ts';
import { deliveryTurnsContract } from './delivery-turns-contract.ts';
import { seedEvent, seedSubscription } from './seed.ts';

/** What every engine behind the queue port must do. */
export function deliveryQueueContract(options: {
  readonly engine: string;
  readonly open: () => Promise<QueueUnderTest>;
}): void {
  describe(`delivery queue: ${options.engine}`, () => {
    const setUp = queueSetUp(options.open);

    test('claims what is due, oldest first, and each only once', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y', 'z');
      expect(seqs(await setup.claim(2))).toEqual([1, 2]);
      expect(seqs(await setup.claim(2))).toEqual([3]);
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('claims the later one of a lane only after the earlier one is delivered', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x', 'x');
      const [first] = await setup.claim();
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(first, 'delivered');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('a failed one holds back its lane and nothing else', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x', 'y');
      const [x] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 5_000 });
      expect(seqs(await setup.claim(100, start + 4_999))).toEqual([]);
      const again = await setup.claim(100, start + 5_000);
      expect(bare(again)).toEqual(bare([{ ...(x as DueDelivery), attempts: 1 }]));
    });

    test('a dead one releases the next of its lane', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'dead');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('an attempt that does not count leaves the schedule as it was', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [delivery] = await setup.claim();
      await setup.database.write((transaction) =>
        setup.queue.settle(transaction, [
          {
            delivery: delivery as DueDelivery,
            at: start,
            status: 'pending',
            nextAttemptAt: start,
            counts: false,
          },
        ]),
      );
      expect((await setup.claim())[0]?.attempts).toBe(0);
    });

    test('ordering "connection" makes one lane of each connection', async () => {
      await using setup = await setUp('connection');
      await setup.enqueue('x', 'y', 'z');
      expect(seqs(await setup.claim())).toEqual([1, 3]);
    });

    test('ordering "none" holds nothing back', async () => {
      await using setup = await setUp('none');
      await setup.enqueue('x', 'x', 'x');
      expect(seqs(await setup.claim())).toEqual([1, 2, 3]);
    });

    test('first attempts do not wait behind retries', async () => {
      await using setup = await setUp();
      await setup.enqueue('a', 'b', 'c');
      for (const delivery of await setup.claim()) {
        await setup.settle(delivery, { nextAttemptAt: start });
      }
      await setup.enqueue('d');
      const claimed = await setup.queue.claim({
        demands: [{ subscriptionId: 'sub_a', limit: 2 }],
        now: start,
      });
      expect(seqs(claimed).toSorted()).toEqual([1, 4]);
    });

    test('each subscription is claimed within its own demand', async () => {
      await using setup = await setUp();
      await seedSubscription(setup.database, { id: 'sub_b' });
      await setup.enqueue('x', 'y', 'z');
      await setup.enqueueFor('sub_b', 'x', 'y');
      const claimed = await setup.queue.claim({
        demands: [
          { subscriptionId: 'sub_a', limit: 1 },
          { subscriptionId: 'sub_b', limit: 2 },
        ],
        now: start,
      });
      expect(seqs(claimed)).toEqual([1, 4, 5]);
    });

    test('released deliveries are due again', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const claimed = await setup.claim();
      await setup.queue.release(claimed);
      expect(bare(await setup.claim())).toEqual(bare(claimed));
    });

    test('deliveries claimed when the process died are due at the next start, in order', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x', 'y');
      const before = await setup.claim();
      await setup.restart();
      expect(bare(await setup.claim())).toEqual(bare(before));
    });

    test('nothing is enqueued or settled when the transaction fails', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [delivery] = await setup.claim();
      await expect(
        setup.database.write(async (transaction) => {
          await setup.queue.settle(transaction, [
            { delivery: delivery as DueDelivery, at: start, status: 'delivered' },
          ]);
          await setup.queue.enqueue(transaction, {
            deliveries: [{ subscriptionId: 'sub_a', eventSeq: 99, lane: 'q' }],
            now: start,
          });
          throw new Error('disk full');
        }),
      ).rejects.toThrow('disk full');
      expect(await setup.claim()).toEqual([]);
      await setup.queue.release([delivery as DueDelivery]);
      expect(bare(await setup.claim())).toEqual(bare([delivery as DueDelivery]));
    });

    test('reports when the next one falls due, and for whom anything is pending', async () => {
      await using setup = await setUp();
      await seedSubscription(setup.database, { id: 'sub_paused', status: 'paused' });
      expect(await setup.queue.subscriptionsWithPending()).toEqual([]);
      expect(await setup.queue.nextDueAt({ subscriptionIds: ['sub_a'], now: start })).toBeNull();
      await setup.enqueue('x', 'y');
      const [x, y] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 9_000 });
      await setup.settle(y, { nextAttemptAt: start + 5_000 });
      await setup.enqueueFor('sub_paused', 'x');
      expect(await setup.queue.subscriptionsWithPending()).toEqual(['sub_a']);
      expect(await setup.queue.nextDueAt({ subscriptionIds: ['sub_a'], now: start })).toBe(
        start + 5_000,
      );
    });

    test('retry makes a dead one due now, before the later ones of its lane', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'dead');
      await setup.database.write((transaction) =>
        setup.queue.retry(transaction, { seq: (first as DueDelivery).seq, now: start }),
      );
      const [again] = await setup.claim();
      expect(again).toMatchObject({ seq: first?.seq, attempts: 0, cause: 'retry' });
      await setup.settle(again, 'delivered');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('retry makes a waiting one due now, with a new schedule', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 90_000 });
      await setup.database.write((transaction) =>
        setup.queue.retry(transaction, { seq: (x as DueDelivery).seq, now: start }),
      );
      expect(bare(await setup.claim())).toEqual(bare([x as DueDelivery]));
    });

    test('retry leaves one alone that was delivered in the meantime', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.settle(x, 'delivered');
      await setup.database.write((transaction) =>
        setup.queue.retry(transaction, { seq: (x as DueDelivery).seq, now: start }),
      );
      expect(await setup.claim()).toEqual([]);
      expect(await statusesOf(setup.database)).toEqual(['delivered']);
    });

    test('only those count that were still pending, or were delivered all the same', async () => {
      await using setup = await setUp();
      // Behind another, as the last of its lane, and in front of another.
      await setup.enqueue('x', 'y', 'y', 'z', 'w', 'w');
      const inFlight = await setup.claim();
      expect(seqs(inFlight)).toEqual([1, 2, 4, 5]);
      await setup.database.write((transaction) =>
        setup.queue.giveUp(transaction, {
          which: { seqs: inFlight.map(({ seq }) => seq) },
          now: start,
        }),
      );
      const counted = await setup.database.write((transaction) =>
        setup.queue.settle(
          transaction,
          inFlight.map((delivery) => ({
            delivery,
            at: start,
            status: delivery.eventSeq === 4 ? ('delivered' as const) : ('dead' as const),
          })),
        ),
      );
      expect(counted.map(({ delivery }) => delivery.eventSeq)).toEqual([4]);
      expect(await statusesOf(setup.database)).toEqual([
        'cancelled',
        'cancelled',
        'pending',
        'delivered',
        'cancelled',
        'pending',
      ]);
      expect(seqs(await setup.claim())).toEqual([3, 6]);
    });

    const all = { subscriptionId: 'sub_a', now: start, limit: 100 };

    test('wakeRetries makes everything that waits due, oldest first', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y', 'z');
      const [x] = await setup.claim(1);
      await setup.settle(x, { nextAttemptAt: start + 90_000 });
      await setup.database.write((transaction) =>
        setup.queue.wakeRetries(transaction, { ...all, anew: true }),
      );
      expect(seqs(await setup.claim(100, start + 10))).toEqual([1, 2, 3]);
    });

    test('wakeRetries reaches what was moved behind another while it waited for a retry', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y', 'y');
      for (const delivery of await setup.claim()) {
        await setup.settle(delivery, { nextAttemptAt: start + 90_000 });
      }
      await setup.reorder('connection');
      await setup.database.write((transaction) =>
        setup.queue.wakeRetries(transaction, { ...all, anew: true }),
      );
      const order: number[] = [];
      for (let [next] = await setup.claim(); next !== undefined; [next] = await setup.claim()) {
        order.push(next.eventSeq);
        await setup.settle(next, 'delivered');
      }
      expect(order).toEqual([1, 2, 3]);
    });

    test('a manual retry waits for the one of its lane that is in flight', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'dead');
      const [second] = await setup.claim();
      await setup.database.write((transaction) =>
        setup.queue.retry(transaction, { seq: (first as DueDelivery).seq, now: start }),
      );
      expect(await setup.claim()).toEqual([]);
      await setup.settle(second, 'delivered');
      expect(await setup.claim()).toMatchObject([{ seq: first?.seq, attempts: 0, cause: 'retry' }]);
    });

    test('after a new ordering, a lane waits for its deliveries in flight', async () => {
      await using setup = await setUp('none');
      await setup.enqueue('x', 'y', 'x');
      const [first, second] = await setup.claim(2);
      await setup.reorder('connection');
      await setup.settle(first, 'delivered');
      expect(await setup.claim()).toEqual([]);
      await setup.settle(second, 'delivered');
      expect(seqs(await setup.claim())).toEqual([3]);
    });

    test('after a new ordering, deliveries of a lane that end at once release it', async () => {
      await using setup = await setUp('none');
      await setup.enqueue('x', 'y', 'x');
      const inFlight = await setup.claim(2);
      await setup.reorder('connection');
      await setup.database.write((transaction) =>
        setup.queue.settle(
          transaction,
          inFlight.map((delivery) => ({ delivery, at: start, status: 'delivered' as const })),
        ),
      );
      expect(seqs(await setup.claim())).toEqual([3]);
    });

    test('after a new ordering, released deliveries are free', async () => {
      await using setup = await setUp('none');
      await setup.enqueue('x', 'y', 'x');
      const claimed = await setup.claim(2);
      await setup.reorder('connection');
      await setup.queue.release(claimed);
      expect(seqs(await setup.claim())).toEqual([1]);
    });

    test('first attempts of incomplete events are due only when they are complete', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const enrichUntil = start + 60_000;
      const eventSeq = await seedEvent(setup.database, { id: 'evt_q', enrichUntil });
      await setup.database.write((transaction) =>
        setup.queue.enqueue(transaction, {
          deliveries: [{ subscriptionId: 'sub_a', eventSeq, lane: 'q', notBefore: enrichUntil }],
          now: start,
        }),
      );
      expect(seqs(await setup.claim())).toEqual([1]);
      await setup.database.write((transaction) =>
        setup.queue.ready(transaction, { eventSeqs: [eventSeq] }),
      );
      expect(seqs(await setup.claim())).toEqual([eventSeq]);
    });

    test('giving up everything leaves nothing pending, except what was just delivered', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x', 'y');
      const [x] = await setup.claim(1);
      await setup.database.write((transaction) =>
        setup.queue.giveUp(transaction, { which: { seqs: [1, 2, 3] }, now: start }),
      );
      await setup.settle(x, 'delivered');
      expect(await setup.claim()).toEqual([]);
      expect(await statusesOf(setup.database)).toEqual(['delivered', 'cancelled', 'cancelled']);
    });

    test.each<[Ordering, number]>(
      (['subject', 'connection', 'none'] as const).flatMap((ordering) =>
        [1, 3, 100].map((atOnce): [Ordering, number] => [ordering, atOnce]),
      ),
    )(
      'reorder sorts what is pending into the lanes of "%s", %i at once',
      async (ordering, atOnce) => {
        await using setup = await setUp('subject');
        await setup.enqueue('x', 'x', 'y', 'z');
        await setup.reorder(ordering, atOnce);
        const expected = { subject: [1, 3, 4], connection: [1, 4], none: [1, 2, 3, 4] };
        expect(seqs(await setup.claim())).toEqual(expected[ordering]);
      },
    );

    test('many lanes at once', async () => {
      await using setup = await setUp();
      const subjects = Array.from({ length: 300 }, (_, index) => `invoice ${index % 100}`);
      await setup.enqueue(...subjects);
      const order: number[] = [];
      for (;;) {
        const claimed = await setup.claim(64);
        if (claimed.length === 0) break;
        order.push(...seqs(claimed));
        for (const delivery of claimed) await setup.settle(delivery, 'delivered');
      }
      expect(order.toSorted((a, b) => a - b)).toEqual(subjects.map((_, index) => index + 1));
      for (let lane = 0; lane < 100; lane += 1) {
        const ofLane = order.filter((seq) => (seq - 1) % 100 === lane);
        expect(ofLane).toEqual(ofLane.toSorted((a, b) => a - b));
      }
    });
  });
  deliveryInFlightContract(options);
  deliveryReorderingContract(options);
  deliveryTurnsContract(options);
}

async function statusesOf(database: Database): Promise<string[]> {
  const found = await database.read((transaction) =>
    transaction.query<{ status: string }[]>('SELECT "status" FROM "deliveries" ORDER BY "seq"'),
  );
  return found.map(({ status }) => status);
}
