import { integers, sql } from '../../database/sql/sql.ts';
import { deleteEventTerms } from '../../database/tables/event-terms.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PurgedKind, RetentionTable } from './retention-state.ts';

type Purged = Partial<Record<PurgedKind, number>>;

/** How one table is purged, a few rows at a time, in creation order. */
export interface RetentionRule {
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
  /** Purges those of these old rows that can be purged. */
  readonly purge: (
    tx: Transaction,
    options: {
      readonly seqs: readonly number[];
      /** What lies between them is as old as they are. */
      readonly range: { readonly after: number; readonly last: number };
      readonly before: number;
    },
  ) => Promise<Purged>;
  /** Whether some may be kept for longer, so that each scan starts at the beginning. */
  readonly leavesSome: boolean;
}

/** Subscribers' responses. */
export const answers: RetentionRule = {
  table: 'attempts',
  leavesSome: false,
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "started_at" AS "at" FROM "attempts"
        WHERE "seq" > ${after} AND "started_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  purge: async (tx, { range: { after, last } }) => ({
    answers: await tx.run(
      sql`UPDATE "attempts" SET "response" = NULL, "response_headers" = NULL
          WHERE "seq" > ${after} AND "seq" <= ${last} AND "response" IS NOT NULL`,
    ),
  }),
};

/**
 * Finished deliveries with their attempts. Pending ones stay, as do those of a running replay,
 * which needs them to know what it has created.
 */
export const deliveries: RetentionRule = {
  table: 'deliveries',
  leavesSome: true,
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "created_at" AS "at" FROM "deliveries"
        WHERE "seq" > ${after} AND "created_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  async purge(tx, { seqs, before }) {
    const finished = await tx.all<{ seq: number; status: string }>(
      sql`SELECT "seq", "status" FROM "deliveries"
          WHERE "seq" IN ${integers(seqs)} AND "status" <> 'pending' AND "finished_at" < ${before}
            AND ("replay_id" IS NULL OR NOT EXISTS (
              SELECT 1 FROM "replays" r WHERE r."id" = "replay_id" AND r."status" = 'running'))`,
    );
    const gone = integers(finished.map(({ seq }) => Number(seq)));
    const count = (wanted: string): number =>
      finished.filter(({ status }) => status === wanted).length;
    const attempts = await tx.run(sql`DELETE FROM "attempts" WHERE "delivery_seq" IN ${gone}`);
    await tx.run(sql`DELETE FROM "deliveries" WHERE "seq" IN ${gone}`);
    return {
      attempts,
      deliveries_delivered: count('delivered'),
      deliveries_dead: count('dead'),
      deliveries_cancelled: count('cancelled'),
    };
  },
};

/** The vendor's bytes. That the activity existed is remembered, so that repeats are recognized. */
export const activities: RetentionRule = {
  table: 'activities',
  leavesSome: false,
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "received_at" AS "at" FROM "activities"
        WHERE "seq" > ${after} AND "received_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  purge: async (tx, { range: { after, last } }) => ({
    activities: await tx.run(
      sql`UPDATE "activities" SET "raw" = ${new Uint8Array()}
          WHERE "seq" > ${after} AND "seq" <= ${last} AND LENGTH("raw") > 0`,
    ),
  }),
};

/** Events, once none of their deliveries is left. */
export const events: RetentionRule = {
  table: 'events',
  leavesSome: true,
  next: ({ after, limit, now }) =>
    sql`SELECT "seq", "received_at" AS "at" FROM "events"
        WHERE "seq" > ${after} AND "received_at" <= ${now} ORDER BY "seq" LIMIT ${limit}`,
  async purge(tx, { seqs }) {
    const gone = await tx.all<{ seq: number; searchTerms: string | null }>(
      sql`DELETE FROM "events" WHERE "seq" IN ${integers(seqs)} AND NOT EXISTS (
            SELECT 1 FROM "deliveries" d WHERE d."event_seq" = "events"."seq")
          RETURNING "seq", "search_terms" AS "searchTerms"`,
    );
    await deleteEventTerms(tx, gone);
    return { events: gone.length };
  },
};
