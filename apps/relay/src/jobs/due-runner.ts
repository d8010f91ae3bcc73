import type { Logger } from 'pino';

import type { Clock } from '../shared/clock/clock.ts';

/** It looks by itself this often, should it ever have missed something. Milliseconds. */
const backstopMs = 10 * 60_000;

/** After a failure of our own (such as a full disk) it tries again. Milliseconds. */
const recoveryMs = 30_000;

/** Work that is kept in the database until it is done. */
export interface DueWork {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

export interface DueRunnerOptions<Work extends DueWork> {
  /** What the log calls one of them: `backfill`. */
  readonly what: string;
  /** All that is open, those first that are due first. */
  readonly open: () => Promise<readonly Work[]>;
  /**
   * Takes one as far as it goes now; what is left of it is found by `open` again. Rejects when the
   * database fails, or the signal ends it.
   */
  readonly run: (work: Work, signal: AbortSignal) => Promise<void>;
  /** How many run side by side at the most. */
  readonly atOnce: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Runs what is due, a few at once. What it holds is in the database. */
export class DueRunner<Work extends DueWork> {
  readonly #options: DueRunnerOptions<Work>;
  readonly #flights = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #recoversAt = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: DueRunnerOptions<Work>) {
    this.#options = options;
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
      cancelGrace = this.#options.clock.after(options.graceMs, resolve);
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
    const { clock, what } = this.#options;
    let dueAt = Infinity;
    try {
      do {
        this.#lookAgain = false;
        dueAt = await this.#round();
      } while (this.#lookAgain && this.#running);
    } catch (error) {
      this.#failed(error, `cannot look for what is due: ${what}; will try again`);
      dueAt = this.#recoversAt;
    }
    if (!this.#running) return;
    this.#cancelTimer?.();
    const wait = Math.max(0, Math.min(backstopMs, dueAt - clock.now()));
    this.#cancelTimer = clock.after(wait, () => this.look());
  }

  /** @returns when the next one falls due, in epoch milliseconds; infinity when none will */
  async #round(): Promise<number> {
    const { clock, open, atOnce } = this.#options;
    const now = clock.now();
    if (now < this.#recoversAt) return this.#recoversAt;
    const waiting = (await open()).filter(({ id }) => !this.#flights.has(id));
    for (const work of waiting) {
      if (work.dueAt > now) return work.dueAt;
      // One that ends makes room, and looks again.
      if (this.#flights.size >= atOnce || !this.#running) break;
      this.#launch(work);
    }
    return Infinity;
  }

  #launch(work: Work): void {
    const { run, what } = this.#options;
    // One of its own: whatever listens to it is forgotten together with it.
    const signal = AbortSignal.any([this.#abort.signal]);
    const flight = run(work, signal)
      .catch((error: unknown) => {
        // Ended by a stop: it goes on at the next start.
        if (this.#abort.signal.aborted) return;
        this.#failed(error, `a ${what} stopped; it will go on`);
      })
      .finally(() => {
        this.#flights.delete(work.id);
        this.look();
      });
    this.#flights.set(work.id, flight);
  }

  #failed(error: unknown, message: string): void {
    this.#recoversAt = this.#options.clock.now() + recoveryMs;
    this.#options.logger.error({ err: error }, message);
  }
}
