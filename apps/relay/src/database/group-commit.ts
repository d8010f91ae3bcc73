import { AsyncLocalStorage } from 'node:async_hooks';

import { OverloadedError } from './overloaded-error.ts';
import { isDamaged, isStorageFailure } from './storage-failure.ts';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item, Result> {
  /**
   * Commits a group in one transaction; returns one result per item, in order.
   *
   * @param take returns the items of the group, the same ones each time. They keep joining it until
   *   the first call, so it belongs inside the transaction: where writers queue, whoever arrives
   *   while the group waits for its turn need not wait for a second one. If the group fails before,
   *   all who wait by then fail with it.
   */
  readonly commit: (take: () => readonly Item[]) => Promise<readonly Result[]>;
  readonly maxItems?: number;
  /** How many may wait; more are rejected with an `OverloadedError`. */
  readonly maxWaiting?: number;
  /** For how many turns of the event loop it waits for more, while each turn brings some. */
  readonly maxTurns?: number;
  /**
   * How many groups may be in progress at once. With more than one, groups may overtake each other.
   */
  readonly maxRunning?: number;
}

/**
 * Lets many callers share one commit, as a flush to disk costs the same for one row as for many. A
 * group starts with what arrived in one turn of the event loop, or in several while each brings
 * more, and is joined by what arrives until it has its turn to write; while one commits, the next
 * one fills. So a single caller waits for nobody, and the more callers there are, the larger groups
 * become.
 */
export class GroupCommit<Item, Result> {
  readonly #options: Required<GroupCommitOptions<Item, Result>>;
  /**
   * A group belongs to many callers: it must not join the transaction that one of them has open.
   */
  readonly #outsideOfCallers = AsyncLocalStorage.snapshot();
  #waiting: Waiting<Item, Result>[] = [];
  #scheduled = false;
  /** Whether a group in progress has not taken its items yet. */
  #isFilling = false;
  readonly #running = new Set<Promise<void>>();

  constructor(options: GroupCommitOptions<Item, Result>) {
    this.#options = { maxItems: 512, maxWaiting: 10_000, maxTurns: 1, maxRunning: 1, ...options };
  }

  /**
   * @returns the item's result, once its commit is on disk
   * @throws {OverloadedError} if too many are already waiting
   */
  add(item: Item): Promise<Result> {
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(new OverloadedError('Too many requests are waiting for the disk.'));
    }
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing is waiting any more. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#running.size > 0) {
      this.#start();
      await Promise.race(this.#running);
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#running.size >= this.#options.maxRunning) return;
    this.#scheduled = true;
    this.#startAfter({ turns: this.#options.maxTurns, gathered: 0 });
  }

  #startAfter({ turns, gathered }: { readonly turns: number; readonly gathered: number }): void {
    setImmediate(() => {
      const count = this.#waiting.length;
      if (turns > 1 && count > gathered && count < this.#options.maxItems) {
        this.#startAfter({ turns: turns - 1, gathered: count });
        return;
      }
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    const { maxRunning } = this.#options;
    if (this.#isFilling || this.#running.size >= maxRunning || this.#waiting.length === 0) return;
    const take = this.#fill();
    const running = this.#outsideOfCallers(() => this.#settle(take)).finally(() => {
      this.#running.delete(running);
      if (this.#waiting.length > 0) this.#schedule();
    });
    this.#running.add(running);
  }

  /** @returns a function that ends the filling of a new group, if it has not ended, and returns it */
  #fill(): () => readonly Waiting<Item, Result>[] {
    this.#isFilling = true;
    let group: readonly Waiting<Item, Result>[] | undefined;
    return () => {
      if (group !== undefined) return group;
      this.#isFilling = false;
      group = this.#waiting.splice(0, this.#options.maxItems);
      if (this.#waiting.length > 0) this.#schedule();
      return group;
    };
  }

  async #settle(take: () => readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.commit(() => take().map(({ item }) => item));
      const group = take();
      if (results.length !== group.length) throw new Error('A group needs one result per item.');
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      const group = take();
      // With a full disk, single commits would fail too, and the last item would have waited for
      // all before it. A damaged page affects some items, not all.
      if (group.length === 1 || (isStorageFailure(error) && !isDamaged(error))) {
        for (const { reject } of group) reject(error);
        return;
      }
      // One bad item must not fail the others: each gets a commit of its own.
      for (const single of group) await this.#settle(() => [single]);
    }
  }
}
