import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

/** Runs work one after the other for each key, side by side for different keys. */
export class KeyedQueue {
  readonly #queues = new Map<string, LimitFunction>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? pLimit(1);
    this.#queues.set(key, queue);
    try {
      return await queue(work);
    } finally {
      if (queue.activeCount === 0 && queue.pendingCount === 0) this.#queues.delete(key);
    }
  }
}
