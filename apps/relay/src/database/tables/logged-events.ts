import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { after, ofConnection, oldestFirst } from './connection-log.ts';

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

/**
 * The next events of a connection in the log, as far as the bytes of their activities are stored.
 *
 * @returns and the position in the log to continue after; null if these are the last
 */
export async function eventsWithActivities(
  tx: Transaction,
  options: { readonly connectionId: string; readonly after: number; readonly limit: number },
): Promise<{ readonly events: readonly EventWithActivity[]; readonly next: number | null }> {
  const { connectionId, limit } = options;
  const rows = await tx.all<
    Omit<EventWithActivity, 'raw' | 'receivedAt'> & {
      readonly raw: Uint8Array | null;
      readonly receivedAt: number | null;
    }
  >(
    // Activity by activity, whatever the engine estimates.
    sql`SELECT p."seq", p."id", p."activity_id" AS "activityId", p."body", a."raw",
          a."received_at" AS "receivedAt"
        FROM (
          SELECT e."seq", e."id", e."activity_id", e."body", (
            SELECT k."seq" FROM "activities" k
            WHERE k."connection_id" = e."connection_id" AND k."activity_id" = e."activity_id"
          ) AS "activity_seq"
          FROM "events" e WHERE ${ofConnection(connectionId)} AND ${after(options.after)}
          ORDER BY ${oldestFirst} LIMIT ${limit}
        ) AS p LEFT JOIN "activities" a ON a."seq" = p."activity_seq"`,
  );
  const page = rows
    .map((row) => ({ ...row, seq: Number(row.seq), receivedAt: Number(row.receivedAt) }))
    .toSorted((one, other) => one.seq - other.seq);
  const events = page.flatMap(({ raw, ...event }) =>
    raw === null || raw.length === 0 ? [] : [{ ...event, raw }],
  );
  const last = page.length < limit ? undefined : page.at(-1);
  return { events, next: last?.seq ?? null };
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
