import type { Clock } from '../../src/shared/clock/clock.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';

/** Waits up to this long are real: group commits, attempts of a fast subscriber. Milliseconds. */
const realUpTo = 100;

/**
 * The real clock, except that long waits pass only when a test lets them: for tests over real HTTP
 * that are about hours.
 */
export class SkippingClock implements Clock {
  #offset = 0;
  readonly #timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  now(): number {
    return systemClock.now() + this.#offset;
  }

  after(milliseconds: number, callback: () => void): () => void {
    if (milliseconds <= realUpTo) return systemClock.after(milliseconds, callback);
    const timer = { due: this.now() + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Advances time and fires whatever has fallen due. */
  pass(milliseconds: number): void {
    this.#offset += milliseconds;
    for (const timer of Array.from(this.#timers)) {
      if (timer.due > this.now() || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}
