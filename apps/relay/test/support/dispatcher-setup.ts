import pino from 'pino';

import type { Database } from '../../src/database/database.ts';
import type { DamagedSubscriber, Subscriber } from '../../src/database/stores/subscriber-store.ts';
import type { AttemptMaker, AttemptProgress } from '../../src/pipeline/dispatch/attempt-maker.ts';
import type { DispatchStore, ReadyDelivery } from '../../src/pipeline/dispatch/dispatch-store.ts';
import { Dispatcher } from '../../src/pipeline/dispatch/dispatcher.ts';
import type { DispatchLimits } from '../../src/pipeline/dispatch/limits.ts';
import { Paces } from '../../src/pipeline/dispatch/paces.ts';
import type {
  Demand,
  DeliveryQueue,
  DueDelivery,
  Outcome,
} from '../../src/pipeline/lanes/delivery-queue.ts';
import { Wake } from '../../src/shared/wake.ts';
import { ManualClock } from './manual-clock.ts';

function subscriber(id: string, pace: Partial<Subscriber['pace']>): Subscriber {
  return {
    id,
    url: 'https://subscriber.example/',
    status: 'active',
    failingSince: null,
    secrets: ['whsec_x'],
    headers: {},
    expect: undefined,
    maxBytes: null,
    pace: { maxPerSecond: null, maxInFlight: null, ...pace },
  };
}

/** An attempt that was started, and ends when the test says so. */
interface Started {
  readonly subscriptionId: string;
  readonly seq: number;
  /** Where it is sent. */
  readonly url: string;
  /** @param retryAt when it is due again, in epoch milliseconds; if omitted, it was delivered */
  end(retryAt?: number): void;
}

/**
 * A dispatcher over an in-memory queue, in which each delivery is its own lane, and due from when it
 * was enqueued.
 */
export function dispatcherSetUp(
  options: {
    readonly waiting?: Readonly<Record<string, number>>;
    readonly limits?: DispatchLimits;
    readonly damaged?: string;
    readonly lacksKey?: () => boolean;
    readonly pace?: Partial<Subscriber['pace']>;
    /** Duration of a load by the clock, in milliseconds. */
    readonly loadMs?: number;
    /** Called while subscriptions are being read. */
    readonly onSubscribers?: () => void;
    /** Called while the next due time is being read. */
    readonly onNextDue?: () => Promise<void>;
    /** Called while deliveries are being loaded. @returns false if none can be sent yet */
    readonly onLoad?: () => boolean;
    /** Called before deliveries are released. */
    readonly onRelease?: () => Promise<void>;
    /** Fails once in this step. */
    readonly failing?: 'load' | 'subscribers' | 'claim';
  } = {},
) {
  const clock = new ManualClock();
  const wake = new Wake();
  const waiting = new Map<string, (DueDelivery & { readonly dueAt?: number })[]>();
  const started: Started[] = [];
  const disabled: string[] = [];
  const read: string[] = [];
  let settings: Partial<Subscriber> = {};
  const retries: { readonly delivery: DueDelivery; readonly at: number }[] = [];
  let ended = 0;
  let claims = 0;
  const logged: string[] = [];
  let seq = 0;
  let { failing } = options;
  const subscriberNow = (id: string): Subscriber => ({
    ...subscriber(id, options.pace ?? {}),
    ...settings,
  });
  const step = (name: typeof failing): void => {
    if (name !== failing) return;
    failing = undefined;
    throw new Error('disk full');
  };
  const enqueue = (subscriptionId: string, count: number): void => {
    const added = Array.from({ length: count }, () => {
      seq += 1;
      return {
        seq,
        subscriptionId,
        eventSeq: seq,
        lane: `lane ${seq}`,
        attempts: 0,
        cause: 'live' as const,
        replayId: null,
        claim: seq,
        dueAt: clock.now(),
      };
    });
    waiting.set(subscriptionId, [...(waiting.get(subscriptionId) ?? []), ...added]);
    wake.wake([subscriptionId]);
  };
  for (const [id, count] of Object.entries(options.waiting ?? {})) enqueue(id, count);
  const dispatcher = new Dispatcher({
    clock,
    wake,
    paces: new Paces(),
    database: { write: async () => 0 } as unknown as Database,
    logger: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    queue: {
      subscriptionsWithPending: async () =>
        [...waiting.keys()].filter((id) => subscriberNow(id).status === 'active'),
      async nextDueAt() {
        await options.onNextDue?.();
        return null;
      },
      async claim({ demands, now }: { readonly demands: readonly Demand[]; readonly now: number }) {
        step('claim');
        claims += 1;
        while (retries[0] !== undefined && retries[0].at <= clock.now()) {
          const { delivery } = retries.shift()!;
          waiting.get(delivery.subscriptionId)?.push(delivery);
        }
        return demands.flatMap(({ subscriptionId, limit }) => {
          const due = (waiting.get(subscriptionId) ?? []).filter(({ dueAt = 0 }) => dueAt <= now);
          const taken = new Set(due.slice(0, limit));
          waiting.set(
            subscriptionId,
            (waiting.get(subscriptionId) ?? []).filter((one) => !taken.has(one)),
          );
          return [...taken];
        });
      },
      async release(deliveries: readonly DueDelivery[]) {
        if (deliveries.length > 0) await options.onRelease?.();
        for (const delivery of deliveries) waiting.get(delivery.subscriptionId)?.unshift(delivery);
      },
    } as unknown as DeliveryQueue,
    store: {
      async subscribers(ids: readonly string[]) {
        step('subscribers');
        read.push(...ids);
        options.onSubscribers?.();
        return new Map<string, Subscriber | DamagedSubscriber>(
          ids.map((id) =>
            id === options.damaged && options.lacksKey?.() !== false
              ? [
                  id,
                  {
                    id,
                    status: 'active',
                    damage: 'It is damaged.',
                    lacksKey: options.lacksKey !== undefined,
                  },
                ]
              : [id, subscriberNow(id)],
          ),
        );
      },
      async load({ deliveries, subscribers }: Parameters<DispatchStore['load']>[0]) {
        step('load');
        clock.advance(options.loadMs ?? 0);
        if (options.onLoad?.() === false) return [];
        return deliveries.map((delivery) => ({
          delivery,
          event: { id: 'evt_1', type: 'invoice.paid', connectionId: 'con_1' },
          subscriber: subscribers.get(delivery.subscriptionId),
          body: Buffer.from('{}'),
        }));
      },
      async disable({ subscriptionId }: { readonly subscriptionId: string }) {
        disabled.push(subscriptionId);
        return true;
      },
    } as unknown as DispatchStore,
    attempts: {
      make({ delivery, subscriber: { url }, onEnded }: ReadyDelivery & AttemptProgress) {
        const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
        const { seq: place, subscriptionId } = delivery;
        const startedAt = clock.now();
        started.push({
          subscriptionId,
          seq: place,
          url,
          end(retryAt) {
            ended += 1;
            const now = clock.now();
            const outcome = retryAt === undefined ? 'delivered' : 'failed';
            onEnded({ startedAt, now, outcome, retryAfterMs: null });
            if (retryAt === undefined) {
              resolve(undefined);
              return;
            }
            retries.push({ delivery, at: retryAt });
            resolve({
              delivery,
              at: now,
              status: 'pending',
              nextAttemptAt: retryAt,
              counts: true,
            });
          },
        });
        return promise;
      },
    } as unknown as AttemptMaker,
  });
  return {
    clock,
    wake,
    dispatcher,
    enqueue,
    started,
    disabled,
    /** Subscription ids, in the order in which they are read. */
    read,
    /** Changes a subscription, as an administrator does: in this test, all of them. */
    change(id: string, changed: Partial<Subscriber>) {
      settings = changed;
      wake.changed(id);
    },
    /** The same by another process, whose message is lost. */
    changeUnheard(changed: Partial<Subscriber>) {
      settings = changed;
    },
    ended: () => ended,
    claims: () => claims,
    logged,
    of: (id: string) => started.filter(({ subscriptionId }) => subscriptionId === id),
    async [Symbol.asyncDispose]() {
      const stopped = dispatcher.stop({ graceMs: 0 });
      clock.advance(1);
      await stopped;
    },
  };
}
