import { encodeArray } from '../postgres/postgres-array.ts';
import { rows, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { laneKey } from './lanes.ts';
import type { LaneKey } from './lanes.ts';

/*
 * If claims are stored in lanes (see `lane-claims.ts`), whoever changes pending deliveries in lanes
 * locks them first: a concurrent settlement is done with them, or sees the change.
 */

/** A locked lane, and its head. */
export interface LockedHead extends LaneKey {
  readonly headSeq: number;
}

/**
 * Nobody holds the lane. Processes of an earlier version, which may be running during an upgrade,
 * do not write what they claim a lane for: nothing of an earlier claim must be left.
 */
export const unclaimed = sql`"claim" = NULL, "claimed_seq" = NULL, "claimed_until" = NULL`;

/** Locks those of these lanes that exist. */
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

/**
 * Locks all lanes that match a condition.
 *
 * @param options.others what to do about those that somebody else has locked: a caller that already
 *   holds locks, in whatever order, must not wait for them
 * @returns as a condition: one of those that were locked
 */
export async function lockLanesWhere(
  tx: Transaction,
  options: { readonly condition: Sql; readonly others: 'wait' | 'skip' },
): Promise<Sql> {
  const { condition, others } = options;
  const locked = await tx.all<{ place: string }>(
    sql`SELECT "ctid"::text AS "place" FROM "lanes" WHERE ${condition}
        ORDER BY "subscription_id" COLLATE "C", "lane" COLLATE "C"
        FOR UPDATE ${others === 'skip' ? sql`SKIP LOCKED` : sql``}`,
  );
  return isAmong(locked);
}

/** Whether a row of lanes is one of those that were locked. */
export function isAmong(lanes: readonly { readonly place: string }[]): Sql {
  const places = encodeArray(
    'text',
    lanes.map(({ place }) => place),
  );
  return sql`"lanes"."ctid" = ANY (${places}::tid[])`;
}
