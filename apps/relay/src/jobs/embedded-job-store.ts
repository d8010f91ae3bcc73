import { randomUUID } from 'node:crypto';

import type { Database } from '../database/database.ts';
import * as table from '../database/tables/jobs.ts';
import type { Transaction } from '../database/transaction.ts';
import { Wake } from '../shared/wake.ts';
import type { ClaimedJob, JobName, JobStore } from './job-store.ts';

/**
 * What changes a single job, and checks it in the row that it locks, does not queue behind whoever
 * appends to the log. Claims lock several, as those who schedule jobs do: beside the line, each
 * could wait for the other.
 */
const aside = { inLine: false };

/**
 * Jobs in a table of the relay's own database.
 *
 * The end of the lease is the due time of a claimed job: after a crash it is simply due again, and
 * nobody has to look for orphaned claims.
 */
export class EmbeddedJobStore implements JobStore {
  readonly #database: Database;
  readonly #scheduled = new Wake();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Releases the claims of processes that are gone: for a database that belongs to a single
   * process, before that one starts working.
   */
  async releaseAll(options: { readonly now: number }): Promise<void> {
    await this.#database.write((tx) => table.releaseAllJobs(tx, options));
  }

  onScheduled(callback: () => void): () => void {
    return this.#scheduled.onWake(callback);
  }

  announce(): void {
    this.#scheduled.wake();
  }

  async schedule(tx: Transaction, job: JobName & { readonly dueAt: number }): Promise<void> {
    await table.scheduleJob(tx, job);
    this.#database.afterCommit(() => this.#scheduled.wake());
  }

  cancel(tx: Transaction, job: JobName): Promise<void> {
    return table.deleteJob(tx, job);
  }

  claim(options: {
    readonly kind: string;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly ClaimedJob[]> {
    const { kind, limit, now, leaseMs } = options;
    const claim = randomUUID();
    return this.#database.write(async (tx) => {
      const keys = await table.claimJobs(tx, { kind, limit, now, until: now + leaseMs, claim });
      return keys.map((key) => ({ kind, key, claim }));
    });
  }

  renew(options: {
    readonly job: ClaimedJob;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<boolean> {
    const { job, now, leaseMs } = options;
    return this.#database.write(
      (tx) => table.renewJob(tx, { ...job, until: now + leaseMs }),
      aside,
    );
  }

  holds(tx: Transaction, job: ClaimedJob): Promise<boolean> {
    return table.isClaimed(tx, job);
  }

  finish(job: ClaimedJob): Promise<void> {
    return this.#database.write((tx) => table.finishJob(tx, job), aside);
  }

  release(options: { readonly job: ClaimedJob; readonly dueAt: number }): Promise<void> {
    const { job, dueAt } = options;
    return this.#database.write((tx) => table.releaseJob(tx, { ...job, dueAt }), aside);
  }

  nextDueAt(kind: string): Promise<number | null> {
    return this.#database.read((tx) => table.nextJobDueAt(tx, kind));
  }

  async running(options: {
    readonly kind: string;
    readonly keys: readonly string[];
    readonly now: number;
  }): Promise<ReadonlySet<string>> {
    return new Set(await this.#database.read((tx) => table.runningJobs(tx, options)));
  }
}
