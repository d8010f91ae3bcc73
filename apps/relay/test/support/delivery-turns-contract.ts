import { hours } from '../../src/shared/clock/durations.ts';
import { describe, expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { insertAttempts } from '../../src/database/tables/attempts.ts';
import type { WaitingPlace } from '../../src/database/tables/waiting-lanes.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { queueSetUp, seqs, start } from './delivery-queue-setup.ts';
import type { QueueUnderTest } from './delivery-queue-setup.ts';
import { seedSubscription } from './seed.ts';

const clock = { now: () => start };

/** Turns: lost claims, waking, catching up, and schedules from a wrong clock. */
export function deliveryTurnsContract(options: {
  readonly engine: string;
  readonly open: () => Promise<QueueUnderTest>;
}): void {
  describe(`turns of the delivery queue: ${options.engine}`, () => {
    const setUp = queueSetUp(options.open);

    test('wakeRetries leaves schedules as they are, unless told to restart them', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 90_000 });
      const wake = (anew: boolean) =>
        setup.database.write((transaction) =>
          setup.queue.wakeRetries(transaction, {
            subscriptionId: 'sub_a',
            anew,
            now: start,
            limit: 100,
          }),
        );
      await wake(false);
      const [woken] = await setup.claim();
      expect(woken?.attempts).toBe(1);
      await setup.settle(woken, { nextAttemptAt: start + 90_000 });
      await wake(true);
      expect((await setup.claim())[0]?.attempts).toBe(0);
    });

    test.each([true, false])(
      'wakeRetries takes steps, and finds what it woke no more (schedules restart: %s)',
      async (anew) => {
        await using setup = await setUp();
        await setup.enqueue('v', 'w', 'x', 'y', 'z');
        for (const [index, delivery] of (await setup.claim()).entries()) {
          // Two are due at the same time.
          const nextAttemptAt = start + 90_000 + Math.ceil(index / 2);
          await setup.settle(delivery, { nextAttemptAt });
        }
        const woken: number[][] = [];
        let before: WaitingPlace | undefined;
        do {
          before = await setup.database.write((transaction) =>
            setup.queue.wakeRetries(transaction, {
              subscriptionId: 'sub_a',
              anew,
              now: start,
              before,
              limit: 2,
            }),
          );
          const claimed = await setup.claim();
          woken.push(seqs(claimed).toSorted());
          // They fail again.
          for (const delivery of claimed) {
            await setup.settle(delivery, { nextAttemptAt: start + 100_000 });
          }
        } while (before !== undefined);
        expect(woken).toEqual([[4, 5], [2, 3], [1]]);
      },
    );

    test('a delivery since claimed by another is not settled by the previous claimant', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [late] = await setup.claim();
      await setup.queue.release([late as DueDelivery]);
      const [again] = await setup.claim();
      await setup.settle(late, { nextAttemptAt: start + 90_000 });
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.queue.release([late as DueDelivery]);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(again, 'delivered');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('live deliveries come before those caught up, and both get their turns', async () => {
      await using setup = await setUp();
      await seedSubscription(setup.database, { id: 'sub_b', status: 'paused' });
      await setup.enqueueFor('sub_b', ...'abcdefgh');
      await setup.database.write((transaction) =>
        transaction.run(
          sql`UPDATE "subscriptions" SET "status" = 'active' WHERE "id" = ${'sub_b'}`,
        ),
      );
      await setup.enqueueFor('sub_b', 'i', 'j', 'k');
      const claimed = await setup.queue.claim({
        demands: [{ subscriptionId: 'sub_b', limit: 5 }],
        now: start,
      });
      expect(seqs(claimed)).toEqual([9, 10, 1, 11, 2]);
      expect(claimed.map(({ cause }) => cause)).toEqual([
        'live',
        'live',
        'catch_up',
        'live',
        'catch_up',
      ]);
    });

    test('within a lane older events come first, even if enqueued later', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'delivered');
      const lane = (first as DueDelivery).lane;
      await replayFirst(setup, { lane });
      const order: number[] = [];
      for (let [next] = await setup.claim(); next !== undefined; [next] = await setup.claim()) {
        order.push(next.eventSeq);
        await setup.settle(next, 'delivered');
      }
      expect(order).toEqual([1, 2, 3]);
    });

    /** Deliveries 1 and 2, in lanes of their own; the subscriber refused the second until then. */
    async function setUpRefused() {
      const setup = await setUp();
      await setup.enqueue('x', 'y');
      const [x, y] = await setup.claim();
      await setup.settle(y, { nextAttemptAt: start + 90_000, counts: false });
      await setup.queue.release([x as DueDelivery]);
      return setup;
    }

    test('after a new ordering, what a subscriber refused waits as it asked', async () => {
      await using setup = await setUpRefused();
      await setup.reorder('none');
      expect(seqs(await setup.claim())).toEqual([1]);
      expect(seqs(await setup.claim(100, start + 90_000))).toEqual([2]);
    });

    test('after a new ordering, so does what comes before it in its lane by now', async () => {
      await using setup = await setUpRefused();
      await setup.reorder('connection');
      expect(seqs(await setup.claim(100, start + 89_999))).toEqual([]);
      const [first] = await setup.claim(100, start + 90_000);
      expect(first?.eventSeq).toBe(1);
      await setup.settle(first, 'delivered');
      expect(seqs(await setup.claim(100, start + 90_000))).toEqual([2]);
    });

    test('an older delivery put before what a subscriber refused waits as well', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'delivered');
      const [second] = await setup.claim();
      await setup.settle(second, { nextAttemptAt: start + 90_000, counts: false });
      await replayFirst(setup, second);
      expect(seqs(await setup.claim(100, start + 89_999))).toEqual([]);
      expect(seqs(await setup.claim(100, start + 90_000))).toEqual([1]);
    });

    test('an event that waits for no document stays refused for as long as its subscriber asked', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 5_000, counts: false });
      await setup.database.write((transaction) =>
        setup.queue.ready(transaction, { eventSeqs: [1] }),
      );
      expect(seqs(await setup.claim(100, start + 4_999))).toEqual([]);
      expect(seqs(await setup.claim(100, start + 5_000))).toEqual([1]);
    });

    test('retry puts a dead one before the later ones of its lane, which may be another one by now', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y');
      const [x] = await setup.claim(1);
      await setup.settle(x, 'dead');
      await setup.reorder('connection');
      await setup.database.write((transaction) =>
        setup.queue.retry(transaction, { seq: (x as DueDelivery).seq, now: start }),
      );
      const [first, ...others] = await setup.claim();
      expect(others).toEqual([]);
      expect(first?.eventSeq).toBe(1);
      await setup.settle(first, 'delivered');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('what is put before an incomplete event, or before a failed delivery, does not wait', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'delivered');
      await setup.database.write(async (tx) => {
        await tx.run(sql`UPDATE "events" SET "enrich_until" = ${start + 60_000} WHERE "seq" = 2`);
        await tx.run(sql`UPDATE "lanes" SET "due_at" = ${start + 60_000}`);
      });
      const lane = { lane: (first as DueDelivery).lane };
      await replayFirst(setup, lane);
      const [replayed] = await setup.claim();
      expect(seqs([replayed as DueDelivery])).toEqual([1]);
      await setup.settle(replayed, 'delivered');
      await setup.database.write(async (tx) => {
        await setup.queue.ready(tx, { eventSeqs: [2] });
        await tx.run(sql`UPDATE "events" SET "enrich_until" = NULL`);
      });
      const [second] = await setup.claim();
      await setup.settle(second, { nextAttemptAt: start + 60_000 });
      await replayFirst(setup, lane, 'rpl_2');
      expect(seqs(await setup.claim())).toEqual([1]);
    });

    test('what is scheduled further ahead than any schedule allows is due now', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y');
      const [x, y] = await setup.claim();
      await setup.settle(x, { nextAttemptAt: start + 400 * 24 * 60 * 60_000 });
      await setup.settle(y, { nextAttemptAt: start + 60_000 });
      const clamp = () =>
        setup.database.write((transaction) =>
          setup.queue.clamp(transaction, {
            clock,
            longestWaitMs: 27 * 60 * 60_000,
            longestFirstWaitMs: 60_000,
          }),
        );
      await setup.database.write((transaction) =>
        setup.queue.enqueue(transaction, {
          deliveries: [{ subscriptionId: 'sub_a', eventSeq: 2, lane: 'first' }],
          now: start + 60_001,
        }),
      );
      expect(await clamp()).toBe(2);
      expect(seqs(await setup.claim()).toSorted()).toEqual([1, 2]);
      expect(await clamp()).toBe(0);
    });

    test('what was scheduled after an attempt still to come is due now', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y');
      const [x, y] = await setup.claim();
      const answer = { status: 500, error: null, response: null, responseHeaders: null };
      const attempt = { durationMs: 1, request: null, ...answer };
      await setup.database.write((transaction) =>
        insertAttempts(transaction, [
          { ...attempt, deliverySeq: (x as DueDelivery).seq, startedAt: start + 1 * hours },
          { ...attempt, deliverySeq: (y as DueDelivery).seq, startedAt: start - 1 * hours },
        ]),
      );
      await setup.settle(x, { nextAttemptAt: start + 1 * hours + 5_000 });
      await setup.settle(y, { nextAttemptAt: start + 1 * hours + 5_000 });
      const limits = { clock, longestWaitMs: 27 * hours, longestFirstWaitMs: 60_000 };
      expect(
        await setup.database.write((transaction) => setup.queue.clamp(transaction, limits)),
      ).toBe(1);
      expect(seqs(await setup.claim())).toEqual([(x as DueDelivery).seq]);
    });

    test('what waits because its subscriber asked for it still waits', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      const hour = 60 * 60_000;
      const delivery = x as DueDelivery;
      const attempt = { status: 429, error: null, response: null, responseHeaders: null };
      await setup.database.write(async (tx) => {
        await insertAttempts(tx, [
          { ...attempt, deliverySeq: delivery.seq, startedAt: start, durationMs: 1, request: null },
        ]);
        const waits = { nextAttemptAt: start + hour, counts: false } as const;
        await setup.queue.settle(tx, [{ delivery, at: start, status: 'pending', ...waits }]);
      });
      await setup.restart();
      const limits = { clock, longestWaitMs: 27 * hour, longestFirstWaitMs: 60_000 };
      expect(await setup.database.write((tx) => setup.queue.clamp(tx, limits))).toBe(0);
      expect(await setup.claim()).toEqual([]);
    });

    test('a first attempt that a clock which was ahead scheduled is due now, unless it waits for a document', async () => {
      await using setup = await setUp();
      const soon = start + 30_000;
      await setup.enqueue('new', 'document', 'refused', 'later');
      // Refused with a wait, which uses up no attempt: now, and by a clock that was ahead.
      for (const delivery of (await setup.claim()).slice(2)) {
        const startedAt = delivery.eventSeq === 3 ? start : soon;
        const attempt = { status: 429, error: null, response: null, responseHeaders: null };
        await setup.database.write(async (tx) => {
          await insertAttempts(tx, [
            { ...attempt, deliverySeq: delivery.seq, startedAt, durationMs: 1, request: null },
          ]);
          const waits = { nextAttemptAt: soon, counts: false } as const;
          await setup.queue.settle(tx, [{ delivery, at: start, status: 'pending', ...waits }]);
        });
      }
      await setup.restart();
      await setup.database.write(async (tx) => {
        await tx.run(sql`UPDATE "lanes" SET "due_at" = ${soon}`);
        await tx.run(sql`UPDATE "events" SET "enrich_until" = ${soon} WHERE "seq" = 2`);
        await setup.queue.clamp(tx, {
          clock,
          longestWaitMs: 27 * 60 * 60_000,
          longestFirstWaitMs: 15 * 60_000,
        });
      });
      expect(seqs(await setup.claim()).toSorted()).toEqual([1, 4]);
    });
  });
}

/** A replay brings the first event again, into this lane. */
async function replayFirst(
  { database, queue }: Pick<QueueUnderTest, 'database' | 'queue'>,
  delivery: Pick<DueDelivery, 'lane'> | undefined,
  replayId = 'rpl_1',
): Promise<void> {
  const lane = (delivery as DueDelivery).lane;
  await database.write((tx) =>
    queue.enqueue(tx, {
      deliveries: [{ subscriptionId: 'sub_a', eventSeq: 1, lane, cause: 'replay', replayId }],
      now: start,
    }),
  );
}
