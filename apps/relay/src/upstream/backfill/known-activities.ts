import type { AnySource } from '@invoice-relay/core/source';

import { sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Says where activities stand: a source that can. */
type Positions = Pick<AnySource, 'position'>;

/** Activities beside their events: those know when it happened, these by which road it came. */
const logged = sql`"events" AS "e" JOIN "activities" AS "a"
  ON "a"."connection_id" = "e"."connection_id" AND "a"."activity_id" = "e"."activity_id"`;

/** What a source needs to say where an activity stands. */
const activityColumns = sql`"a"."activity_id" AS "id", "a"."raw" AS "raw",
  "e"."received_at" AS "receivedAt", "e"."occurred_at" AS "occurredAt"`;

interface ActivityRow {
  readonly id: string;
  readonly raw: Uint8Array;
  readonly receivedAt: number | string;
  readonly occurredAt: number | string;
}

/**
 * Activities come nearly in order, so the one that is sought is among so many from one end of the
 * log: looking at all of them would hold up everybody else.
 */
const someOfThem = 1_000;

/**
 * The lowest position that a connection was ever sent by webhook: what lies before it happened
 * before the connection was made. Null while there was none, or where its source tells none.
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
 * The highest position of a connection that happened before a moment, in epoch milliseconds; null
 * when none is known.
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
 * When that activity happened which stands right before a position, in epoch milliseconds; null
 * when none is known. Those of a backfill are left out, as their dates may be those of the find.
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
 * Whether a connection that is sent something by webhook was sent nothing by webhook for so long
 * before; false when this is its first. Looks at the end of the log alone: where all of that came by
 * other roads, it may have been quiet, and true is the answer.
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
    // Looked up one by one: of a join, PostgreSQL may choose to begin with all activities.
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
  // Drivers answer 64-bit integers as text or as number.
  if (last !== undefined) return moment - Number(last.receivedAt) >= milliseconds;
  const isMore = await transaction.first(
    sql`SELECT 1 FROM "events" WHERE "connection_id" = ${connectionId}
     ORDER BY "seq" DESC LIMIT 1 OFFSET ${someOfThem}`,
  );
  return isMore !== undefined;
}

/** Those with a position, the lowest first. */
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

/** A plugin that fails at one activity does not know its position. */
function positionOf({ id, raw, receivedAt }: ActivityRow, source: Positions): number | null {
  try {
    const seenAt = new Date(Number(receivedAt)).toISOString();
    return source.position?.({ id, raw, seenAt }) ?? null;
  } catch {
    return null;
  }
}
