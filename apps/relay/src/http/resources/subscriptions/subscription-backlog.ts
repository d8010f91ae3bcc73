import { sql } from '../../../database/sql/sql.ts';
import { reorderingJobs } from '../../../database/tables/reorderings.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** Beyond this number, pending deliveries are not counted. */
export const maxCounted = 10_000;

/** How many of its latest deliveries are searched for the last successful one. */
const latestDeliveries = 1_000;

/**
 * What is pending for a subscription, and when it last accepted something. Times are epoch
 * milliseconds.
 */
export interface SubscriptionBacklog {
  readonly pending: number;
  readonly oldestPendingAt: number | null;
  readonly lastDeliveredAt: number | null;
  /** Whether it is being sorted into the lanes of another ordering, and nothing of it is sent. */
  readonly reordering: boolean;
}

/** Costs the same however much is pending or was delivered. */
export async function readSubscriptionBacklog(
  tx: Transaction,
  id: string,
): Promise<SubscriptionBacklog> {
  const row = await tx.first<{
    pending: number;
    oldest: number | null;
    lastDelivered: number | null;
    reordering: boolean | number;
  }>(
    sql`SELECT
          (SELECT COUNT(*) FROM (SELECT 1 FROM "deliveries"
            WHERE "subscription_id" = ${id} AND "status" = 'pending' LIMIT ${maxCounted})
            AS "some") AS "pending",
          (SELECT "received_at" FROM "events" WHERE "seq" = (
            SELECT MIN("head_event_seq") FROM (SELECT "head_event_seq" FROM "lanes"
              WHERE "subscription_id" = ${id} LIMIT ${maxCounted}) AS "heads")) AS "oldest",
          (SELECT MAX("finished_at") FROM (SELECT "finished_at", "status" FROM "deliveries"
            WHERE "subscription_id" = ${id} ORDER BY "seq" DESC LIMIT ${latestDeliveries})
            AS "latest" WHERE "status" = 'delivered') AS "lastDelivered",
          EXISTS (SELECT 1 FROM "jobs"
            WHERE "kind" = ${reorderingJobs} AND "key" = ${id}) AS "reordering"`,
  );
  return {
    pending: Number(row?.pending ?? 0),
    oldestPendingAt: numberOrNull(row?.oldest),
    lastDeliveredAt: numberOrNull(row?.lastDelivered),
    reordering: Boolean(row?.reordering),
  };
}

function numberOrNull(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
