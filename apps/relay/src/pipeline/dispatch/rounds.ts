import type { Clock } from '../../shared/clock/clock.ts';

/**
 * How long after a failure on our side (such as an unreadable database) it tries again.
 * Milliseconds.
 */
const recoveryMs = 1_000;

export interface RoundsOptions {
  readonly round: () => Promise<void>;
  /** When the next round is due if nothing asks for one, in milliseconds from now. */
  readonly untilNext: () => number;
  /** Called if a round fails: the next one comes soon. */
  readonly onFailed: (error: unknown) => void;
  readonly clock: Clock;
}

/**
 * Runs rounds: one at a time, once for everything that asks for one in a turn of the event loop, and
 * when the next one is due. A round that is asked for during another one follows it.
 */
export class Rounds {
  readonly #options: RoundsOptions;
  #isRunning = false;
  #scheduled = false;
  #current: Promise<void> | undefined;
  #again = false;
  #cancelTimer: (() => void) | undefined;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.schedule();
  }

  /** Starts no more rounds, and resolves when the current one has ended. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTimer?.();
    await this.#current;
  }

  /** Asks for a round: soon, together with everything that happens until then. */
  schedule(): void {
    if (!this.#isRunning || this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#isRunning) return;
      if (this.#current === undefined) this.#current = this.#run();
      else this.#again = true;
    });
  }

  async #run(): Promise<void> {
    const { round, untilNext, onFailed, clock } = this.#options;
    let wait: number;
    try {
      do {
        this.#again = false;
        await round();
      } while (this.#again && this.#isRunning);
      wait = untilNext();
    } catch (error) {
      onFailed(error);
      wait = recoveryMs;
    }
    this.#current = undefined;
    this.#cancelTimer?.();
    if (this.#isRunning) this.#cancelTimer = clock.after(wait, () => this.schedule());
    if (this.#again) this.schedule();
  }
}
