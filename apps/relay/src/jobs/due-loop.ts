import type { Logger } from 'pino';

import type { Clock } from '../shared/clock/clock.ts';
import { RepeatedFailure } from '../shared/repeated-failure.ts';

/** It checks on its own this often, in case a wake-up is missed. Milliseconds. */
const backstopMs = 5_000;

/** How long it waits after a failure on our side (such as a full disk). Milliseconds. */
const recoveryMs = 1_000;

export interface DueLoopOptions {
  /** What is being looked for, for the log: `due background work`. */
  readonly what: string;
  /**
   * Starts everything that is due and for which there is room.
   *
   * @returns when something becomes due next, in epoch milliseconds; infinity if unknown
   */
  readonly round: () => Promise<number>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Looks for due work: when woken, when something becomes due, and periodically.
 * Rounds never overlap; a wake-up during a round causes another one. It holds nothing that a
 * restart would miss.
 */
export class DueLoop {
  readonly #options: DueLoopOptions;
  readonly #failure: RepeatedFailure;
  #running = false;
  #checking: Promise<void> | undefined;
  #checkAgain = false;
  #recoversAt = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: DueLoopOptions) {
    this.#options = options;
    this.#failure = new RepeatedFailure(options);
  }

  get running(): boolean {
    return this.#running;
  }

  start(): void {
    this.#running = true;
    this.check();
  }

  /** Starts no more rounds, and resolves when the last one has ended. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelTimer?.();
    await this.#checking;
  }

  /** Something may be due. */
  check(): void {
    if (!this.#running) return;
    this.#checkAgain = true;
    this.#checking ??= this.#checkUntilDone().finally(() => {
      this.#checking = undefined;
      // Woken between the last round and here.
      if (this.#checkAgain) this.check();
    });
  }

  async #checkUntilDone(): Promise<void> {
    const { clock } = this.#options;
    let dueAt = Infinity;
    while (this.#checkAgain && this.#running) {
      this.#checkAgain = false;
      dueAt = await this.#round();
    }
    this.#cancelTimer?.();
    if (!this.#running) return;
    const wait = Math.max(0, Math.min(backstopMs, dueAt - clock.now()));
    this.#cancelTimer = clock.after(wait, () => this.check());
  }

  async #round(): Promise<number> {
    const { round, clock, logger, what } = this.#options;
    // A failing database is not queried again by everything that wakes the loop.
    const wait = this.#recoversAt - clock.now();
    // No longer than that: the clock may have been set back.
    if (wait > 0 && wait <= recoveryMs) return this.#recoversAt;
    try {
      const dueAt = await round();
      this.#failure.ended();
      return dueAt;
    } catch (error) {
      this.#recoversAt = clock.now() + recoveryMs;
      if (this.#failure.isNews(error)) {
        logger.error({ err: error }, `cannot look for ${what}; will try again every second`);
      }
      return this.#recoversAt;
    }
  }
}
