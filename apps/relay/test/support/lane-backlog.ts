import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';

/** The moment at which all are due. Epoch milliseconds. */
export const backlogDueAt = 1;

/**
 * Inserts deliveries of new events into a PostgreSQL database, with the lanes they form: all at
 * once, as a burst of webhooks does within seconds. Delivered ones form no lanes.
 */
export async function putDeliveries(
  database: Database,
  options: {
    readonly subscriptionId: string;
    readonly count: number;
    /** The number of lanes, filled in turn. */
    readonly lanes: number;
    readonly status?: 'pending' | 'delivered';
  },
): Promise<void> {
  const { subscriptionId, count, lanes, status = 'pending' } = options;
  const finishedAt = status === 'pending' ? null : 1;
  await database.write(async (tx) => {
    await tx.run(
      sql`WITH "made" AS (
            INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "subject_kind",
              "subject_id", "occurred_at", "received_at", "body")
            SELECT 'evt_' || gen_random_uuid(), 'con_' || n % 20, n, 'invoice.paid', 'invoice',
              n % ${lanes}::integer, n, n, '{}'
            FROM generate_series(1, ${count}::integer) AS n
            RETURNING "seq", "subject_id")
          INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at",
            "finished_at")
          SELECT ${subscriptionId}::text, "seq", 'con_01kb8m3sa4f0rjq8zb2v7tqk6/invoice/' || "subject_id", ${status}::text, 1,
            ${finishedAt}::bigint
          FROM "made"`,
    );
    await tx.run(
      sql`INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
            "priority", "due_at")
          SELECT DISTINCT ON ("lane") "subscription_id", "lane", "seq", "event_seq", 0, 0,
            ${backlogDueAt}::bigint
          FROM "deliveries"
          WHERE "subscription_id" = ${subscriptionId}::text AND "status" = 'pending'
          ORDER BY "lane", "event_seq", "seq"
          ON CONFLICT ("subscription_id", "lane") DO NOTHING`,
    );
  });
}
