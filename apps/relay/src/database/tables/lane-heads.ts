import { rows, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import type { LaneKey } from './lanes.ts';
import { reorderingJobs } from './reorderings.ts';

/** @returns those deliveries, by `seq`, that are the heads of their lanes */
export function headsAmong(
  tx: Transaction,
  deliveries: readonly (LaneKey & { readonly seq: number })[],
): Promise<ReadonlySet<number>> {
  return headsWhere(tx, { deliveries, condition: sql`1 = 1` });
}

async function headsWhere(
  tx: Transaction,
  options: {
    readonly deliveries: readonly (LaneKey & { readonly seq: number })[];
    readonly condition: Sql;
  },
): Promise<ReadonlySet<number>> {
  const { deliveries, condition } = options;
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
export async function sendableAmong(
  tx: Transaction,
  deliveries: readonly (LaneKey & { readonly seq: number })[],
): Promise<ReadonlySet<number>> {
  return headsWhere(tx, {
    deliveries,
    condition: sql`g."subscription_id" NOT IN (
      SELECT "key" FROM "jobs" WHERE "kind" = ${reorderingJobs})`,
  });
}
