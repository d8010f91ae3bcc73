import { randomUUID } from 'node:crypto';

import type { Database } from '../database/database.ts';
import { placeholders } from '../database/sql.ts';
import { Wake } from '../pipeline/lanes/wake.ts';
import type { ClaimedJob, JobName, JobStore } from './job-store.ts';
import type { Transaction } from '../database/transaction.ts';

/**
 * Jobs in a table of the relay's own database.
 *
 * The end of the lease is the due time of a claimed job: after a crash it is simply due again, and
 * nobody has to look for claims that nobody holds.
 */
export class EmbeddedJobStore implements JobStore {
  readonly #database: Database;
  readonly #scheduled = new Wake();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Lets go of what was claimed by processes that are gone: for a database that belongs to one
   * process alone, before that one begins to work.
   */
  async releaseAll(options: { readonly now: number }): Promise<void> {
    await this.#database.write((transaction) =>
      transaction.query(
        `UPDATE "jobs" SET "claim" = NULL, "due_at" = ?, "again_at" = NULL
         WHERE "claim" IS NOT NULL`,
        [options.now],
      ),
    );
  }

  onScheduled(callback: () => void): () => void {
    return this.#scheduled.onWake(callback);
  }

  async schedule(
    transaction: Transaction,
    { kind, key, dueAt }: JobName & { readonly dueAt: number },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO "jobs" ("kind", "key", "due_at") VALUES (?, ?, ?)
       ON CONFLICT ("kind", "key") DO UPDATE SET
         "due_at" = CASE WHEN "jobs"."claim" IS NULL AND excluded."due_at" < "jobs"."due_at"
           THEN excluded."due_at" ELSE "jobs"."due_at" END,
         "again_at" = CASE WHEN "jobs"."claim" IS NULL THEN NULL
           WHEN "jobs"."again_at" < excluded."due_at" THEN "jobs"."again_at"
           ELSE excluded."due_at" END`,
      [kind, key, dueAt],
    );
    this.#database.afterCommit(() => this.#scheduled.wake());
  }

  async cancel(transaction: Transaction, { kind, key }: JobName): Promise<void> {
    await transaction.query(`DELETE FROM "jobs" WHERE "kind" = ? AND "key" = ?`, [kind, key]);
  }

  claim(options: {
    readonly kind: string;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly ClaimedJob[]> {
    const { kind, limit, now, leaseMs } = options;
    const claim = randomUUID();
    return this.#database.write(async (transaction) => {
      const rows = await transaction.query<{ key: string }[]>(
        `UPDATE "jobs" SET "claim" = ?, "due_at" = ?, "again_at" = NULL
         WHERE "kind" = ? AND "key" IN (
           SELECT "key" FROM "jobs" WHERE "kind" = ? AND "due_at" <= ?
           ORDER BY "due_at", "key" LIMIT ?
         ) RETURNING "key"`,
        [claim, now + leaseMs, kind, kind, now, limit],
      );
      return rows.map(({ key }) => ({ kind, key, claim }));
    });
  }

  renew(options: {
    readonly job: ClaimedJob;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<boolean> {
    const { job, now, leaseMs } = options;
    return this.#database.write(async (transaction) => {
      const rows = await transaction.query<unknown[]>(
        `UPDATE "jobs" SET "due_at" = ? WHERE "kind" = ? AND "key" = ? AND "claim" = ?
         RETURNING "key"`,
        [now + leaseMs, job.kind, job.key, job.claim],
      );
      return rows.length > 0;
    });
  }

  async holds(transaction: Transaction, job: ClaimedJob): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `SELECT 1 FROM "jobs" WHERE "kind" = ? AND "key" = ? AND "claim" = ?`,
      [job.kind, job.key, job.claim],
    );
    return rows.length > 0;
  }

  async finish(job: ClaimedJob): Promise<void> {
    await this.#database.write(async (transaction) => {
      const parameters = [job.kind, job.key, job.claim];
      await transaction.query(
        `DELETE FROM "jobs"
         WHERE "kind" = ? AND "key" = ? AND "claim" = ? AND "again_at" IS NULL`,
        parameters,
      );
      await transaction.query(
        `UPDATE "jobs" SET "claim" = NULL, "due_at" = "again_at", "again_at" = NULL
         WHERE "kind" = ? AND "key" = ? AND "claim" = ?`,
        parameters,
      );
    });
  }

  async release(options: { readonly job: ClaimedJob; readonly dueAt: number }): Promise<void> {
    const { job, dueAt } = options;
    await this.#database.write((transaction) =>
      transaction.query(
        `UPDATE "jobs" SET "claim" = NULL, "again_at" = NULL,
           "due_at" = CASE WHEN "again_at" < ? THEN "again_at" ELSE ? END
         WHERE "kind" = ? AND "key" = ? AND "claim" = ?`,
        [dueAt, dueAt, job.kind, job.key, job.claim],
      ),
    );
  }

  async nextDueAt(kind: string): Promise<number | null> {
    const [row] = await this.#database.read((transaction) =>
      transaction.query<{ dueAt: number | string }[]>(
        `SELECT "due_at" AS "dueAt" FROM "jobs" WHERE "kind" = ? ORDER BY "due_at" LIMIT 1`,
        [kind],
      ),
    );
    return row === undefined ? null : Number(row.dueAt);
  }

  async running(options: {
    readonly kind: string;
    readonly keys: readonly string[];
    readonly now: number;
  }): Promise<ReadonlySet<string>> {
    const { kind, keys, now } = options;
    if (keys.length === 0) return new Set();
    const rows = await this.#database.read((transaction) =>
      transaction.query<{ key: string }[]>(
        `SELECT "key" FROM "jobs" WHERE "kind" = ? AND "claim" IS NOT NULL AND "due_at" > ?
           AND "key" IN (${placeholders(keys.length)})`,
        [kind, now, ...keys],
      ),
    );
    return new Set(rows.map(({ key }) => key));
  }
}
