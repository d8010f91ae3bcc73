import type { ActivityEntity } from '../entities/activity.entity.ts';
import type { Insert } from '../sql/insert.ts';
import { rows, sql, texts } from '../sql/sql.ts';
import type { Sql, SqlRows } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

export interface NewActivity {
  readonly connectionId: string;
  readonly activityId: string;
  readonly raw: Uint8Array;
  readonly via: ActivityEntity['via'];
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** What identifies an activity. */
export interface ActivityIdentity {
  readonly connectionId: string;
  readonly activityId: string;
}

const insert: Insert = {
  table: 'activities',
  columns: {
    connection_id: 'text',
    activity_id: 'text',
    raw: 'bytes',
    via: 'text',
    received_at: 'bigint',
  },
  onConflict: 'ON CONFLICT ("connection_id", "activity_id") DO NOTHING',
  returning: ['connection_id', 'activity_id'],
};

/** Stores activities, and leaves existing ones alone. @returns those that were new */
export async function insertActivities(
  tx: Transaction,
  activities: readonly NewActivity[],
): Promise<ActivityIdentity[]> {
  const inserted = await tx.insertMany<{ connection_id: string; activity_id: string }>(
    insert,
    activities.map((one) => [one.connectionId, one.activityId, one.raw, one.via, one.receivedAt]),
  );
  return inserted.map((row) => ({ connectionId: row.connection_id, activityId: row.activity_id }));
}

/** Those of the ids that a connection has as activities. */
export async function knownActivityIds(
  tx: Transaction,
  options: { readonly connectionId: string; readonly activityIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { connectionId, activityIds } = options;
  const found = await tx.all<{ id: string }>(
    sql`SELECT g."id" FROM ${given(activityIds)} g WHERE (${seqOf(connectionId)}) IS NOT NULL`,
  );
  return new Set(found.map(({ id }) => id));
}

/** A stored activity. */
export interface KeptActivity {
  readonly activityId: string;
  readonly raw: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * Those of the ids that a connection has as activities, and that arrived one of these ways first;
 * none whose bytes were erased or purged.
 */
export async function keptActivities(
  tx: Transaction,
  options: {
    readonly connectionId: string;
    readonly activityIds: readonly string[];
    readonly via: readonly ActivityEntity['via'][];
  },
): Promise<ReadonlyMap<string, KeptActivity>> {
  const { connectionId, activityIds, via } = options;
  const found = await tx.all<KeptActivity>(
    sql`SELECT a."activity_id" AS "activityId", a."raw", a."received_at" AS "receivedAt"
        FROM (SELECT (${seqOf(connectionId)}) AS "seq" FROM ${given(activityIds)} g) AS "found"
        JOIN "activities" a ON a."seq" = "found"."seq"
        WHERE a."via" IN ${texts(via)} AND LENGTH(a."raw") > 0`,
  );
  return new Map(
    found.map((row) => [row.activityId, { ...row, receivedAt: Number(row.receivedAt) }]),
  );
}

function given(activityIds: readonly string[]): SqlRows {
  return rows(
    { id: 'text' },
    activityIds.map((id) => [id]),
  );
}

/**
 * The row of a given activity. Looked up one by one: of a connection that it does not know yet,
 * PostgreSQL would read all activities to find some of them.
 */
function seqOf(connectionId: string): Sql {
  return sql`SELECT k."seq" FROM "activities" k
    WHERE k."connection_id" = ${connectionId} AND k."activity_id" = g."id"`;
}
