import { createHash } from 'node:crypto';

import type { Activity } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import { integers, rows as table, sql, texts } from '../../database/sql/sql.ts';
import { knownActivityIds } from '../../database/tables/activities.ts';
import { never } from '../../database/tables/never.ts';
import { storedActivity } from '../log/stored-activity.ts';

const insert = {
  table: 'unconfirmed_activities',
  columns: {
    connection_id: 'text',
    activity_id: 'text',
    hash: 'text',
    raw: 'bytes',
    received_at: 'bigint',
    denials: 'integer',
    next_check_at: 'bigint',
    trace: 'text',
  },
  onConflict: 'ON CONFLICT ("connection_id", "activity_id", "hash") DO NOTHING',
} as const;

/** How many activities are looked up per statement. */
const chunkSize = 5_000;

/** An activity waiting to be confirmed by its vendor. */
export interface UnconfirmedActivity {
  readonly seq: number;
  readonly activity: Activity;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly nextCheckAt: number;
  /** How often the vendor said that it does not know it. */
  readonly denials: number;
  /** The trace context (`traceparent`) of its request; null without tracing. */
  readonly trace: string | null;
}

/** An activity that is to wait. */
export interface NewUnconfirmed {
  readonly connectionId: string;
  readonly activity: Activity;
  readonly receivedAt: number;
  readonly trace: string | null;
}

/** An activity that the vendor does not know, and how often it had said so before. */
export type Denied = Pick<UnconfirmedActivity, 'seq' | 'denials'>;

interface Row {
  readonly seq: number;
  readonly activityId: string;
  readonly raw: Buffer;
  readonly receivedAt: number;
  readonly nextCheckAt: number;
  readonly denials: number;
  readonly trace: string | null;
}

/** Whether what is to change is as its caller knows it. */
const isAsGiven = sql`"unconfirmed_activities"."seq" = g."seq"
  AND "unconfirmed_activities"."denials" = g."denials"
  AND "unconfirmed_activities"."next_check_at" < ${never}`;

/** Activities that were acknowledged and are not trusted yet, as stored in the database. */
export class UnconfirmedStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that are not events yet, are not already waiting, and were not settled recently. */
  unfamiliar(options: {
    readonly connectionId: string;
    readonly activities: readonly Activity[];
  }): Promise<readonly Activity[]> {
    const { connectionId, activities } = options;
    return this.#database.read(async (transaction) => {
      const unfamiliar: Activity[] = [];
      for (let start = 0; start < activities.length; start += chunkSize) {
        const chunk = activities.slice(start, start + chunkSize);
        const events = await knownActivityIds(transaction, {
          connectionId,
          activityIds: chunk.map(({ id }) => id),
        });
        const waiting = await knownHashes(transaction, { connectionId, activities: chunk });
        unfamiliar.push(
          ...chunk.filter((one) => !events.has(one.id) && !waiting.has(identityOf(one))),
        );
      }
      return unfamiliar;
    });
  }

  /** Existing rows stay as they are. */
  async insert(transaction: Transaction, given: readonly NewUnconfirmed[]): Promise<void> {
    await transaction.insertMany(
      insert,
      given.map(({ connectionId, activity, receivedAt, trace }) => [
        connectionId,
        activity.id,
        hashOf(activity),
        activity.raw,
        receivedAt,
        0,
        receivedAt,
        trace,
      ]),
    );
  }

  async countWaiting(transaction: Transaction, connectionId: string): Promise<number> {
    const [row] = await transaction.all<{ count: number }>(
      sql`SELECT COUNT(*) AS "count" FROM "unconfirmed_activities"
       WHERE "connection_id" = ${connectionId} AND "next_check_at" < ${never}`,
    );
    return Number(row?.count ?? 0);
  }

  /** When the first of a connection is due, in epoch milliseconds; null if none waits. */
  async nextCheckAt(connectionId: string): Promise<number | null> {
    const [row] = await this.#database.read((transaction) =>
      transaction.all<{ dueAt: number | string | null }>(
        sql`SELECT MIN("next_check_at") AS "dueAt" FROM "unconfirmed_activities"
         WHERE "connection_id" = ${connectionId} AND "next_check_at" < ${never}
           AND EXISTS (SELECT 1 FROM "connections" WHERE "id" = ${connectionId} AND "deleted_at" IS NULL)`,
      ),
    );
    return row === undefined || row.dueAt === null ? null : Number(row.dueAt);
  }

  /** All that wait for one connection, longest due first. Read from the index alone. */
  waiting(
    connectionId: string,
  ): Promise<readonly { readonly seq: number; readonly nextCheckAt: number }[]> {
    return this.#database.read(async (transaction) => {
      const rows = await transaction.all<{ seq: number; nextCheckAt: number }>(
        sql`SELECT "seq", "next_check_at" AS "nextCheckAt" FROM "unconfirmed_activities"
         WHERE "connection_id" = ${connectionId} AND "next_check_at" < ${never} ORDER BY "next_check_at", "seq"`,
      );
      return rows.map(({ seq, nextCheckAt }) => ({
        seq: Number(seq),
        nextCheckAt: Number(nextCheckAt),
      }));
    });
  }

  /** In the order of their receipt. */
  load(seqs: readonly number[]): Promise<readonly UnconfirmedActivity[]> {
    return this.#database.read(async (transaction) => {
      const found = await transaction.all<Row>(
        sql`SELECT "seq", "activity_id" AS "activityId", "raw", "received_at" AS "receivedAt",
              "next_check_at" AS "nextCheckAt", "denials", "trace"
            FROM "unconfirmed_activities" WHERE "seq" IN ${integers(seqs)} ORDER BY "seq"`,
      );
      return found.map(({ activityId: id, raw, denials, trace, ...row }) => {
        const receivedAt = Number(row.receivedAt);
        return {
          seq: Number(row.seq),
          receivedAt,
          nextCheckAt: Number(row.nextCheckAt),
          denials,
          trace,
          activity: storedActivity({ id, raw, receivedAt }),
        };
      });
    });
  }

  /** Those that were neither erased nor dropped to make room since they were read. */
  async present(transaction: Transaction, seqs: readonly number[]): Promise<ReadonlySet<number>> {
    const found = await transaction.all<{ seq: number }>(
      sql`SELECT "seq" FROM "unconfirmed_activities" WHERE "seq" IN ${integers(seqs)}`,
    );
    return new Set(found.map(({ seq }) => Number(seq)));
  }

  /**
   * Makes room: removes activities that the vendor denied, those with the most denials first, and
   * of these the oldest.
   *
   * @returns how many were removed; fewer than `count` if fewer were denied
   */
  async evictDenied(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly count: number },
  ): Promise<number> {
    const rows = await transaction.all<unknown>(
      sql`DELETE FROM "unconfirmed_activities" WHERE "seq" IN (
         SELECT "seq" FROM "unconfirmed_activities"
         WHERE "connection_id" = ${options.connectionId} AND "next_check_at" < ${never} AND "denials" > 0
         ORDER BY "denials" DESC, "seq" LIMIT ${options.count}
       ) RETURNING "seq"`,
    );
    return rows.length;
  }

  /** They are events now, and whatever else claimed to be them is not. */
  async remove(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly activityIds: readonly string[] },
  ): Promise<void> {
    const { connectionId, activityIds } = options;
    if (activityIds.length === 0) return;
    await transaction.run(
      sql`DELETE FROM "unconfirmed_activities"
          WHERE "connection_id" = ${connectionId} AND "activity_id" IN ${texts(activityIds)}`,
    );
  }

  /**
   * The vendor does not know these: it is asked again later. Only counts for a caller that knows how
   * often each was denied: two processes that asked at the same time do not use up two chances.
   */
  async deny(
    transaction: Transaction,
    denied: readonly (Denied & { readonly nextCheckAt: number })[],
  ): Promise<void> {
    if (denied.length === 0) return;
    const given = table(
      { seq: 'bigint', denials: 'integer', next_check_at: 'bigint' },
      denied.map(({ seq, denials, nextCheckAt }) => [seq, denials, nextCheckAt]),
    );
    await transaction.run(
      sql`UPDATE "unconfirmed_activities"
          SET "denials" = g."denials" + 1, "next_check_at" = g."next_check_at" FROM ${given} g
          WHERE ${isAsGiven}`,
    );
  }

  /**
   * The vendor did not come to know these in time. Only the fact that they were dropped is kept.
   *
   * @returns those that no other process denied or dropped in the meantime
   */
  async drop(transaction: Transaction, denied: readonly Denied[]): Promise<ReadonlySet<number>> {
    if (denied.length === 0) return new Set();
    const given = table(
      { seq: 'bigint', denials: 'integer' },
      denied.map(({ seq, denials }) => [seq, denials]),
    );
    const dropped = await transaction.all<{ seq: number }>(
      sql`UPDATE "unconfirmed_activities"
          SET "denials" = g."denials" + 1, "next_check_at" = ${never}, "raw" = ${Buffer.alloc(0)}
          FROM ${given} g WHERE ${isAsGiven} RETURNING "unconfirmed_activities"."seq"`,
    );
    return new Set(dropped.map(({ seq }) => Number(seq)));
  }

  /** They are events now. Their receipt is remembered, as they are events under other ids. */
  async remember(transaction: Transaction, seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    await transaction.run(
      sql`UPDATE "unconfirmed_activities"
          SET "next_check_at" = ${never}, "raw" = ${Buffer.alloc(0)}
          WHERE "seq" IN ${integers(seqs)}`,
    );
  }

  /** The vendor could not be asked about these. */
  async postpone(
    transaction: Transaction,
    postponed: readonly { readonly seq: number; readonly nextCheckAt: number }[],
  ): Promise<void> {
    if (postponed.length === 0) return;
    const given = table(
      { seq: 'bigint', next_check_at: 'bigint' },
      postponed.map(({ seq, nextCheckAt }) => [seq, nextCheckAt]),
    );
    await transaction.run(
      // One that another process settled meanwhile has no content any more.
      sql`UPDATE "unconfirmed_activities" SET "next_check_at" = g."next_check_at" FROM ${given} g
          WHERE "unconfirmed_activities"."seq" = g."seq"
            AND "unconfirmed_activities"."next_check_at" < ${never}`,
    );
  }

  /** Those that anything is stored of. */
  connections(): Promise<readonly { readonly id: string; readonly isDeleted: boolean }[]> {
    return this.#database.read(async (transaction) => {
      const rows = await transaction.all<{ id: string; deletedAt: number | null }>(
        // One lookup each: PostgreSQL may read all of them for an EXISTS.
        sql`SELECT "c"."id", "c"."deleted_at" AS "deletedAt" FROM "connections" AS "c" WHERE (
              SELECT "u"."seq" FROM "unconfirmed_activities" AS "u"
              WHERE "u"."connection_id" IN ("c"."id", "c"."id")
              ORDER BY "u"."connection_id", "u"."next_check_at" LIMIT 1) IS NOT NULL`,
      );
      return rows.map(({ id, deletedAt }) => ({ id, isDeleted: deletedAt !== null }));
    });
  }

  /**
   * Forgets some of what was settled and received before then, the oldest first; of a deleted
   * connection, whatever is stored.
   *
   * @returns how many
   */
  async forget(
    transaction: Transaction,
    options: {
      readonly connection: { readonly id: string; readonly isDeleted: boolean };
      readonly receivedBefore: number;
      readonly now: number;
      readonly limit: number;
    },
  ): Promise<number> {
    const { connection, receivedBefore, now, limit } = options;
    const { id, isDeleted } = connection;
    // From the index of what is due, whatever the engine estimates: see `connection-log.ts`. What a
    // clock that was ahead has stored keeps nothing else from being forgotten.
    const old = isDeleted
      ? sql`SELECT "seq" FROM "unconfirmed_activities" WHERE "connection_id" IN (${id}, ${id})
            ORDER BY "connection_id", "next_check_at" LIMIT ${limit}`
      : sql`SELECT "seq" FROM (
              SELECT "seq", "received_at" FROM "unconfirmed_activities"
              WHERE "connection_id" IN (${id}, ${id}) AND "next_check_at" = ${never}
                AND "received_at" <= ${now}
              ORDER BY "connection_id", "seq" LIMIT ${limit}) AS "oldest"
            WHERE "received_at" < ${receivedBefore}`;
    return transaction.run(sql`DELETE FROM "unconfirmed_activities" WHERE "seq" IN (${old})`);
  }

  /** How many wait, over all connections: for metrics. */
  async countAll(): Promise<number> {
    const [row] = await this.#database.read((transaction) =>
      transaction.all<{ count: number }>(
        sql`SELECT COALESCE(SUM((
           SELECT COUNT(*) FROM "unconfirmed_activities"
           WHERE "connection_id" = "connections"."id" AND "next_check_at" < ${never}
         )), 0) AS "count" FROM "connections" WHERE "deleted_at" IS NULL`,
      ),
    );
    return Number(row?.count ?? 0);
  }
}

async function knownHashes(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly activities: readonly Activity[] },
): Promise<ReadonlySet<string>> {
  const { connectionId, activities } = options;
  const asked = table(
    { id: 'text', hash: 'text' },
    activities.map((activity) => [activity.id, hashOf(activity)]),
  );
  const found = await transaction.all<{ id: string; hash: string }>(
    sql`SELECT "known"."activity_id" AS "id", "known"."hash" FROM ${asked} AS "asked"
        CROSS JOIN "unconfirmed_activities" AS "known"
        WHERE "known"."connection_id" = ${connectionId}
          AND "known"."activity_id" = "asked"."id" AND "known"."hash" = "asked"."hash"`,
  );
  return new Set(found.map(({ id, hash }) => `${hash} ${id}`));
}

function identityOf(activity: Activity): string {
  return `${hashOf(activity)} ${activity.id}`;
}

function hashOf({ raw }: Activity): string {
  return createHash('sha256').update(raw).digest('hex');
}
