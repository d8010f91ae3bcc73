import type { Transaction } from '../database/transaction.ts';

/** What a job is about. There is one of each kind and key, however often it is scheduled. */
export interface JobName {
  /** What is to be done: `poll`. */
  readonly kind: string;
  /** With what: the id of a connection or of a backfill. */
  readonly key: string;
}

/** A job that was claimed. */
export interface ClaimedJob extends JobName {
  /** Says whose claim it is: who was away for longer than the lease holds none any more. */
  readonly claim: string;
}

/**
 * Where background work waits until it is done. A job says only that there is something to do and
 * when; what it is stands in the tables of its kind.
 *
 * A job that is claimed has a lease. Whoever works on it renews the lease; when that process dies
 * the lease runs out, and the job is due again. So nothing is lost, and a job may run twice, one
 * after the other.
 */
export interface JobStore {
  /**
   * Makes a job due at that moment at the latest, as a part of the transaction. A job that runs
   * meanwhile is due once more when it ends, as it may have begun too early to see why.
   *
   * @param options.dueAt epoch milliseconds
   */
  schedule(transaction: Transaction, options: JobName & { readonly dueAt: number }): Promise<void>;
  /** Calls back after each commit that scheduled something. @returns takes the callback back */
  onScheduled(callback: () => void): () => void;
  /** Calls those back, as another thread of this process scheduled something. */
  announce(): void;
  /** There is nothing to do any more. */
  cancel(transaction: Transaction, job: JobName): Promise<void>;
  /**
   * Claims what is due, the longest due first.
   *
   * @param options.now epoch milliseconds
   */
  claim(options: {
    readonly kind: string;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly ClaimedJob[]>;
  /** Holds it for longer. @returns false when it is held no longer */
  renew(options: {
    readonly job: ClaimedJob;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<boolean>;
  /** Whether the claim still holds, as a part of the transaction that rests on it. */
  holds(transaction: Transaction, job: ClaimedJob): Promise<boolean>;
  /** It is done: it goes, unless it was scheduled again meanwhile. */
  finish(job: ClaimedJob): Promise<void>;
  /** It is not done: it is due again then, or sooner where it was scheduled meanwhile. */
  release(options: { readonly job: ClaimedJob; readonly dueAt: number }): Promise<void>;
  /** When the next job of a kind falls due, in epoch milliseconds; null when none waits. */
  nextDueAt(kind: string): Promise<number | null>;
  /** Those of a kind that are claimed at that moment. */
  running(options: {
    readonly kind: string;
    readonly keys: readonly string[];
    readonly now: number;
  }): Promise<ReadonlySet<string>>;
}
