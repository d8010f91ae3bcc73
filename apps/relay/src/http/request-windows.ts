import type { Clock } from '../shared/clock/clock.ts';
import type { Limit } from './limits.ts';

interface Window {
  count: number;
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

/** Maximum number of keys counted at once; beyond that, the oldest windows are forgotten. */
const maxWindows = 10_000;

/**
 * Counts requests by key, in windows that start with the first request of a key. For hot paths: it
 * allocates no promise and no object per request.
 */
export class RequestWindows {
  readonly #limit: Limit;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(options: { readonly limit: Limit; readonly clock: Clock }) {
    this.#limit = options.limit;
    this.#clock = options.clock;
  }

  /** @returns undefined if within the limit; otherwise the seconds after which to try again */
  count(key: string): number | undefined {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    // A window that ends later than one that starts now was created by a clock that was ahead.
    const isOpen = known !== undefined && known.endsAt > now;
    const window = isOpen && known.endsAt <= now + this.#limit.windowMs ? known : this.#open(key);
    window.count += 1;
    if (window.count <= this.#limit.max) return undefined;
    return Math.max(1, Math.ceil((window.endsAt - now) / 1_000));
  }

  #open(key: string): Window {
    // Re-inserted at the end: the first entry is always the oldest.
    this.#windows.delete(key);
    if (this.#windows.size >= maxWindows) {
      const [first] = this.#windows.keys();
      this.#windows.delete(first as string);
    }
    const window = { count: 0, endsAt: this.#clock.now() + this.#limit.windowMs };
    this.#windows.set(key, window);
    return window;
  }
}
