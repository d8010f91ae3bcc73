import type { Logger } from 'pino';

import type { Clock } from '../clock/clock.ts';
import type { BackfillRun } from './backfill-run.ts';
import type { BackfillStore, OpenBackfill } from './backfill-store.ts';
import { minutes, seconds } from './durations.ts';

/** Few: they are in no hurry, and each keeps the disk busy. */
const atOnce = 2;

/** It looks by itself this often, should it ever have missed something. Milliseconds. */
const backstopMs = 10 * minutes;

/** After a failure of our own (such as a full disk) it tries again. Milliseconds. */
const recoveryMs = 30 * seconds;

/** Runs what backfills are due, a few at once. What it holds is in the database. */
export class BackfillRunner {
  readonly #store: BackfillStore;
  readonly #run: BackfillRun;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #flights = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #recoversAt = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: {
    readonly store: BackfillStore;
    readonly run: BackfillRun;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#store = options.store;
    this.#run = options.run;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  start(): void {
    this.#running = true;
    this.look();
  }

  /**
   * Begins no more, and ends what runs at its next step; after `graceMs` it does not wait for that
   * any longer. All of it goes on at the next start.
   */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#running = false;
    this.#cancelTimer?.();
    this.#abort.abort();
    await this.#looking;
    let cancelGrace = (): void => {};
    const grace = new Promise<void>((resolve) => {
      cancelGrace = this.#clock.after(options.graceMs, resolve);
    });
    await Promise.race([Promise.all(this.#flights.values()), grace]);
    cancelGrace();
  }

  /** Something may be due. */
  look(): void {
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
    let dueAt = Infinity;
    try {
      do {
        this.#lookAgain = false;
        dueAt = await this.#round();
      } while (this.#lookAgain && this.#running);
    } catch (error) {
      this.#failed(error, 'cannot look for due backfills; will try again');
      dueAt = this.#recoversAt;
    }
    if (!this.#running) return;
    this.#cancelTimer?.();
    const wait = Math.max(0, Math.min(backstopMs, dueAt - this.#clock.now()));
    this.#cancelTimer = this.#clock.after(wait, () => this.look());
  }

  /** @returns when the next one falls due, in epoch milliseconds; infinity when none will */
  async #round(): Promise<number> {
    const now = this.#clock.now();
    if (now < this.#recoversAt) return this.#recoversAt;
    const waiting = (await this.#store.open()).filter(({ id }) => !this.#flights.has(id));
    for (const backfill of waiting) {
      if (backfill.nextRunAt > now) return backfill.nextRunAt;
      // One that ends makes room, and looks again.
      if (this.#flights.size >= atOnce || !this.#running) break;
      this.#launch(backfill);
    }
    return Infinity;
  }

  #launch({ id, connectionId }: OpenBackfill): void {
    // One of its own: whatever listens to it is forgotten together with it.
    const signal = AbortSignal.any([this.#abort.signal]);
    const flight = this.#run
      .run({ id, connectionId, signal })
      .catch((error: unknown) => {
        // Ended by a stop: it goes on at the next start.
        if (this.#abort.signal.aborted) return;
        this.#failed(error, 'a backfill stopped; it will go on');
      })
      .finally(() => {
        this.#flights.delete(id);
        this.look();
      });
    this.#flights.set(id, flight);
  }

  #failed(error: unknown, message: string): void {
    this.#recoversAt = this.#clock.now() + recoveryMs;
    this.#logger.error({ err: error }, message);
  }
}
