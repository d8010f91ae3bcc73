import type { Transaction } from '../../database/transaction.ts';

/**
 * The place of an activity among those of its connection: its id, where that is a whole number
 * that rises, and null where it is another text.
 */
const position = `CASE
  WHEN LTRIM("a"."activity_id", '0123456789') = '' AND LENGTH("a"."activity_id") <= 15
  THEN CAST("a"."activity_id" AS bigint) END`;

/** Activities beside their events: those know when it happened, these by which road it came. */
const logged = `"events" AS "e" JOIN "activities" AS "a"
  ON "a"."connection_id" = "e"."connection_id" AND "a"."activity_id" = "e"."activity_id"`;

/**
 * Activities come nearly in order, so the one that is sought is among so many from one end of the
 * log: looking at all of them would hold up everybody else.
 */
const someOfThem = 1_000;

/**
 * The lowest position that a connection was ever sent by webhook: what lies before it happened
 * before the connection was made. Null while there was none, or where ids are no numbers.
 */
export async function firstWebhookPosition(
  transaction: Transaction,
  connectionId: string,
): Promise<number | null> {
  const [row] = await transaction.query<{ position: number | string | null }[]>(
    `SELECT MIN("first"."position") AS "position" FROM (
       SELECT ${position} AS "position" FROM ${logged}
       WHERE "e"."connection_id" = ? AND "a"."via" = 'webhook' ORDER BY "e"."seq" LIMIT ${someOfThem}
     ) AS "first"`,
    [connectionId],
  );
  return numberOrNull(row?.position);
}

/**
 * The highest position of a connection that happened before a moment, in epoch milliseconds; null
 * when none is known.
 */
export async function lastPositionBefore(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly moment: number },
): Promise<number | null> {
  const [row] = await transaction.query<{ position: number | string | null }[]>(
    `SELECT MAX("before"."position") AS "position" FROM (
       SELECT ${position} AS "position" FROM ${logged}
       WHERE "e"."connection_id" = ? AND "e"."occurred_at" < ?
       ORDER BY "e"."seq" DESC LIMIT ${someOfThem}
     ) AS "before"`,
    [options.connectionId, options.moment],
  );
  return numberOrNull(row?.position);
}

/**
 * When that activity happened which stands right before a position, in epoch milliseconds; null
 * when none is known. Those of a backfill are left out, as their dates may be those of the find.
 */
export async function momentBefore(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly position: number },
): Promise<number | null> {
  const [row] = await transaction.query<{ occurredAt: number | string }[]>(
    `SELECT "before"."occurredAt" FROM (
       SELECT "e"."occurred_at" AS "occurredAt", ${position} AS "position" FROM ${logged}
       WHERE "e"."connection_id" = ? AND "a"."via" <> 'backfill' AND ${position} < ?
       ORDER BY "e"."seq" DESC LIMIT ${someOfThem}
     ) AS "before" ORDER BY "before"."position" DESC LIMIT 1`,
    [options.connectionId, options.position],
  );
  return numberOrNull(row?.occurredAt);
}

/** When a connection was last sent something by webhook before a moment; null when never. */
export async function lastWebhookBefore(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly moment: number },
): Promise<number | null> {
  const [row] = await transaction.query<{ receivedAt: number | string }[]>(
    `SELECT "e"."received_at" AS "receivedAt" FROM ${logged}
     WHERE "e"."connection_id" = ? AND "a"."via" = 'webhook' AND "e"."received_at" < ?
     ORDER BY "e"."seq" DESC LIMIT 1`,
    [options.connectionId, options.moment],
  );
  return numberOrNull(row?.receivedAt);
}

/** Drivers answer 64-bit integers as text or as number. */
function numberOrNull(value: number | string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
