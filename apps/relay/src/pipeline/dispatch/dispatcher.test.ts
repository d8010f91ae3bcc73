import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { Database } from '../../database/database.ts';
import type { DamagedSubscriber, Subscriber } from '../../database/stores/subscriber-store.ts';
import type { Demand, DeliveryQueue, DueDelivery, Outcome } from '../lanes/delivery-queue.ts';
import { Wake } from '../../shared/wake.ts';
import type { AttemptMaker, AttemptProgress } from './attempt-maker.ts';
import type { DispatchStore, ReadyDelivery } from './dispatch-store.ts';
import { Dispatcher } from './dispatcher.ts';
import type { DispatchLimits } from './limits.ts';
import { Paces } from './paces.ts';

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

/** A dispatcher over an in-memory queue, in which each delivery is its own lane. */
function setUp(
  options: {
    readonly waiting?: Readonly<Record<string, number>>;
    readonly limits?: DispatchLimits;
    readonly damaged?: string;
    readonly lacksKey?: () => boolean;
    readonly pace?: Partial<Subscriber['pace']>;
    /** Duration of a load by the clock, in milliseconds. */
    readonly loadMs?: number;
    /** Called while the next due time is being read. */
    readonly onNextDue?: () => Promise<void>;
    /** Called while deliveries are being loaded. @returns false if none can be sent yet */
    readonly onLoad?: () => boolean;
    /** Fails once in this step. */
    readonly failing?: 'load' | 'subscribers' | 'claim';
  } = {},
) {
  const clock = new ManualClock();
  const wake = new Wake();
  const waiting = new Map<string, DueDelivery[]>();
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
      subscriptionsWithPending: async () => [...waiting.keys()],
      async nextDueAt() {
        await options.onNextDue?.();
        return null;
      },
      async claim({ demands }: { readonly demands: readonly Demand[] }) {
        step('claim');
        claims += 1;
        while (retries[0] !== undefined && retries[0].at <= clock.now()) {
          const { delivery } = retries.shift()!;
          waiting.get(delivery.subscriptionId)?.push(delivery);
        }
        return demands.flatMap(({ subscriptionId, limit }) =>
          (waiting.get(subscriptionId) ?? []).splice(0, limit),
        );
      },
      async release(deliveries: readonly DueDelivery[]) {
        for (const delivery of deliveries) waiting.get(delivery.subscriptionId)?.unshift(delivery);
      },
    } as unknown as DeliveryQueue,
    store: {
      async subscribers(ids: readonly string[]) {
        step('subscribers');
        read.push(...ids);
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

const soon = (check: () => void) => vi.waitFor(check, { interval: 1, timeout: 30_000 });

test.each(['claim', 'load', 'subscribers'] as const)(
  'when the database fails at %s, nothing is lost: everything is attempted later',
  async (failing) => {
    await using relay = setUp({ waiting: { a: 1 }, failing });
    relay.dispatcher.start();
    await soon(() => {
      relay.clock.advance(1_000);
      expect(relay.started.map(({ seq }) => seq)).toEqual([1]);
    });
  },
);

test('a subscription has ten attempts in flight at first; each one that ends makes room', async () => {
  await using relay = setUp({ waiting: { a: 30 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(10));
  relay.clock.advance(5);
  relay.started[0]?.end();
  await soon(() => expect(relay.started.length).toBeGreaterThanOrEqual(11));
  expect(relay.started.map(({ seq }) => seq)).toEqual(relay.started.map((_, index) => index + 1));
});

test('a hundred that never respond take nothing from the one beside them', async () => {
  const hanging = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`hangs ${index}`, 50]),
  );
  await using relay = setUp({ waiting: hanging });
  relay.dispatcher.start();
  await soon(() => expect(relay.started.length).toBeGreaterThan(500));
  for (let round = 1; round <= 20; round += 1) {
    relay.enqueue('quick', 1);
    await soon(() => expect(relay.of('quick')).toHaveLength(round));
    relay.of('quick').at(-1)?.end();
  }
});

test('unrecorded results occupy slots of their own subscription, not of others', async () => {
  const limits = { attempts: { guaranteed: 3, shared: 2, most: 100 }, ahead: 0 };
  await using relay = setUp({ waiting: { drips: 9 }, limits });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(5));
  relay.enqueue('other', 9);
  await soon(() => expect(relay.of('other')).toHaveLength(3));
  for (let ended = 0; ended < 6; ended += 1) {
    relay.of('other')[ended]?.end();
    await soon(() => expect(relay.of('other')).toHaveLength(ended + 4));
  }
  expect(relay.of('drips')).toHaveLength(5);
});

test('a damaged subscription is disabled with a log line, and the others continue', async () => {
  await using relay = setUp({ waiting: { bad: 1, good: 1 }, damaged: 'bad' });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('good')).toHaveLength(1));
  await soon(() => expect(relay.disabled).toEqual(['bad']));
  expect(relay.logged.join('')).toMatch(/subscription disabled.*damaged/);
  expect(relay.of('bad')).toEqual([]);
});

test('a subscription of another encryption key is left as it is, and sent to once it can be read', async () => {
  let lacksKey = true;
  await using relay = setUp({
    waiting: { other: 1, good: 1 },
    damaged: 'other',
    lacksKey: () => lacksKey,
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('good')).toHaveLength(1));
  relay.read.length = 0;
  relay.wake.wake(['other']);
  await soon(() => expect(relay.read).toContain('other'));
  lacksKey = false;
  relay.wake.wake(['other']);
  await soon(() => expect(relay.of('other')).toHaveLength(1));
  expect(relay.disabled).toEqual([]);
  const told = relay.logged.filter((line) => line.includes('encryption key of a subscription'));
  expect(told).toHaveLength(1);
});

test('a full subscription is not read again when an attempt of another ends', async () => {
  await using relay = setUp({ waiting: { full: 90, other: 90 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(20));
  relay.read.length = 0;
  relay.wake.wake(['full']);
  relay.of('other')[0]?.end();
  await soon(() => expect(relay.of('other').length).toBeGreaterThan(10));
  relay.enqueue('third', 1);
  await soon(() => expect(relay.of('third')).toHaveLength(1));
  expect(relay.read).not.toContain('full');
});

test('a raised limit applies at once, even while the old one lets nothing start', async () => {
  await using relay = setUp({ waiting: { a: 9 }, pace: { maxInFlight: 1 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(1));
  relay.change('a', { pace: { maxPerSecond: null, maxInFlight: 5 } });
  await soon(() => expect(relay.started).toHaveLength(5));
});

test.each([
  { changed: { status: 'paused' }, sent: [] },
  { changed: { url: 'https://new.example/' }, sent: ['https://new.example/'] },
] as const)('a change to $changed applies to what is being loaded', async ({ changed, sent }) => {
  let changes = 1;
  await using relay = setUp({
    waiting: { a: 1, other: 1 },
    onLoad() {
      if (changes > 0) {
        changes -= 1;
        relay.change('a', changed);
      }
      return true;
    },
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('other')).toHaveLength(1));
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(relay.of('a').map(({ url }) => url)).toEqual(sent);
});

test('a retry that is scheduled while due times are read is made when it is due', async () => {
  let looks = 0;
  await using relay = setUp({
    waiting: { a: 1 },
    async onNextDue() {
      looks += 1;
      if (looks !== 2) return;
      relay.started[0]?.end(relay.clock.now() + 1_000);
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    },
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(1));
  relay.wake.wake();
  await soon(() => expect(looks).toBe(2));
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  relay.clock.advance(1_000);
  await soon(() => expect(relay.started).toHaveLength(2));
});

test('events that are overdue and still incomplete are not claimed over and over', async () => {
  await using relay = setUp({ waiting: { a: 100 }, onLoad: () => false });
  relay.dispatcher.start();
  for (let turn = 0; turn < 100; turn += 1) {
    relay.clock.advance(0);
    await new Promise(setImmediate);
  }
  expect(relay.claims()).toBe(1);
});

test('a rate that opens during a read is not missed', async () => {
  await using relay = setUp({ waiting: { a: 40 }, pace: { maxPerSecond: 20 }, loadMs: 60 });
  relay.dispatcher.start();
  const from = relay.clock.now();
  await soon(() => {
    relay.clock.advance(10);
    for (const attempt of relay.started.splice(0)) attempt.end();
    expect(relay.ended()).toBe(40);
  });
  expect(relay.clock.now() - from).toBeLessThan(4_500);
});

test('a stop ends after its grace period, whatever hangs', async () => {
  const relay = setUp({ waiting: { a: 10 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(10));
  let stopped = false;
  const stop = relay.dispatcher.stop({ graceMs: 8_000 }).finally(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  relay.clock.advance(7_999);
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  relay.clock.advance(1);
  await stop;
});
