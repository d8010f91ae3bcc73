import { rows, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { laneKey } from './lanes.ts';
import type { LaneKey } from './lanes.ts';

/*
 * Where claims are written into lanes (see `lane-claims.ts`), whoever changes what is pending in lanes
 * locks them before: who settles at the same moment is done with them, or sees the change.
 */

/** A lane that is locked, and what is next of it. */
export interface LockedHead extends LaneKey {
  readonly headSeq: number;
}

/** Locks those of these lanes that there are. */
export async function lockLanes(
  tx: Transaction,
  keys: readonly LaneKey[],
): Promise<readonly LockedHead[]> {
  if (keys.length === 0) return [];
  const distinct = new Map(keys.map((key) => [laneKey(key), key])).values();
  const given = rows(
    { subscription_id: 'text', lane: 'text' },
    [...distinct].map(({ subscriptionId, lane }) => [subscriptionId, lane]),
  );
  return tx.all<LockedHead>(
    sql`SELECT k."subscription_id" AS "subscriptionId", k."lane", l."head_seq" AS "headSeq"
        FROM (SELECT * FROM ${given} AS "given"
          ORDER BY "subscription_id" COLLATE "C", "lane" COLLATE "C") k
        CROSS JOIN LATERAL (
          SELECT "head_seq" FROM "lanes"
          WHERE "subscription_id" = k."subscription_id" AND "lane" = k."lane"
          OFFSET 0 FOR UPDATE
        ) l`,
  );
}

/** Locks all lanes of a subscription. */
export function lockAllLanes(tx: Transaction, subscriptionId: string): Promise<void> {
  return lockLanesWhere(tx, sql`"subscription_id" = ${subscriptionId}`);
}

/** Locks all lanes of which a condition is true. */
export async function lockLanesWhere(tx: Transaction, condition: Sql): Promise<void> {
  await tx.first(
    sql`SELECT COUNT(*) AS "count" FROM (
          SELECT 1 FROM "lanes" WHERE ${condition}
          ORDER BY "subscription_id" COLLATE "C", "lane" COLLATE "C" FOR UPDATE) AS "locked"`,
  );
}

/**
 * As a condition: those of them that nobody else has locked, which are locked by it. Whoever has other
 * locks already, in whatever order, waits for nobody.
 */
export function unlockedLanes(condition: Sql): Sql {
  return sql`("subscription_id", "lane") IN (
    SELECT "subscription_id", "lane" FROM "lanes" WHERE ${condition} FOR UPDATE SKIP LOCKED)`;
}
