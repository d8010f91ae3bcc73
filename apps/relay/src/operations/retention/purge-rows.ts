import { integers, sql } from '../../database/sql/sql.ts';
import { deleteEventTerms } from '../../database/tables/event-terms.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PurgedKind, RetentionTable } from './retention-state.ts';

type Purged = Partial<Record<PurgedKind, number>>;

/** One step of a purge. Times are epoch milliseconds. */
interface Step {
  /** The maximum number of rows. */
  readonly limit: number;
  /** What is older is purged. */
  readonly before: number;
  /** The same for events; undefined if they are kept forever. */
  readonly eventsBefore: number | undefined;
  readonly now: number;
}

/** What a step did. */
interface StepResult {
  /** How far the table was read: a `seq`. */
  readonly cursor: number;
  readonly purged: Purged;
  /** Whether there may be more. */
  readonly hasMore: boolean;
}

/** How one table is purged, a few rows at a time. */
export interface RetentionRule {
  readonly table: RetentionTable;
  /** @param options.cursor how far the table was read before */
  readonly step: (
    tx: Transaction,
    options: Step & { readonly cursor: number },
  ) => Promise<StepResult>;
}

/** A table whose rows are purged in creation order: each is read once. */
function inOrder(options: {
  readonly table: RetentionTable;
  /**
   * The next rows with the time that determines their age; without those of a clock that was ahead,
   * which say nothing about it.
   */
  readonly next: (options: {
    readonly after: number;
    readonly limit: number;
    readonly now: number;
  }) => Sql;
  /** Purges what is in a range, all of it as old as its ends. */
  readonly purge: (
    tx: Transaction,
    range: { readonly after: number; readonly last: number },
  ) => Promise<Purged>;
}): RetentionRule {
  const { table, next, purge } = options;
  return {
    table,
    async step(tx, { cursor: after, limit, before, now }) {
      const rows = await tx.all<{ seq: number; at: number }>(next({ after, limit, now }));
      const young = rows.findIndex(({ at }) => Number(at) >= before);
      const old = young === -1 ? rows : rows.slice(0, young);
      const last = Number(old.at(-1)?.seq ?? after);
      return {
        cursor: last,
        purged: last === after ? {} : await purge(tx, { after, last }),
        hasMore: young === -1 && rows.length === limit,
      };
    },
  };
}

/** Subscribers' responses. */
export const answers = inOrder({
  table: 'attempts',
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "started_at" AS "at" FROM "attempts"
        WHERE "seq" > ${after} AND "started_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  purge: async (tx, { after, last }) => ({
    answers: await tx.run(
      sql`UPDATE "attempts" SET "response" = NULL, "response_headers" = NULL
          WHERE "seq" > ${after} AND "seq" <= ${last} AND "response" IS NOT NULL`,
    ),
  }),
});

/**
 * Finished deliveries with their attempts, by when they were finished: however many are pending,
 * they are not read. Those of a running replay stay, which needs them to know what it has created.
 */
export const deliveries: RetentionRule = {
  table: 'deliveries',
  async step(tx, { cursor, limit, before, eventsBefore }) {
    const finished = await tx.all<{ seq: number; eventSeq: number; status: string }>(
      sql`SELECT "seq", "event_seq" AS "eventSeq", "status" FROM "deliveries"
          WHERE "finished_at" IS NOT NULL AND "finished_at" < ${before}
            AND ("replay_id" IS NULL OR NOT EXISTS (
              SELECT 1 FROM "replays" r WHERE r."id" = "replay_id" AND r."status" = 'running'))
          ORDER BY "finished_at" LIMIT ${limit}`,
    );
    const gone = integers(finished.map(({ seq }) => Number(seq)));
    const attempts = await tx.run(sql`DELETE FROM "attempts" WHERE "delivery_seq" IN ${gone}`);
    await tx.run(sql`DELETE FROM "deliveries" WHERE "seq" IN ${gone}`);
    const count = (wanted: string): number =>
      finished.filter(({ status }) => status === wanted).length;
    const ofEvents = integers([...new Set(finished.map(({ eventSeq }) => Number(eventSeq)))]);
    return {
      cursor,
      purged: {
        attempts,
        deliveries_delivered: count('delivered'),
        deliveries_dead: count('dead'),
        deliveries_cancelled: count('cancelled'),
        // They were not purged in their turn if they still had deliveries.
        events:
          eventsBefore === undefined
            ? 0
            : await purgeEvents(tx, sql`"seq" IN ${ofEvents} AND "received_at" < ${eventsBefore}`),
      },
      hasMore: finished.length === limit,
    };
  },
};

/** The vendor's bytes. That the activity existed is remembered, so that repeats are recognized. */
export const activities = inOrder({
  table: 'activities',
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "received_at" AS "at" FROM "activities"
        WHERE "seq" > ${after} AND "received_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  purge: async (tx, { after, last }) => ({
    activities: await tx.run(
      sql`UPDATE "activities" SET "raw" = ${new Uint8Array()}
          WHERE "seq" > ${after} AND "seq" <= ${last} AND LENGTH("raw") > 0`,
    ),
  }),
});

/** Events without deliveries; others are purged with the last of those. */
export const events = inOrder({
  table: 'events',
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "received_at" AS "at" FROM "events"
        WHERE "seq" > ${after} AND "received_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  purge: async (tx, { after, last }) => ({
    events: await purgeEvents(tx, sql`"seq" > ${after} AND "seq" <= ${last}`),
  }),
});

async function purgeEvents(tx: Transaction, which: Sql): Promise<number> {
  const gone = await tx.all<{ seq: number; searchTerms: string | null }>(
    sql`DELETE FROM "events" WHERE ${which} AND NOT EXISTS (
          SELECT 1 FROM "deliveries" d WHERE d."event_seq" = "events"."seq")
        RETURNING "seq", "search_terms" AS "searchTerms"`,
  );
  await deleteEventTerms(tx, gone);
  return gone.length;
}
