import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

interface Name {
  readonly kind: string;
  readonly key: string;
}

interface Claimed extends Name {
  readonly claim: string;
}

/** A claimed job keeps its due time, which is the end of its lease. */
export async function scheduleJob(
  tx: Transaction,
  { kind, key, dueAt }: Name & { readonly dueAt: number },
): Promise<void> {
  await tx.run(
    sql`INSERT INTO "jobs" ("kind", "key", "due_at") VALUES (${kind}, ${key}, ${dueAt})
        ON CONFLICT ("kind", "key") DO UPDATE SET
          "due_at" = CASE WHEN "jobs"."claim" IS NULL AND excluded."due_at" < "jobs"."due_at"
            THEN excluded."due_at" ELSE "jobs"."due_at" END,
          "again_at" = CASE WHEN "jobs"."claim" IS NULL THEN NULL
            WHEN "jobs"."again_at" < excluded."due_at" THEN "jobs"."again_at"
            ELSE excluded."due_at" END`,
  );
}

export async function deleteJob(tx: Transaction, { kind, key }: Name): Promise<void> {
  await tx.run(sql`DELETE FROM "jobs" WHERE "kind" = ${kind} AND "key" = ${key}`);
}

/**
 * Whoever waited for another claim of the same jobs finds that they are no longer due.
 *
 * @returns the keys of what was claimed
 */
export async function claimJobs(
  tx: Transaction,
  options: {
    readonly kind: string;
    readonly limit: number;
    readonly now: number;
    readonly until: number;
    readonly claim: string;
  },
): Promise<string[]> {
  const { kind, limit, now, until, claim } = options;
  const rows = await tx.all<{ key: string }>(
    sql`UPDATE "jobs" SET "claim" = ${claim}, "due_at" = ${until}, "again_at" = NULL
        WHERE "kind" = ${kind} AND "due_at" <= ${now} AND "key" IN (
          SELECT "key" FROM "jobs" WHERE "kind" = ${kind} AND "due_at" <= ${now}
          ORDER BY "due_at", "key" LIMIT ${limit}
        ) RETURNING "key"`,
  );
  return rows.map(({ key }) => key);
}

/** @returns false if the claim is no longer held */
export async function renewJob(
  tx: Transaction,
  { kind, key, claim, until }: Claimed & { readonly until: number },
): Promise<boolean> {
  const changed = await tx.run(
    sql`UPDATE "jobs" SET "due_at" = ${until}
        WHERE "kind" = ${kind} AND "key" = ${key} AND "claim" = ${claim}`,
  );
  return changed > 0;
}

export async function isClaimed(tx: Transaction, { kind, key, claim }: Claimed): Promise<boolean> {
  const row = await tx.first(
    sql`SELECT 1 AS "held" FROM "jobs"
        WHERE "kind" = ${kind} AND "key" = ${key} AND "claim" = ${claim}`,
  );
  return row !== undefined;
}

/** It is removed, or waits for its next scheduled time. */
export async function finishJob(tx: Transaction, { kind, key, claim }: Claimed): Promise<void> {
  const deleted = await tx.run(
    sql`DELETE FROM "jobs" WHERE "kind" = ${kind} AND "key" = ${key} AND "claim" = ${claim}
          AND "again_at" IS NULL`,
  );
  if (deleted > 0) return;
  await tx.run(
    sql`UPDATE "jobs" SET "claim" = NULL, "due_at" = "again_at", "again_at" = NULL
        WHERE "kind" = ${kind} AND "key" = ${key} AND "claim" = ${claim}`,
  );
}

export async function releaseJob(
  tx: Transaction,
  { kind, key, claim, dueAt }: Claimed & { readonly dueAt: number },
): Promise<void> {
  await tx.run(
    sql`UPDATE "jobs" SET "claim" = NULL, "again_at" = NULL,
          "due_at" = CASE WHEN "again_at" < ${dueAt} THEN "again_at" ELSE ${dueAt} END
        WHERE "kind" = ${kind} AND "key" = ${key} AND "claim" = ${claim}`,
  );
}

export async function releaseAllJobs(
  tx: Transaction,
  { now }: { readonly now: number },
): Promise<void> {
  await tx.run(
    sql`UPDATE "jobs" SET "claim" = NULL, "due_at" = ${now}, "again_at" = NULL
        WHERE "claim" IS NOT NULL`,
  );
}

export async function nextJobDueAt(tx: Transaction, kind: string): Promise<number | null> {
  const row = await tx.first<{ dueAt: number | string }>(
    sql`SELECT "due_at" AS "dueAt" FROM "jobs" WHERE "kind" = ${kind} ORDER BY "due_at" LIMIT 1`,
  );
  return row === undefined ? null : Number(row.dueAt);
}

export async function runningJobs(
  tx: Transaction,
  options: { readonly kind: string; readonly keys: readonly string[]; readonly now: number },
): Promise<string[]> {
  const { kind, keys, now } = options;
  const rows = await tx.all<{ key: string }>(
    sql`SELECT "key" FROM "jobs" WHERE "kind" = ${kind} AND "key" IN ${texts(keys)}
          AND "claim" IS NOT NULL AND "due_at" > ${now}`,
  );
  return rows.map(({ key }) => key);
}
