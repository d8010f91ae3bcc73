import { rows, Sql, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Until when the event of a lane's next delivery waits for its document; null if it is complete. */
const waitsUntil = `(SELECT e."enrich_until" FROM "events" e
      WHERE e."seq" = "lanes"."head_event_seq")`;

/**
 * Whether the event of a lane's next delivery waits for its document. A lookup by its position: for
 * an EXISTS, PostgreSQL may search all events that wait.
 */
export const isIncomplete = new Sql([`(${waitsUntil} IS NOT NULL)`], []);

/**
 * Whether the next delivery of a lane is complete and never failed. If it is due later, that is what
 * the subscriber asked for when it refused it ("too fast"), which says nothing about this delivery.
 */
export const neverFailed = `"lanes"."attempts" = 0 AND ${waitsUntil} IS NULL`;

/** Lanes with any of these deliveries are not due before them. */
export function postponeLanesOf(
  tx: Transaction,
  deliveries: readonly { readonly seq: number; readonly dueAt: number }[],
) {
  const given = rows(
    { seq: 'bigint', due_at: 'bigint' },
    deliveries.map(({ seq, dueAt }) => [seq, dueAt]),
  );
  return tx.run(
    sql`UPDATE "lanes" SET "due_at" = w."due_at" FROM (
          SELECT d."subscription_id", d."lane", MAX(g."due_at") AS "due_at"
          FROM ${given} g JOIN "deliveries" d ON d."seq" = g."seq"
          GROUP BY d."subscription_id", d."lane"
        ) w WHERE "lanes"."subscription_id" = w."subscription_id" AND "lanes"."lane" = w."lane"
          AND "lanes"."due_at" < w."due_at"`,
  );
}
