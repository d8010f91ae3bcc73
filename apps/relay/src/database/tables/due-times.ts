import { days, hours, minutes } from '../../shared/clock/durations.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { never } from './never.ts';

/**
 * How far ahead a stored due time may be, in milliseconds. A job that is run too early checks when
 * it is due, and waits again; a backfill does not, and its vendor may ask for a day.
 */
const longest = {
  job: 1 * minutes,
  backfill: 1 * days,
  poll: 1 * days,
  check: 1 * hours,
  enrichment: 10 * minutes,
};

/**
 * What is ahead by less than this may be right: on PostgreSQL, other processes schedule while this
 * waits for the rows that they hold, so by a time that is later than `now`. A clock that was ahead
 * by so little does no harm. Milliseconds.
 */
const toleranceMs = 1 * minutes;

/**
 * Corrects what was scheduled by a clock that was ahead: jobs, polls, confirmations, documents that
 * events wait for, overlaps of rotations, expiries. Lanes have `clampLanes`; held events and paces
 * are corrected when they are read. For startup, and for when the clock was set back.
 *
 * @returns how many rows were too far ahead; jobs, which are only checked sooner, do not count
 */
export async function clampDueTimes(
  tx: Transaction,
  { now }: { readonly now: number },
): Promise<number> {
  const ahead = now + toleranceMs;
  await tx.run(
    sql`UPDATE "jobs" SET "due_at" = ${now}, "again_at" = NULL
        WHERE "claim" IS NULL AND (
          ("kind" = 'backfill' AND "due_at" > ${now + longest.backfill})
          OR ("kind" <> 'backfill' AND "due_at" > ${now + longest.job}))`,
  );
  const statements = [
    // One that started and has not finished since waits for as long as its vendor asked.
    sql`UPDATE "polls" SET "next_poll_at" = ${now},
          "failing_since" = CASE WHEN "failing_since" > ${now} THEN ${now} ELSE "failing_since" END
        WHERE "next_poll_at" > ${ahead + longest.poll} OR "failing_since" > ${ahead}
          OR ("failures" = 0 AND "next_poll_at" > ${ahead} + "interval_seconds" * 1000
            AND ("started_at" IS NULL OR "started_at" > ${ahead} OR "finished_at" >= "started_at"))`,
    // What was requested for then is requested for now.
    sql`UPDATE "polls" SET "requested_at" = ${now} WHERE "requested_at" > ${ahead}`,
    sql`UPDATE "backfills" SET "next_run_at" = ${now}
        WHERE "finished_at" IS NULL AND "next_run_at" > ${ahead + longest.backfill}`,
    // Connection by connection, as what is settled is never due, and may be any number.
    sql`UPDATE "unconfirmed_activities" SET "next_check_at" = ${now}
        WHERE "seq" IN (
          WITH RECURSIVE "found" ("id") AS (
            SELECT MIN("connection_id") FROM "unconfirmed_activities"
            UNION ALL
            SELECT (SELECT MIN("connection_id") FROM "unconfirmed_activities"
              WHERE "connection_id" > "found"."id")
            FROM "found" WHERE "found"."id" IS NOT NULL
          )
          SELECT u."seq" FROM "found" CROSS JOIN "unconfirmed_activities" u
          WHERE u."connection_id" = "found"."id"
            AND u."next_check_at" > ${ahead} AND u."next_check_at" < ${never}
            AND (u."next_check_at" > ${ahead + longest.check} OR u."received_at" > ${ahead}))`,
    sql`UPDATE "events" SET "enrich_until" = ${now + longest.enrichment}
        WHERE "enrich_until" IS NOT NULL AND "enrich_until" > ${ahead + longest.enrichment}`,
    // These last as long as intended.
    sql`UPDATE "rotated_secrets" SET "valid_until" = ${now} + ("valid_until" - "rotated_at"),
          "rotated_at" = ${now} WHERE "rotated_at" > ${ahead}`,
    sql`UPDATE "subscriptions" SET "expires_at" = ${now} + ("expires_at" - "updated_at"),
          "updated_at" = ${now} WHERE "expires_at" IS NOT NULL AND "updated_at" > ${ahead}`,
  ];
  let changed = 0;
  for (const statement of statements) changed += await tx.run(statement);
  return changed;
}
