import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** An event with the activity behind it. */
export interface EventWithActivity {
  readonly seq: number;
  readonly id: string;
  readonly activityId: string;
  /** JSON. */
  readonly body: string;
  readonly raw: Uint8Array;
  /** Of the activity, in epoch milliseconds. */
  readonly receivedAt: number;
}

/** The next events of a connection in the log, as far as their activities are stored. */
export async function eventsWithActivities(
  tx: Transaction,
  options: { readonly connectionId: string; readonly after: number; readonly limit: number },
): Promise<readonly EventWithActivity[]> {
  const { connectionId, after, limit } = options;
  const rows = await tx.all<EventWithActivity>(
    sql`SELECT e."seq", e."id", e."activity_id" AS "activityId", e."body", a."raw",
          a."received_at" AS "receivedAt"
        FROM "events" e JOIN "activities" a
          ON a."connection_id" = e."connection_id" AND a."activity_id" = e."activity_id"
        WHERE e."connection_id" = ${connectionId} AND e."seq" > ${after}
        ORDER BY e."seq" LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    receivedAt: Number(row.receivedAt),
  }));
}

/** The bodies (JSON) of those of these events that exist, by their ids. */
export async function eventBodies(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.all<{ id: string; body: string }>(
    sql`SELECT "id", "body" FROM "events" WHERE "id" IN ${texts(ids)}`,
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/** With more events than this, the first and the last are not looked up. */
const mostBounded = 20_000;

/**
 * The first and the last position in the log of events in a time range: unbounded if there are
 * many, null if there are none.
 *
 * @param options.from epoch milliseconds, as is `to`, which is exclusive
 */
export async function seqBounds(
  tx: Transaction,
  options: { readonly from: number | undefined; readonly to: number | undefined },
): Promise<{ readonly first: number; readonly last: number } | null> {
  const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = options;
  const row = await tx.first<{ first: number | null; last: number; count: number }>(
    sql`SELECT MIN("seq") AS "first", MAX("seq") AS "last", COUNT(*) AS "count" FROM (
          SELECT "seq" FROM "events" WHERE "occurred_at" >= ${from} AND "occurred_at" < ${to}
          LIMIT ${mostBounded}) AS "within"`,
  );
  if (row === undefined || row.first === null) return null;
  if (Number(row.count) === mostBounded) return { first: 0, last: Number.MAX_SAFE_INTEGER };
  return { first: Number(row.first), last: Number(row.last) };
}
