import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

import { OverloadedError } from '../../database/overloaded-error.ts';

/** Whoever waited for longer than this is not run any more: it has to answer somebody. Milliseconds. */
const longestWaitMs = 10_000;

/** Runs work one after the other for each key, side by side for different keys. */
export class KeyedQueue {
  readonly #queues = new Map<string, LimitFunction>();

  /** @throws {OverloadedError} when those before it took too long, and it was not run */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const queue = this.#queues.get(key) ?? pLimit(1);
    this.#queues.set(key, queue);
    try {
      return await queue(() => {
        if (performance.now() - since <= longestWaitMs) return work();
        throw new OverloadedError('Too many requests are waiting for the same result.');
      });
    } finally {
      if (queue.activeCount === 0 && queue.pendingCount === 0) this.#queues.delete(key);
    }
  }
}
