import { seededRandom } from '../src/shop/random.ts';
import type { Runtime } from '../src/runtime.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A runtime whose time only moves when a test advances it. */
export class ManualRuntime implements Runtime {
  #now = Date.UTC(2026, 10, 20, 10, 0, 0);
  readonly #sleepers = new Set<Sleeper>();

  readonly now = () => this.#now;
  readonly random = seededRandom({ seed: 7 });
  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const sleeper = { until: this.#now + milliseconds, wake: resolve };
    this.#sleepers.add(sleeper);
    signal?.addEventListener('abort', () => resolve());
    return promise.finally(() => this.#sleepers.delete(sleeper));
  };

  /** Number of pending sleeps. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** @param time ISO 8601, not before now */
  advanceTo(time: string): void {
    this.advance(Date.parse(time) - this.#now);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const sleeper of this.#sleepers) if (sleeper.until <= this.#now) sleeper.wake();
  }
}
