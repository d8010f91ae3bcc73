import type { AnySource } from '@invoice-relay/core/source';

import { sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Knows the positions of activities: a source with that capability. */
type Positions = Pick<AnySource, 'position'>;

/**
 * Activities joined with their events: the events have the time, the activities how they arrived.
 */
const logged = sql`"events" AS "e" JOIN "activities" AS "a"
  ON "a"."connection_id" = "e"."connection_id" AND "a"."activity_id" = "e"."activity_id"`;

/** What a source needs to determine the position of an activity. */
const activityColumns = sql`"a"."activity_id" AS "id", "a"."raw" AS "raw",
  "e"."received_at" AS "receivedAt", "e"."occurred_at" AS "occurredAt"`;

interface ActivityRow {
  readonly id: string;
  readonly raw: Uint8Array;
  readonly receivedAt: number | string;
  readonly occurredAt: number | string;
}

/**
 * Activities arrive nearly in order, so the one in question is among this many from one end of the
 * log: reading all of them would block everyone else.
 */
const someOfThem = 1_000;

/**
 * The lowest position that a connection was ever sent by webhook: anything lower happened before
 * the connection was created. Null if there was none, or its source knows none.
 */
export async function firstWebhookPosition(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly source: Positions },
): Promise<number | null> {
  const { connectionId, source } = options;
  if (source.position === undefined) return null;
  const rows = await transaction.all<ActivityRow>(
    sql`SELECT ${activityColumns} FROM ${logged}
     WHERE "e"."connection_id" = ${connectionId} AND "a"."via" = 'webhook' ORDER BY "e"."seq" LIMIT ${someOfThem}`,
  );
  const [first] = byPosition(rows, source);
  return first?.position ?? null;
}

/**
 * The highest position of a connection that happened before a given time, in epoch milliseconds;
 * null if none is known.
 */
export async function lastPositionBefore(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: Positions;
    readonly moment: number;
  },
): Promise<number | null> {
  const { connectionId, source, moment } = options;
  if (source.position === undefined) return null;
  const rows = await transaction.all<ActivityRow>(
    sql`SELECT ${activityColumns} FROM ${logged}
     WHERE "e"."connection_id" = ${connectionId} AND "e"."occurred_at" < ${moment}
     ORDER BY "e"."seq" DESC LIMIT ${someOfThem}`,
  );
  return byPosition(rows, source).at(-1)?.position ?? null;
}

/**
 * When the activity right before a position happened, in epoch milliseconds; null if none is known.
 * Those of a backfill are skipped, as their dates may be those of the find.
 */
export async function momentBefore(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: Positions;
    readonly position: number;
  },
): Promise<number | null> {
  const { connectionId, source, position } = options;
  if (source.position === undefined) return null;
  const rows = await transaction.all<ActivityRow>(
    sql`SELECT ${activityColumns} FROM ${logged}
     WHERE "e"."connection_id" = ${connectionId} AND "a"."via" <> 'backfill'
     ORDER BY "e"."seq" DESC LIMIT ${someOfThem}`,
  );
  const before = byPosition(rows, source).findLast((one) => one.position < position);
  return before === undefined ? null : Number(before.row.occurredAt);
}

/**
 * Whether a connection that is sent something by webhook had been sent nothing by webhook for the
 * given time before; false if this is its first. Only reads the end of the log: if everything there
 * arrived other ways, it may have been quiet, and the result is true.
 *
 * @param options.moment when it is sent something, in epoch milliseconds
 */
export async function wasQuiet(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly moment: number;
    readonly milliseconds: number;
  },
): Promise<boolean> {
  const { connectionId, moment, milliseconds } = options;
  const last = await transaction.first<{ receivedAt: number | string }>(
    // Looked up one by one: for a join, PostgreSQL may choose to start with all activities.
    sql`SELECT "receivedAt" FROM (
       SELECT "e"."seq", "e"."received_at" AS "receivedAt", (
         SELECT "a"."via" FROM "activities" AS "a"
         WHERE "a"."connection_id" = "e"."connection_id" AND "a"."activity_id" = "e"."activity_id"
       ) AS "via"
       FROM "events" AS "e" WHERE "e"."connection_id" = ${connectionId}
       ORDER BY "e"."seq" DESC LIMIT ${someOfThem}
     ) AS "latest"
     WHERE "via" = 'webhook' AND "receivedAt" < ${moment} ORDER BY "seq" DESC LIMIT 1`,
  );
  // Drivers return 64-bit integers as text or as number.
  if (last !== undefined) return moment - Number(last.receivedAt) >= milliseconds;
  const isMore = await transaction.first(
    sql`SELECT 1 FROM "events" WHERE "connection_id" = ${connectionId}
     ORDER BY "seq" DESC LIMIT 1 OFFSET ${someOfThem}`,
  );
  return isMore !== undefined;
}

/** Those with a position, lowest first. */
function byPosition(
  rows: readonly ActivityRow[],
  source: Positions,
): { readonly row: ActivityRow; readonly position: number }[] {
  return rows
    .flatMap((row) => {
      const position = positionOf(row, source);
      return position === null ? [] : [{ row, position }];
    })
    .toSorted((a, b) => a.position - b.position);
}

/** If a plugin fails at an activity, its position is unknown. */
function positionOf({ id, raw, receivedAt }: ActivityRow, source: Positions): number | null {
  try {
    const seenAt = new Date(Number(receivedAt)).toISOString();
    return source.position?.({ id, raw, seenAt }) ?? null;
  } catch {
    return null;
  }
}
