import type { Activity } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { confirmationJobs } from './confirmation-jobs.ts';
import { ActivityTooLargeError, TooManyUnconfirmedError } from './errors.ts';
import type { ConfirmationLimits } from './limits.ts';
import type { NewUnconfirmed, UnconfirmedStore } from './unconfirmed-store.ts';
import type { Transaction } from '../../database/transaction.ts';

/** When to come back while too many wait, in seconds: some will have been asked about by then. */
const retryAfterSeconds = 60;

/** Activities of one request, waiting to be confirmed by their vendor. */
interface Arrival {
  readonly connectionId: string;
  readonly rows: readonly NewUnconfirmed[];
}

/** Activities of a connection that the vendor had denied, and that were dropped to make room. */
interface Evicted {
  readonly connectionId: string;
  readonly count: number;
}

/**
 * Takes unauthenticated activities, and stores them before they are acknowledged. Many requests
 * share one commit.
 */
export class UnconfirmedIntake {
  readonly #store: UnconfirmedStore;
  readonly #database: Database;
  readonly #jobs: JobStore;
  readonly #limits: ConfirmationLimits;
  readonly #onEvicted: (evicted: Evicted) => void;
  readonly #group: GroupCommit<Arrival, boolean>;

  constructor(options: {
    readonly store: UnconfirmedStore;
    readonly database: Database;
    /** Called when a connection has something to ask about. */
    readonly jobs: JobStore;
    readonly limits: ConfirmationLimits;
    /** Called after every commit, for metrics. */
    readonly onCommit?: (group: { readonly size: number; readonly durationMs: number }) => void;
    /** Called with activities that were dropped to make room. */
    readonly onEvicted?: (evicted: Evicted) => void;
  }) {
    this.#onEvicted = options.onEvicted ?? (() => {});
    this.#store = options.store;
    this.#database = options.database;
    this.#jobs = options.jobs;
    this.#limits = options.limits;
    this.#group = new GroupCommit({
      commit: async (take) => {
        const startedAt = performance.now();
        const kept = await this.#commit(take);
        options.onCommit?.({ size: kept.length, durationMs: performance.now() - startedAt });
        return kept;
      },
    });
  }

  /**
   * If too many of the connection are waiting, those that the vendor has denied are dropped, as a
   * flood of forgeries must not keep authentic activities out.
   *
   * @returns how many of them are new and now wait on disk. The others are already events, already
   *   waiting, or were settled recently.
   * @throws {ActivityTooLargeError}
   * @throws {TooManyUnconfirmedError} if too many of the connection wait and too few of them were
   *   denied yet; none is stored then
   * @throws {OverloadedError} if too much is waiting for the disk
   */
  async take(options: {
    readonly connectionId: string;
    readonly activities: readonly Activity[];
    readonly receivedAt: number;
    /** The trace context (`traceparent`) of the request; null without tracing. */
    readonly trace: string | null;
  }): Promise<number> {
    const { connectionId, activities, receivedAt, trace } = options;
    const { maxActivityBytes } = this.#limits;
    if (activities.some(({ raw }) => raw.byteLength > maxActivityBytes)) {
      throw new ActivityTooLargeError({ maxBytes: maxActivityBytes });
    }
    const unfamiliar = await this.#store.unfamiliar({ connectionId, activities });
    if (unfamiliar.length === 0) return 0;
    const rows = unfamiliar.map((activity) => ({ connectionId, activity, receivedAt, trace }));
    if (!(await this.#group.add({ connectionId, rows }))) {
      throw new TooManyUnconfirmedError({ retryAfterSeconds });
    }
    return unfamiliar.length;
  }

  /** Resolves when everything received is on disk. */
  drain(): Promise<void> {
    return this.#group.drain();
  }

  /**
   * Beside the line of writers, as its callers wait for their responses: two processes may together
   * take a little more than the limit.
   *
   * @returns for each arrival whether there was room for it
   */
  #commit(take: () => readonly Arrival[]): Promise<boolean[]> {
    return this.#database.write(
      async (transaction) => {
        const arrivals = take();
        const room = new Map<string, number>();
        for (const [connectionId, needed] of rowsByConnection(arrivals)) {
          room.set(connectionId, await this.#makeRoom(transaction, { connectionId, needed }));
        }
        const hasRoom = arrivals.map(({ connectionId, rows }) => {
          const left = (room.get(connectionId) ?? 0) - rows.length;
          if (left >= 0) room.set(connectionId, left);
          return left >= 0;
        });
        const rows = arrivals.flatMap((arrival, index) => (hasRoom[index] ? arrival.rows : []));
        if (rows.length > 0) {
          await this.#store.insert(transaction, rows);
          const dueAt = Math.min(...rows.map(({ receivedAt }) => receivedAt));
          for (const connectionId of room.keys()) {
            await this.#jobs.schedule(transaction, {
              kind: confirmationJobs,
              key: connectionId,
              dueAt,
            });
          }
        }
        return hasRoom;
      },
      { inLine: false },
    );
  }

  /** @returns for how many there is room, which may be fewer than needed */
  async #makeRoom(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly needed: number },
  ): Promise<number> {
    const { connectionId, needed } = options;
    let free = await this.#room(transaction, connectionId);
    if (free >= needed) return free;
    // Two at once would choose the same ones to drop.
    await transaction.takeTurn();
    free = await this.#room(transaction, connectionId);
    if (free >= needed) return free;
    const count = await this.#store.evictDenied(transaction, {
      connectionId,
      count: needed - free,
    });
    if (count > 0) this.#database.afterCommit(() => this.#onEvicted({ connectionId, count }));
    return free + count;
  }

  async #room(transaction: Transaction, connectionId: string): Promise<number> {
    return this.#limits.maxWaiting - (await this.#store.countWaiting(transaction, connectionId));
  }
}

/** In a consistent order, in which their jobs are locked: two of these never deadlock. */
function rowsByConnection(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { connectionId, rows } of arrivals) {
    counts.set(connectionId, (counts.get(connectionId) ?? 0) + rows.length);
  }
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
