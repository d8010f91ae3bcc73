import { describe, expect, test } from 'vitest';

import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { queueSetUp, seqs, start } from './delivery-queue-setup.ts';
import type { QueueUnderTest } from './delivery-queue-setup.ts';

/** A lane waits for its attempt in flight, whatever becomes of its deliveries in the meantime. */
export function deliveryInFlightContract(options: {
  readonly engine: string;
  readonly open: () => Promise<QueueUnderTest>;
}): void {
  describe(`deliveries in flight: ${options.engine}`, () => {
    const setUpQueue = queueSetUp(options.open);

    async function setUp(ordering?: Ordering) {
      const setup = await setUpQueue(ordering);
      const change = (work: Parameters<typeof setup.database.write>[0]) =>
        setup.database.write(work);
      return Object.assign(setup, {
        giveUp: (...which: readonly number[]) =>
          change((tx) => setup.queue.giveUp(tx, { which: { seqs: which }, now: start })),
        retry: (seq: number) => change((tx) => setup.queue.retry(tx, { seq, now: start })),
        /** Puts a replayed delivery of an event before what is pending in a lane. */
        replay: (eventSeq: number, lane: string) =>
          change((tx) =>
            setup.queue.enqueue(tx, {
              deliveries: [
                { subscriptionId: 'sub_a', eventSeq, lane, cause: 'replay', replayId: 'rpl_1' },
              ],
              now: start,
            }),
          ),
      });
    }

    test('one that is cancelled and retried is not sent twice at the same time', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.giveUp(1);
      await setup.retry(1);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(x, 'delivered');
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('one that is cancelled and retried waits as its failed attempt says', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.giveUp(1);
      await setup.retry(1);
      await setup.settle(x, { nextAttemptAt: start + 5_000 });
      expect(seqs(await setup.claim())).toEqual([]);
      expect(seqs(await setup.claim(100, start + 5_000))).toEqual([1]);
    });

    test('one that is cancelled again and again waits once', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      for (let round = 0; round < 3; round += 1) {
        await setup.giveUp(1);
        await setup.retry(1);
      }
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.queue.release([x as DueDelivery]);
      const [again] = await setup.claim();
      expect(again?.eventSeq).toBe(1);
      await setup.giveUp(1);
      await setup.retry(1);
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('what follows in the lane of one that is cancelled waits for it', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.giveUp(1);
      await setup.enqueue('x');
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(x, 'dead');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test.each([
      ['its end', true],
      ['its release', false],
    ])('a lane that is gone by then is free after %s', async (_, ends) => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.giveUp(1);
      await (ends ? setup.settle(x, 'dead') : setup.queue.release([x as DueDelivery]));
      await setup.enqueue('x');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test.each([
      ['one by one', [[1], [2]]],
      ['at once', [[1, 2]]],
    ])('a lane whose deliveries are cancelled %s waits for the first one', async (_, cancelled) => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      for (const some of cancelled) await setup.giveUp(...some);
      await setup.retry(2);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.retry(1);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(first, 'delivered');
      expect(seqs(await setup.claim())).toEqual([2]);
    });

    test('a lane waits for one that had another put before it, and was cancelled with it', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'delivered');
      const [second] = await setup.claim();
      await setup.replay(1, (second as DueDelivery).lane);
      await setup.giveUp(2, 3);
      await setup.retry(2);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(second, 'delivered');
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('after a new ordering, one that had another put before it is not sent twice', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'x');
      const [first] = await setup.claim();
      await setup.settle(first, 'delivered');
      const [second] = await setup.claim();
      await setup.replay(1, (second as DueDelivery).lane);
      await setup.reorder('none');
      const [replayed, ...others] = await setup.claim();
      expect(others).toEqual([]);
      expect(replayed).toMatchObject({ eventSeq: 1, cause: 'replay' });
      await setup.settle(second, 'delivered');
      await setup.settle(replayed, 'delivered');
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('after a new ordering, one that was cancelled and is retried still waits', async () => {
      await using setup = await setUp();
      await setup.enqueue('x');
      const [x] = await setup.claim();
      await setup.giveUp(1);
      await setup.reorder('connection');
      await setup.retry(1);
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(x, 'delivered');
      expect(seqs(await setup.claim())).toEqual([]);
    });

    test('after a new ordering, what is put before one that was cancelled and retried waits for it', async () => {
      await using setup = await setUp();
      await setup.enqueue('x', 'y');
      const [x, y] = await setup.claim();
      await setup.settle(x, 'delivered');
      await setup.giveUp(2);
      await setup.reorder('connection');
      await setup.retry(2);
      await setup.replay(1, 'con_1');
      expect(seqs(await setup.claim())).toEqual([]);
      await setup.settle(y, 'delivered');
      expect(seqs(await setup.claim())).toEqual([1]);
    });
  });
}
