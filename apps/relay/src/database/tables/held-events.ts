import type { Insert } from '../sql/insert.ts';
import { integers, rows, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** An event that waits for earlier ones of its subject. */
export interface HeldEvent {
  readonly id: string;
  readonly connectionId: string;
  readonly activityId: string;
  readonly type: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Epoch milliseconds, as are the others. */
  readonly occurredAt: number;
  readonly isDated: boolean;
  /** Its sort key: see `HeldEventEntity`. */
  readonly sortAt: number;
  readonly sortFraction: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly enriches: boolean;
  readonly trace: string | null;
  readonly body: string;
}

const insert: Insert = {
  table: 'held_events',
  columns: {
    id: 'text',
    connection_id: 'text',
    activity_id: 'text',
    type: 'text',
    subject_kind: 'text',
    subject_id: 'text',
    occurred_at: 'bigint',
    is_dated: 'boolean',
    sort_at: 'bigint',
    sort_fraction: 'text',
    received_at: 'bigint',
    due_at: 'bigint',
    enriches: 'boolean',
    trace: 'text',
    body: 'text',
  },
};

export async function insertHeldEvents(
  tx: Transaction,
  events: readonly HeldEvent[],
): Promise<void> {
  await tx.insertMany(
    insert,
    events.map((event) => [
      event.id,
      event.connectionId,
      event.activityId,
      event.type,
      event.subjectKind,
      event.subjectId,
      event.occurredAt,
      event.isDated,
      event.sortAt,
      event.sortFraction,
      event.receivedAt,
      event.dueAt,
      event.enriches,
      event.trace,
      event.body,
    ]),
  );
}

/**
 * Takes what is due of a connection, and with each event everything that precedes it in its
 * subject, due or not. What is taken is removed.
 *
 * @param options.limit of those that are due
 * @param options.longestMs anything further ahead is due as well: a clock was ahead
 * @returns in the order in which they go into the log, and whether more is due
 */
export async function takeHeldEvents(
  tx: Transaction,
  options: {
    readonly connectionId: string;
    readonly now: number;
    readonly longestMs: number;
    readonly limit: number;
  },
): Promise<{ readonly events: readonly HeldEvent[]; readonly hasMore: boolean }> {
  const { connectionId, now, longestMs, limit } = options;
  const due = await tx.all<Pick<Row, 'seq' | 'subjectKind' | 'subjectId' | 'sortAt'>>(
    sql`SELECT "seq", "subject_kind" AS "subjectKind", "subject_id" AS "subjectId",
          "sort_at" AS "sortAt" FROM "held_events"
        WHERE "connection_id" = ${connectionId}
          AND ("due_at" <= ${now} OR "due_at" > ${now + longestMs})
        ORDER BY "due_at", "seq" LIMIT ${limit}`,
  );
  if (due.length === 0) return { events: [], hasMore: false };
  const reach = new Map<string, { kind: string; id: string; sortAt: number }>();
  for (const { subjectKind: kind, subjectId: id, sortAt } of due) {
    const known = reach.get(`${kind}/${id}`);
    if (known === undefined || Number(sortAt) > known.sortAt) {
      reach.set(`${kind}/${id}`, { kind, id, sortAt: Number(sortAt) });
    }
  }
  const subjects = rows(
    { kind: 'text', id: 'text', sort_at: 'bigint' },
    [...reach.values()].map(({ kind, id, sortAt }) => [kind, id, sortAt]),
  );
  const taken = await tx.all<Row>(
    sql`SELECT ${columns} FROM ${subjects} AS s JOIN "held_events" h
          ON h."connection_id" = ${connectionId} AND h."subject_kind" = s."kind"
          AND h."subject_id" = s."id" AND h."sort_at" <= s."sort_at"`,
  );
  await tx.run(
    sql`DELETE FROM "held_events" WHERE "seq" IN ${integers(taken.map(({ seq }) => Number(seq)))}`,
  );
  return {
    events: taken.toSorted(inOrder).map(fromRow),
    hasMore: due.length === limit,
  };
}

/** When the next of a connection is due, in epoch milliseconds; null if none is held. */
export async function nextHeldDueAt(tx: Transaction, connectionId: string): Promise<number | null> {
  const row = await tx.first<{ dueAt: number | null }>(
    sql`SELECT MIN("due_at") AS "dueAt" FROM "held_events" WHERE "connection_id" = ${connectionId}`,
  );
  return row === undefined || row.dueAt === null ? null : Number(row.dueAt);
}

/** A connection now holds for a shorter time: what it holds is due immediately. */
export function releaseHeldEvents(
  tx: Transaction,
  options: { readonly connectionId: string; readonly now: number },
) {
  return tx.run(
    sql`UPDATE "held_events" SET "due_at" = ${options.now}
        WHERE "connection_id" = ${options.connectionId} AND "due_at" > ${options.now}`,
  );
}

interface Row extends Omit<HeldEvent, 'isDated' | 'enriches'> {
  readonly seq: number;
  readonly isDated: number | boolean;
  readonly enriches: number | boolean;
}

const columns = sql`h."seq", h."id", h."connection_id" AS "connectionId",
  h."activity_id" AS "activityId", h."type", h."subject_kind" AS "subjectKind",
  h."subject_id" AS "subjectId", h."occurred_at" AS "occurredAt", h."is_dated" AS "isDated",
  h."sort_at" AS "sortAt", h."sort_fraction" AS "sortFraction", h."received_at" AS "receivedAt",
  h."due_at" AS "dueAt", h."enriches", h."trace", h."body"`;

function inOrder(a: Row, b: Row): number {
  if (Number(a.sortAt) !== Number(b.sortAt)) return Number(a.sortAt) - Number(b.sortAt);
  if (a.sortFraction !== b.sortFraction) return a.sortFraction < b.sortFraction ? -1 : 1;
  return Number(a.seq) - Number(b.seq);
}

function fromRow({ seq: _seq, ...row }: Row): HeldEvent {
  return {
    ...row,
    occurredAt: Number(row.occurredAt),
    isDated: Boolean(row.isDated),
    sortAt: Number(row.sortAt),
    receivedAt: Number(row.receivedAt),
    dueAt: Number(row.dueAt),
    enriches: Boolean(row.enriches),
  };
}
