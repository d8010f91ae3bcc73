import type { Clock } from '../shared/clock/clock.ts';
import type { Limit } from './limits.ts';

interface Window {
  count: number;
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

/** So many are counted at once; then those that began first are forgotten. */
const mostWindows = 10_000;

/**
 * Counts requests by a key, in windows that begin with a key's first one. For where each request
 * counts in microseconds; it takes no promise and no object for each.
 */
export class RequestWindows {
  readonly #limit: Limit;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(options: { readonly limit: Limit; readonly clock: Clock }) {
    this.#limit = options.limit;
    this.#clock = options.clock;
  }

  /** @returns undefined when it is within the limit; else after how many seconds to try again */
  count(key: string): number | undefined {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    // A window that ends later than one that begins now is of a clock that was ahead.
    const isOpen = known !== undefined && known.endsAt > now;
    const window = isOpen && known.endsAt <= now + this.#limit.windowMs ? known : this.#open(key);
    window.count += 1;
    if (window.count <= this.#limit.max) return undefined;
    return Math.max(1, Math.ceil((window.endsAt - now) / 1_000));
  }

  #open(key: string): Window {
    // Anew at the end of the line: the first in it began first.
    this.#windows.delete(key);
    if (this.#windows.size >= mostWindows) {
      const [first] = this.#windows.keys();
      this.#windows.delete(first as string);
    }
    const window = { count: 0, endsAt: this.#clock.now() + this.#limit.windowMs };
    this.#windows.set(key, window);
    return window;
  }
}
