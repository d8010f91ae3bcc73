import type { Logger } from 'pino';

import type { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Subscriber } from '../../database/stores/subscriber-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { RepeatedFailure } from '../../shared/repeated-failure.ts';
import type { Demand, DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import type { Wake } from '../../shared/wake.ts';
import type { Disabled } from '../record/record-health.ts';
import { longestWaitMs } from '../send/retry-schedule.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import { clampSchedule } from './clamp-schedule.ts';
import { DamagedSubscribers } from './damaged-subscribers.ts';
import type { DispatchStore, ReadyDelivery } from './dispatch-store.ts';
import { Launcher } from './launcher.ts';
import { defaultLimits } from './limits.ts';
import type { DispatchLimits } from './limits.ts';
import type { Paces } from './paces.ts';
import { Rounds } from './rounds.ts';
import type { ReplayOrder } from '../replay/replay-order.ts';

/** It checks on its own this often, in case a wake-up is missed. Milliseconds. */
const backstopMs = 5_000;

/**
 * What is read ahead, as a multiple of what may start: little for those that are sent to slowly.
 */
const aheadOfRoom = 16;

/**
 * About how much of what was read ahead is read again at a time: with hundreds of subscribers that
 * do not respond, there is very much of it.
 */
const mostReadAgain = 500;

/**
 * If the clock was set back by more than this, what was scheduled by it may be far ahead.
 * Milliseconds.
 */
const setBackMs = 1_000;

export interface DispatcherOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  readonly store: DispatchStore;
  readonly attempts: AttemptMaker;
  readonly paces: Paces;
  /**
   * Creates deliveries of older events of a lane, which a replay has not created yet, ahead of what
   * was claimed.
   */
  readonly order?: Pick<ReplayOrder, 'bringForward'>;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: DispatchLimits;
  /** Called at startup and when the clock was set back, in a transaction: see `clampDueTimes`. */
  readonly onClockSetBack?: (tx: Transaction, now: number) => Promise<void>;
  /** The ingest load, to which deliveries give way. */
  readonly ingestLoad?: { readonly perTurn: number };
  /** Called with each subscription that cannot be worked with and was disabled, for metrics. */
  readonly onDisabled?: (disabled: Disabled) => void;
  /** Called with each subscription that is deleted. */
  readonly onDeleted?: (subscriptionId: string) => void;
}

/**
 * Claims due deliveries and has them attempted, as many at a time as limits and paces allow.
 *
 * Checks once per wake-up (something was enqueued, an attempt ended, a retry became due), and only
 * the subscriptions concerned. Holds nothing that a restart would miss.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #limits: DispatchLimits;
  readonly #launcher: Launcher;
  readonly #rounds: Rounds;
  readonly #damaged: DamagedSubscribers;
  readonly #failure: RepeatedFailure;
  /** Subscriptions for which something may be due. */
  readonly #dirty = new Set<string>();
  /** Changed since the latest round read them: what it is about to start with is out of date. */
  readonly #changed = new Set<string>();
  #checkAll = true;
  /** When to check all of them, and when a known retry becomes due. Epoch milliseconds. */
  #backstopAt = 0;
  #dueAt = Number.POSITIVE_INFINITY;
  #checkedAt = Number.POSITIVE_INFINITY;
  readonly #stopListening: (() => void)[] = [];

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultLimits;
    const { attempts, paces, clock, logger } = options;
    this.#damaged = new DamagedSubscribers(options);
    this.#failure = new RepeatedFailure({ clock });
    this.#rounds = new Rounds({
      round: async () => {
        await this.#round();
        this.#failure.ended();
      },
      untilNext: () => this.#untilNext(),
      onFailed: (error) => {
        if (this.#failure.isNews(error)) {
          logger.error(
            { err: error },
            'could not look for due deliveries; will try again every second',
          );
        }
        this.#checkAll = true;
      },
      clock,
    });
    this.#launcher = new Launcher({
      attempts,
      paces,
      clock,
      limits: this.#limits,
      ingestLoad: options.ingestLoad,
      onRoom: (subscriptionId) => this.#maybeDue([subscriptionId]),
      onDueAt: (at) => {
        if (at < this.#dueAt) this.#dueAt = at;
        this.#rounds.schedule();
      },
    });
  }

  start(): void {
    const { wake, paces } = this.#options;
    this.#stopListening.push(
      wake.onWake((subscriptionIds) => this.#maybeDue(subscriptionIds)),
      // What was read of it is out of date: a paused one must not receive anything any more.
      wake.onChange((subscriptionId) => {
        this.#changed.add(subscriptionId);
        paces.find(subscriptionId)?.tryNow();
        // Its limits may have changed: it is read again, full or not.
        this.#checkAll = true;
        const back = this.#release(this.#launcher.takeBack(subscriptionId));
        // Until then, its lanes are skipped by whoever claims.
        void back.then(() => this.#maybeDue([subscriptionId]));
      }),
    );
    this.#rounds.start();
  }

  /**
   * Claims no more, lets what is in flight finish, and aborts it in time for its outcome to be
   * recorded within `graceMs`. What is not recorded by then is still pending at the next start.
   */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    for (const stop of this.#stopListening) stop();
    const quiet = this.#rounds.stop().then(() => this.#release(this.#launcher.takeBack()));
    await this.#launcher.stop({ ...options, quiet });
  }

  #maybeDue(subscriptionIds: readonly string[] | undefined): void {
    if (subscriptionIds === undefined) this.#checkAll = true;
    else for (const id of subscriptionIds) this.#dirty.add(id);
    this.#rounds.schedule();
  }

  #untilNext(): number {
    const now = this.#options.clock.now();
    const opensAt = this.#launcher.opensAt(this.#dirty);
    return Math.max(0, Math.min(this.#backstopAt, this.#dueAt, opensAt) - now);
  }

  async #round(): Promise<void> {
    const { queue, clock } = this.#options;
    const now = clock.now();
    if (now < this.#checkedAt - setBackMs) await this.#clamp(now, this.#checkedAt - now);
    this.#checkedAt = now;
    const checksAll = this.#checkAll || now >= Math.min(this.#backstopAt, this.#dueAt);
    if (checksAll) await this.#findAll(now);
    this.#launcher.launch();
    // Most rounds happen when attempts end, and find most subscriptions as full as before.
    const ids = [...this.#dirty].filter((id) => checksAll || !this.#launcher.isFull(id));
    this.#changed.clear();
    const subscribers = await this.#deliverable(ids);
    const demands = this.#demands(subscribers);
    if (demands.length === 0) return;
    for (const { subscriptionId } of demands) this.#dirty.delete(subscriptionId);
    // As late as that: what was enqueued since the round began is due, and its wake-up is spent.
    const due = await queue.claim({ demands, now: clock.now() });
    if (due.length === 0) return;
    const loaded = await this.#load(due, subscribers);
    for (const { subscriptionId, limit } of demands) {
      const found = due.filter((one) => one.subscriptionId === subscriptionId).length;
      // There may be more than was requested. If none of it can be sent yet, it would only be found
      // again: whoever makes it ready reports that.
      if (found === limit && loaded.has(subscriptionId)) this.#dirty.add(subscriptionId);
    }
    this.#launcher.launch();
  }

  /** Checks which subscriptions have anything pending, and when the next of it becomes due. */
  async #findAll(now: number): Promise<void> {
    const { queue } = this.#options;
    this.#checkAll = false;
    this.#backstopAt = now + backstopMs;
    await this.#readAgain();
    // Retries that are scheduled from here on report themselves, and may not be in what is read.
    this.#dueAt = Number.POSITIVE_INFINITY;
    const subscriptionIds = await queue.subscriptionsWithPending();
    for (const id of subscriptionIds) this.#dirty.add(id);
    const dueAt = await queue.nextDueAt({ subscriptionIds, now });
    if (dueAt !== null) this.#dueAt = Math.min(this.#dueAt, dueAt);
  }

  /**
   * Reads again what was read a while ago and is still claimed: the message of another process that
   * changed it may have been lost.
   */
  async #readAgain(): Promise<void> {
    let count = 0;
    const ids = this.#launcher.idsReadyFor(backstopMs).filter((id) => {
      if (count >= mostReadAgain) return false;
      count += this.#launcher.ready(id);
      return true;
    });
    if (ids.length === 0) return;
    this.#changed.clear();
    const subscribers = await this.#deliverable(ids);
    const ready = ids.flatMap((id) => this.#launcher.takeBack(id));
    await this.#load(
      ready.map(({ delivery }) => delivery),
      subscribers,
    );
  }

  /** Those of them that can be sent to; the others are not checked again until they change. */
  async #deliverable(ids: readonly string[]): Promise<ReadonlyMap<string, Subscriber>> {
    const deliverable = new Map<string, Subscriber>();
    if (ids.length === 0) return deliverable;
    const found = await this.#options.store.subscribers(ids);
    for (const id of ids) {
      const subscriber = found.get(id);
      if (subscriber?.status === 'active' && !('damage' in subscriber)) {
        deliverable.set(id, subscriber);
        this.#damaged.forget(id);
        continue;
      }
      this.#dirty.delete(id);
      await this.#release(this.#launcher.takeBack(id));
      if (subscriber === undefined) this.#forget(id);
      else if (subscriber.status === 'active' && 'damage' in subscriber) {
        await this.#damaged.handle(subscriber);
      }
    }
    return deliverable;
  }

  #forget(id: string): void {
    this.#damaged.forget(id);
    this.#options.paces.forget(id);
    this.#options.onDeleted?.(id);
  }

  /** What to claim: as much as may start, and a little ahead; those with the least first. */
  #demands(subscribers: ReadonlyMap<string, Subscriber>): Demand[] {
    return [...subscribers.values()]
      .toSorted((a, b) => this.#launcher.inFlight(a.id) - this.#launcher.inFlight(b.id))
      .map((subscriber) => {
        const room = this.#launcher.room(subscriber);
        const ready = this.#launcher.ready(subscriber.id);
        // Many at once, and not until they are needed: each claim also reads what is already
        // claimed.
        const ahead = Math.min(this.#limits.ahead, room * aheadOfRoom);
        const { maxPerSecond, maxInFlight } = subscriber.pace;
        return {
          subscriptionId: subscriber.id,
          limit: ready < room ? room + ahead - ready : 0,
          exclusive: maxPerSecond !== null || maxInFlight !== null,
        };
      })
      .filter(({ limit }) => limit > 0);
  }

  /** @returns the subscriptions of those that can be sent */
  async #load(
    due: readonly DueDelivery[],
    subscribers: ReadonlyMap<string, Subscriber>,
  ): Promise<ReadonlySet<string>> {
    let ready: readonly ReadyDelivery[] = [];
    try {
      const { store, order } = this.#options;
      await order?.bringForward(due);
      ready = (await store.load({ deliveries: due, subscribers })).filter(
        ({ subscriber: { id } }) => !this.#changed.has(id),
      );
      this.#launcher.add(ready);
      return new Set(ready.map(({ subscriber: { id } }) => id));
    } finally {
      // What could not be loaded, or is not to be sent yet, is released.
      const loaded = new Set(ready.map(({ delivery }) => delivery));
      await this.#options.queue.release(due.filter((delivery) => !loaded.has(delivery)));
    }
  }

  async #release(ready: readonly ReadyDelivery[]): Promise<void> {
    await this.#options.queue.release(ready.map(({ delivery }) => delivery));
  }

  /**
   * The clock was set back: no delivery should be due in years because it once was ahead.
   *
   * @param byMs how far; infinite at startup, when that is unknown
   */
  async #clamp(now: number, byMs: number): Promise<void> {
    const { paces, logger } = this.#options;
    paces.clamp({ now, byMs: Number.isFinite(byMs) ? byMs : 0, longestMs: longestWaitMs });
    this.#checkAll = true;
    const count = await clampSchedule(this.#options);
    if (count > 0) {
      logger.warn(
        { count },
        'deliveries were scheduled too far ahead, probably because of a wrong clock; they are due now',
      );
    }
  }
}
