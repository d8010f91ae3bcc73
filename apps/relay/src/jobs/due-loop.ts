import type { Logger } from 'pino';

import type { Clock } from '../shared/clock/clock.ts';

/** It looks by itself this often, should a wake-up ever be missed. Milliseconds. */
const defaultBackstopMs = 5_000;

/** After a failure of our own (such as a full disk) it waits this long. Milliseconds. */
const defaultRecoveryMs = 1_000;

export interface DueLoopOptions {
  /** What the log says is looked for: `due deliveries`. */
  readonly what: string;
  /**
   * Starts all that is due and for which there is room.
   *
   * @returns when something falls due next, in epoch milliseconds; infinity when that is not known
   */
  readonly round: () => Promise<number>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly backstopMs?: number;
  readonly recoveryMs?: number;
}

/**
 * The one loop that looks for due work: when it is told to, when something falls due, and now and
 * then in any case. Rounds never overlap; being told during a round makes one more. It holds
 * nothing that a restart would miss.
 */
export class DueLoop {
  readonly #options: DueLoopOptions;
  #running = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #recoversAt = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: DueLoopOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#running;
  }

  start(): void {
    this.#running = true;
    this.look();
  }

  /** Begins no round any more, and answers when the last one has ended. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelTimer?.();
    await this.#looking;
  }

  /** Something may be due. */
  look(): void {
    if (!this.#running) return;
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
      // Told between the last round and here.
      if (this.#lookAgain) this.look();
    });
  }

  async #lookUntilDone(): Promise<void> {
    const { clock, backstopMs = defaultBackstopMs } = this.#options;
    let dueAt = Infinity;
    while (this.#lookAgain && this.#running) {
      this.#lookAgain = false;
      dueAt = await this.#round();
    }
    this.#cancelTimer?.();
    if (!this.#running) return;
    const wait = Math.max(0, Math.min(backstopMs, dueAt - clock.now()));
    this.#cancelTimer = clock.after(wait, () => this.look());
  }

  async #round(): Promise<number> {
    const { round, clock, logger, what, recoveryMs = defaultRecoveryMs } = this.#options;
    // A database that fails is not asked over and over by everything that wakes the loop.
    const wait = this.#recoversAt - clock.now();
    // No longer than that: the clock may have been set back.
    if (wait > 0 && wait <= recoveryMs) return this.#recoversAt;
    try {
      return await round();
    } catch (error) {
      this.#recoversAt = clock.now() + recoveryMs;
      logger.error({ err: error }, `cannot look for ${what}; will try again`);
      return this.#recoversAt;
    }
  }
}
