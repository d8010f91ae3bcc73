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

/** When a connection was last sent something by webhook before a moment; null when never. */
export async function lastWebhookBefore(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly moment: number },
): Promise<number | null> {
  const [row] = await transaction.all<{ receivedAt: number | string }>(
    sql`SELECT "e"."received_at" AS "receivedAt" FROM ${logged}
     WHERE "e"."connection_id" = ${options.connectionId} AND "a"."via" = 'webhook' AND "e"."received_at" < ${options.moment}
     ORDER BY "e"."seq" DESC LIMIT 1`,
  );
  // Drivers answer 64-bit integers as text or as number.
  return row === undefined ? null : Number(row.receivedAt);
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
