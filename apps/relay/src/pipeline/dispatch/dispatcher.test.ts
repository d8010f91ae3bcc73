import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../shared/clock/manual-clock.ts';
import type { DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import { Wake } from '../lanes/wake.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import type { DispatchStore } from './dispatch-store.ts';
import { Dispatcher } from './dispatcher.ts';

const delivery: DueDelivery = {
  seq: 1,
  subscriptionId: 'sub_a',
  eventSeq: 1,
  lane: 'a',
  attempts: 0,
};

test.each(['endCatchUps', 'loadForAttempt'] as const)(
  'what was claimed when the database failed at %s goes back, and is attempted later',
  async (failing) => {
    const clock = new ManualClock();
    const claimed = new Set<number>();
    let failures = 1;
    const failOnce = (step: string): void => {
      if (step !== failing || failures === 0) return;
      failures -= 1;
      throw new Error('disk full');
    };
    const made: number[] = [];
    const dispatcher = new Dispatcher({
      clock,
      wake: new Wake(),
      logger: pino({ level: 'silent' }),
      queue: {
        claim: async () => {
          if (claimed.has(delivery.seq)) return [];
          claimed.add(delivery.seq);
          return [delivery];
        },
        release: (deliveries: readonly DueDelivery[]) => {
          for (const { seq } of deliveries) claimed.delete(seq);
        },
        nextDueAt: async () => null,
      } as unknown as DeliveryQueue,
      store: {
        activeSubscriptions: async () => [{ id: 'sub_a', failingSince: null, catchUpUntil: null }],
        endCatchUps: async () => failOnce('endCatchUps'),
        loadForAttempt: async () => {
          failOnce('loadForAttempt');
          return [{ delivery }];
        },
      } as unknown as DispatchStore,
      attempts: {
        make: async (attempt: { readonly delivery: DueDelivery }) => {
          made.push(attempt.delivery.seq);
        },
      } as unknown as AttemptMaker,
    });

    dispatcher.start();
    await vi.waitFor(() => {
      clock.advance(1_000);
      expect(made).toEqual([1]);
    });
    await dispatcher.stop({ graceMs: 0 });
  },
);
