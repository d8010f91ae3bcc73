import { rows, Sql, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Whether the next delivery of a lane is complete and never failed. If it is due later, that is what
 * the subscriber asked for when it refused it ("too fast"), which says nothing about this delivery.
 */
export const neverFailed = `"lanes"."attempts" = 0 AND NOT EXISTS (SELECT 1 FROM "events" e
      WHERE e."seq" = "lanes"."head_event_seq" AND e."enrich_until" IS NOT NULL)`;

/** Deliveries that wait because the subscriber refused them, and until when. */
export function refusedHeads(
  tx: Transaction,
  options: { readonly subscriptionId: string; readonly now: number },
) {
  return tx.all<{ readonly seq: number; readonly dueAt: number }>(
    sql`SELECT "head_seq" AS "seq", "due_at" AS "dueAt" FROM "lanes"
        WHERE "subscription_id" = ${options.subscriptionId} AND "due_at" > ${options.now}
          AND ${new Sql([neverFailed], [])}`,
  );
}

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
