import { integers, sql } from '../../database/sql/sql.ts';
import { deleteEventTerms } from '../../database/tables/event-terms.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';
import { days } from '../../shared/clock/durations.ts';
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
  /** Set if it is to be read from its beginning now. */
  readonly restartedAt?: number;
  readonly purged: Purged;
  /** Whether there may be more. */
  readonly hasMore: boolean;
}

/** How one table is purged, a few rows at a time. */
export interface RetentionRule {
  readonly table: RetentionTable;
  /**
   * @param options.cursor how far the table was read before
   * @param options.restartedAt when it was last read from its beginning, 0 at first
   */
  readonly step: (
    tx: Transaction,
    options: Step & { readonly cursor: number; readonly restartedAt: number },
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
      const rows = next({ after, limit, now });
      const { seqs, hasMore } = await oldRows(tx, { rows, limit, before });
      const last = seqs.at(-1) ?? after;
      const purged = last === after ? {} : await purge(tx, { after, last });
      return { cursor: last, purged, hasMore };
    },
  };
}

/** The first of these rows, up to the first one that is not old enough. */
async function oldRows(
  tx: Transaction,
  options: { readonly rows: Sql; readonly limit: number; readonly before: number },
): Promise<{ readonly seqs: readonly number[]; readonly hasMore: boolean }> {
  const rows = await tx.all<{ seq: number; at: number }>(options.rows);
  const young = rows.findIndex(({ at }) => Number(at) >= options.before);
  const old = young === -1 ? rows : rows.slice(0, young);
  return {
    seqs: old.map(({ seq }) => Number(seq)),
    hasMore: young === -1 && rows.length === options.limit,
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

/** How often deliveries that were left when they were read are read again. Milliseconds. */
const readAgainEveryMs = 1 * days;

/**
 * Finished deliveries with their attempts. Pending ones stay, as do those of a running replay,
 * which needs them to know what it has created. They are read again once a day: an index of
 * finished ones would cost every delivery, and these are few, or belong to a subscriber that has
 * been failing for longer than deliveries are kept.
 */
export const deliveries: RetentionRule = {
  table: 'deliveries',
  async step(tx, { cursor, restartedAt, limit, before, eventsBefore, now }) {
    const { seqs, hasMore } = await oldRows(tx, {
      rows: sql`SELECT "seq", "created_at" AS "at" FROM "deliveries"
          WHERE "seq" > ${cursor} AND "created_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
      limit,
      before,
    });
    const finished = await tx.all<{ seq: number; eventSeq: number; status: string }>(
      sql`SELECT "seq", "event_seq" AS "eventSeq", "status" FROM "deliveries"
          WHERE "seq" IN ${integers(seqs)} AND "status" <> 'pending' AND "finished_at" < ${before}
            AND ("replay_id" IS NULL OR NOT EXISTS (
              SELECT 1 FROM "replays" r WHERE r."id" = "replay_id" AND r."status" = 'running'))`,
    );
    const gone = integers(finished.map(({ seq }) => Number(seq)));
    const attempts = await tx.run(sql`DELETE FROM "attempts" WHERE "delivery_seq" IN ${gone}`);
    await tx.run(sql`DELETE FROM "deliveries" WHERE "seq" IN ${gone}`);
    const count = (wanted: string): number =>
      finished.filter(({ status }) => status === wanted).length;
    const ofEvents = integers([...new Set(finished.map(({ eventSeq }) => Number(eventSeq)))]);
    // A clock that was set back must not keep it from starting again.
    const startsAgain = !hasMore && Math.abs(now - restartedAt) >= readAgainEveryMs;
    return {
      cursor: startsAgain ? 0 : (seqs.at(-1) ?? cursor),
      ...(startsAgain ? { restartedAt: now } : {}),
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
      hasMore,
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
