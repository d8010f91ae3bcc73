import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

import { OverloadedError } from '../../database/overloaded-error.ts';

/**
 * Work that waited longer than this is not run any more, as somebody waits for a response.
 * Milliseconds.
 */
const longestWaitMs = 10_000;

/** Runs work sequentially per key, and concurrently for different keys. */
export class KeyedQueue {
  readonly #queues = new Map<string, LimitFunction>();

  /** @throws {OverloadedError} if earlier work took too long, and it was not run */
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
