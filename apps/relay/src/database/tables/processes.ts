import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { unclaimed } from './lane-locks.ts';

/*
 * Which processes work on a PostgreSQL database. Each has a row of "leases" and holds a session
 * lock: when it dies, its session ends and so does the lock, but the row stays. Claims of a process
 * are numbers that start with the number of the process.
 */

/**
 * How many claims a process can distinguish. All of them, prefixed with its number, are within
 * 2^53.
 */
export const claimsOfProcess = 2 ** 22;

/** The first half of the lock ("rela" in ASCII); the second one is the number of the process. */
const processLock = 0x72_65_6c_61;

/** A process: its number, below 2^30, and the owner of its leases. */
export interface KnownProcess {
  readonly number: number;
  readonly owner: string;
}

/** One that has a row and no session. */
export interface MissingProcess extends KnownProcess {
  /** When the missing session started, by the clock of the database. Epoch milliseconds. */
  readonly since: number;
}

/**
 * Starts a session of a process: run it on the connection whose end is to be the end of the
 * process. Its previous one may not have ended yet: the lock is shared with it.
 */
export const beginSession = `WITH "held" AS (SELECT pg_advisory_lock_shared(${processLock}, $1::int))
  INSERT INTO "leases" ("name", "owner", "until")
  SELECT 'process/' || $1::int, $2::text, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint
  FROM "held"
  ON CONFLICT ("name") DO UPDATE SET "until" = excluded."until"`;

/** Answered as long as the session exists, with the time of the database in epoch milliseconds. */
export const sessionStands = `SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS "now"`;

/** Processes whose session has ended, and that did not sign off. */
export function missingProcesses(tx: Transaction): Promise<MissingProcess[]> {
  return tx.all(
    sql`SELECT p."number", p."owner", p."since" FROM (
          SELECT substr("name", 9)::int AS "number", "owner", "until" AS "since" FROM "leases"
          WHERE "name" LIKE 'process/%') p
        WHERE NOT EXISTS (SELECT 1 FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = ${processLock}::oid AND l.objid = p."number"::oid)`,
  );
}

/**
 * Whether it has no session, and has not started one since: it cannot while this transaction lasts.
 */
export async function isStillMissing(tx: Transaction, missing: MissingProcess): Promise<boolean> {
  const { number, since } = missing;
  const lock = await tx.first<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${processLock}::int, ${number}::int) AS "taken"`,
  );
  if (lock?.taken !== true) return false;
  const row = await tx.first(
    sql`SELECT 1 FROM "leases" WHERE "name" = ${`process/${number}`} AND "until" = ${since}`,
  );
  return row !== undefined;
}

/** Frees everything that a process holds, including its row. */
export async function freeProcess(tx: Transaction, process: KnownProcess): Promise<void> {
  const first = process.number * claimsOfProcess;
  const after = first + claimsOfProcess;
  // In key order, as everyone locks lanes.
  await tx.run(
    sql`UPDATE "lanes" SET ${unclaimed}
        WHERE ("subscription_id", "lane") IN (
          SELECT "subscription_id", "lane" FROM "lanes"
          WHERE "claim" >= ${first}::bigint AND "claim" < ${after}::bigint
          ORDER BY "subscription_id" COLLATE "C", "lane" COLLATE "C" FOR UPDATE)`,
  );
  await tx.run(
    sql`DELETE FROM "moved_claims" WHERE "claim" >= ${first}::bigint AND "claim" < ${after}::bigint`,
  );
  await tx.run(sql`DELETE FROM "leases" WHERE "owner" = ${process.owner}`);
}
