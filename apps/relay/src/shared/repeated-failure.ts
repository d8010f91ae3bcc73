import type { Clock } from './clock/clock.ts';
import { minutes } from './clock/durations.ts';

/** While something keeps failing for the same reason, this often it is news. Milliseconds. */
const newsAfterMs = 1 * minutes;

/** So many reasons are only different in what they name. */
const mostReasons = 100;

/**
 * Decides which failures are worth a line in the log, of something that is tried again every second
 * for as long as a disk is full or a database is away: a line for each would hide all others, and
 * fill a disk, or what is left of it.
 */
export class RepeatedFailure {
  readonly #clock: Pick<Clock, 'now'>;
  /** When each reason was last news. */
  readonly #saidAt = new Map<string, number>();

  constructor(options: { readonly clock: Pick<Clock, 'now'> }) {
    this.#clock = options.clock;
  }

  /** Whether it failed for another reason than lately, or has been failing for another while. */
  isNews(error: unknown): boolean {
    const now = this.#clock.now();
    const reason = String(error);
    const saidAt = this.#saidAt.get(reason);
    // The clock may have been set back.
    if (saidAt !== undefined && Math.abs(now - saidAt) < newsAfterMs) return false;
    if (this.#saidAt.size >= mostReasons) this.#saidAt.clear();
    this.#saidAt.set(reason, now);
    return true;
  }

  /** It succeeded: the next failure is news. */
  ended(): void {
    this.#saidAt.clear();
  }
}
