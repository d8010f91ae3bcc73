import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import type { Wake } from '../lanes/wake.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import type { DispatchStore } from './dispatch-store.ts';
import { defaultLimits } from './limits.ts';
import type { DispatchLimits } from './limits.ts';
import { Slots } from './slots.ts';
import type { SlotSubscription } from './slots.ts';

/** It looks by itself this often, should a wake-up ever be missed. Milliseconds. */
const backstopMs = 5_000;

/** After a failure of its own (such as a database that cannot be read) it tries again. Milliseconds. */
const recoveryMs = 1_000;

export interface DispatcherOptions {
  readonly queue: DeliveryQueue;
  readonly store: DispatchStore;
  readonly attempts: AttemptMaker;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: DispatchLimits;
}

/**
 * Claims due deliveries and has them attempted, as many at a time as the limits allow.
 *
 * Looks once per wake-up (something was appended, an attempt ended, a retry falls due), never in
 * a busy loop. Holds nothing that a restart would miss.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #slots: Slots;
  readonly #flights = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#slots = new Slots(options.limits ?? defaultLimits);
  }

  start(): void {
    this.#running = true;
    this.#stopListening = this.#options.wake.onWake(() => this.#look());
    this.#look();
  }

  /**
   * Claims no more, lets what is in flight finish, and after `graceMs` ends it unrecorded: those
   * deliveries are still pending at the next start.
   */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#running = false;
    this.#stopListening?.();
    this.#cancelTimer?.();
    await this.#looking;
    const cancelGrace = this.#options.clock.after(options.graceMs, () => this.#abort.abort());
    await Promise.all(this.#flights);
    cancelGrace();
  }

  #look(): void {
    if (!this.#running) return;
    if (this.#looking !== undefined) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookUntilDone(): Promise<void> {
    let wait: number;
    try {
      do {
        this.#lookAgain = false;
        await this.#round();
      } while (this.#lookAgain && this.#running);
      wait = await this.#untilNextDue();
    } catch (error) {
      this.#options.logger.error({ err: error }, 'cannot look for due deliveries; will try again');
      wait = recoveryMs;
    }
    if (this.#running) this.#lookIn(this.#lookAgain ? 0 : wait);
  }

  #lookIn(milliseconds: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(milliseconds, () => this.#look());
  }

  async #untilNextDue(): Promise<number> {
    const now = this.#options.clock.now();
    const next = await this.#options.queue.nextDueAt({ now });
    return next === null ? backstopMs : Math.min(backstopMs, Math.max(0, next - now));
  }

  /** Claims and starts what there is room for. */
  async #round(): Promise<void> {
    const { queue, store, clock } = this.#options;
    if (this.#slots.free === 0) return;
    const subscriptions = await store.activeSubscriptions();
    const due = await queue.claim({
      demands: subscriptions.map((subscription) => this.#slots.demand(subscription)),
      now: clock.now(),
    });
    const chosen = this.#slots.fit(due);
    const starting = new Set(chosen);
    queue.release(due.filter((delivery) => !starting.has(delivery)));
    if (chosen.length === 0) return;
    for (const delivery of chosen) this.#slots.take(delivery);
    await this.#launch(chosen, subscriptions);
  }

  async #launch(
    deliveries: readonly DueDelivery[],
    subscriptions: readonly SlotSubscription[],
  ): Promise<void> {
    const { queue, store, attempts } = this.#options;
    let launched: readonly DueDelivery[] = [];
    try {
      await store.endCatchUps({ subscriptions, claimed: deliveries });
      const ready = await store.loadForAttempt(deliveries);
      launched = ready.map(({ delivery }) => delivery);
      for (const attempt of ready) {
        const flight = attempts.make({ ...attempt, signal: this.#abort.signal }).finally(() => {
          this.#flights.delete(flight);
          this.#slots.giveBack(attempt.delivery);
          this.#look();
        });
        this.#flights.add(flight);
      }
    } finally {
      // What could not be started, or is not to be sent any more, goes back.
      const started = new Set(launched);
      for (const delivery of deliveries) {
        if (started.has(delivery)) continue;
        this.#slots.giveBack(delivery);
        queue.release([delivery]);
      }
    }
  }
}
