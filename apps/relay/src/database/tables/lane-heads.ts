import { rows, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import type { LaneKey } from './lanes.ts';
import { reorderingJobs } from './reorderings.ts';

/** @returns those deliveries, by `seq`, that are the heads of their lanes */
export async function headsAmong(
  tx: Transaction,
  deliveries: readonly (LaneKey & { readonly seq: number })[],
  condition = sql`1 = 1`,
): Promise<ReadonlySet<number>> {
  const given = rows(
    { subscription_id: 'text', lane: 'text', seq: 'bigint' },
    deliveries.map(({ subscriptionId, lane, seq }) => [subscriptionId, lane, seq]),
  );
  const found = await tx.all<{ seq: number }>(
    // Lane by lane, whatever the engine estimates: see `lane-claims.ts`.
    sql`SELECT g."seq" FROM ${given} g WHERE g."seq" = (
          SELECT l."head_seq" FROM "lanes" l
          WHERE l."subscription_id" = g."subscription_id" AND l."lane" = g."lane")
        AND ${condition}`,
  );
  return new Set(found.map(({ seq }) => Number(seq)));
}

/**
 * @returns those deliveries, by `seq`, that may be sent: the heads of their lanes, unless deliveries
 *   of their subscription are still being moved to the lanes of another ordering. One statement, as
 *   neither may change between two.
 */
export function sendableAmong(
  tx: Transaction,
  deliveries: readonly (LaneKey & { readonly seq: number })[],
): Promise<ReadonlySet<number>> {
  const isInOrder = sql`g."subscription_id" NOT IN (
    SELECT "key" FROM "jobs" WHERE "kind" = ${reorderingJobs})`;
  return headsAmong(tx, deliveries, isInOrder);
}
