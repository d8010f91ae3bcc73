import type { Transaction } from '../database/transaction.ts';

/** Identifies a job. There is one per kind and key, however often it is scheduled. */
export interface JobName {
  /** What to do: `poll`. */
  readonly kind: string;
  /** What to do it with: the id of a connection or of a backfill. */
  readonly key: string;
}

/** A claimed job. */
export interface ClaimedJob extends JobName {
  /** Identifies the claim: a process that was away for longer than the lease no longer has one. */
  readonly claim: string;
}

/**
 * Where background work waits until it is done. A job only says that there is something to do and
 * when; what it is is stored in the tables of its kind.
 *
 * A claimed job has a lease, which its worker renews; if that process dies the lease expires, and
 * the job is due again. So nothing is lost, and a job may run twice, one run after the other.
 */
export interface JobStore {
  /**
   * Makes a job due at the given time at the latest, as part of the transaction. A job that is
   * running is due once more when it ends, as it may have started too early to see why.
   *
   * @param options.dueAt epoch milliseconds
   */
  schedule(transaction: Transaction, options: JobName & { readonly dueAt: number }): Promise<void>;
  /** Calls back after each commit that scheduled something. @returns removes the callback */
  onScheduled(callback: () => void): () => void;
  /** Calls them, as another thread of this process scheduled something. */
  announce(): void;
  /** There is nothing left to do. */
  cancel(transaction: Transaction, job: JobName): Promise<void>;
  /**
   * Claims what is due, longest due first.
   *
   * @param options.now epoch milliseconds
   */
  claim(options: {
    readonly kind: string;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly ClaimedJob[]>;
  /** Extends the lease. @returns false if it is no longer held */
  renew(options: {
    readonly job: ClaimedJob;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<boolean>;
  /** Whether the claim still holds, as part of the transaction that relies on it. */
  holds(transaction: Transaction, job: ClaimedJob): Promise<boolean>;
  /** It is done: the job is removed, unless it was scheduled again in the meantime. */
  finish(job: ClaimedJob): Promise<void>;
  /**
   * It is not done: it is due again at the given time, or earlier if it was scheduled in the
   * meantime.
   */
  release(options: { readonly job: ClaimedJob; readonly dueAt: number }): Promise<void>;
  /** When the next job of a kind becomes due, in epoch milliseconds; null if none is waiting. */
  nextDueAt(kind: string): Promise<number | null>;
  /** Those of a kind that are claimed at the given time. */
  running(options: {
    readonly kind: string;
    readonly keys: readonly string[];
    readonly now: number;
  }): Promise<ReadonlySet<string>>;
}
