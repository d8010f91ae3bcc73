import { createHash } from 'node:crypto';

import type { Activity } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { insertRows, placeholders, tuples } from '../../database/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * When an activity is asked about again that is dropped, or was plausible: never. Its row stays for
 * a while, without the activity itself, so that the same once more costs no further request.
 */
const never = Number.MAX_SAFE_INTEGER;

/** How many activities are looked up in one statement. */
const chunkSize = 5_000;

/** An activity that waits for its vendor's word. */
export interface UnconfirmedActivity {
  readonly seq: number;
  readonly activity: Activity;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly nextCheckAt: number;
  /** How often the vendor said that it does not know it. */
  readonly denials: number;
}

/** An activity that is to wait. */
export interface NewUnconfirmed {
  readonly connectionId: string;
  readonly activity: Activity;
  readonly receivedAt: number;
}

interface Row {
  readonly seq: number;
  readonly activityId: string;
  readonly raw: Buffer;
  readonly receivedAt: number;
  readonly nextCheckAt: number;
  readonly denials: number;
}

/** Activities that were acknowledged and are not believed yet, as the database has them. */
export class UnconfirmedStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that are no events yet, do not wait already, and were not settled lately. */
  unfamiliar(options: {
    readonly connectionId: string;
    readonly activities: readonly Activity[];
  }): Promise<readonly Activity[]> {
    const { connectionId, activities } = options;
    return this.#database.read(async (transaction) => {
      const unfamiliar: Activity[] = [];
      for (let start = 0; start < activities.length; start += chunkSize) {
        const chunk = activities.slice(start, start + chunkSize);
        const events = await knownIds(transaction, {
          connectionId,
          ids: chunk.map(({ id }) => id),
        });
        const waiting = await knownHashes(transaction, { connectionId, activities: chunk });
        unfamiliar.push(
          ...chunk.filter((one) => !events.has(one.id) && !waiting.has(identityOf(one))),
        );
      }
      return unfamiliar;
    });
  }

  /** What is there already stays as it is. */
  async insert(transaction: Transaction, rows: readonly NewUnconfirmed[]): Promise<void> {
    await insertRows(transaction, {
      table: 'unconfirmed_activities',
      columns: [
        'connection_id',
        'activity_id',
        'hash',
        'raw',
        'received_at',
        'denials',
        'next_check_at',
      ],
      rows: rows.map(({ connectionId, activity, receivedAt }) => [
        connectionId,
        activity.id,
        hashOf(activity),
        Buffer.from(activity.raw.buffer, activity.raw.byteOffset, activity.raw.byteLength),
        receivedAt,
        0,
        receivedAt,
      ]),
      suffix: `ON CONFLICT ("connection_id", "activity_id", "hash") DO NOTHING`,
    });
  }

  async countWaiting(transaction: Transaction, connectionId: string): Promise<number> {
    const [row] = await transaction.query<{ count: number }[]>(
      `SELECT COUNT(*) AS "count" FROM "unconfirmed_activities"
       WHERE "connection_id" = ? AND "next_check_at" < ?`,
      [connectionId, never],
    );
    return Number(row?.count ?? 0);
  }

  /** When the first of a connection is due, in epoch milliseconds; null when none waits. */
  async nextCheckAt(connectionId: string): Promise<number | null> {
    const [row] = await this.#database.read((transaction) =>
      transaction.query<{ dueAt: number | string | null }[]>(
        `SELECT MIN("next_check_at") AS "dueAt" FROM "unconfirmed_activities"
         WHERE "connection_id" = ? AND "next_check_at" < ?
           AND EXISTS (SELECT 1 FROM "connections" WHERE "id" = ? AND "deleted_at" IS NULL)`,
        [connectionId, never, connectionId],
      ),
    );
    return row === undefined || row.dueAt === null ? null : Number(row.dueAt);
  }

  /** All that wait of one connection, the longest due first. Read from the index alone. */
  waiting(
    connectionId: string,
  ): Promise<readonly { readonly seq: number; readonly nextCheckAt: number }[]> {
    return this.#database.read(async (transaction) => {
      const rows = await transaction.query<{ seq: number; nextCheckAt: number }[]>(
        `SELECT "seq", "next_check_at" AS "nextCheckAt" FROM "unconfirmed_activities"
         WHERE "connection_id" = ? AND "next_check_at" < ? ORDER BY "next_check_at", "seq"`,
        [connectionId, never],
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
      const rows = await transaction.query<Row[]>(
        `SELECT "seq", "activity_id" AS "activityId", "raw", "received_at" AS "receivedAt",
           "next_check_at" AS "nextCheckAt", "denials"
         FROM "unconfirmed_activities" WHERE "seq" IN (${placeholders(seqs.length)})
         ORDER BY "seq"`,
        [...seqs],
      );
      return rows.map((row) => ({
        seq: Number(row.seq),
        receivedAt: Number(row.receivedAt),
        nextCheckAt: Number(row.nextCheckAt),
        denials: row.denials,
        activity: {
          id: row.activityId,
          raw: new Uint8Array(row.raw),
          seenAt: new Date(Number(row.receivedAt)).toISOString(),
        },
      }));
    });
  }

  /** Those of the ids that the connection has as activities. */
  knownIds(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly ids: readonly string[] },
  ): Promise<ReadonlySet<string>> {
    return knownIds(transaction, options);
  }

  /**
   * Makes room: removes activities that the vendor denied, those with the most denials first and of
   * these the oldest.
   *
   * @returns how many were removed; fewer than `count` where fewer were denied
   */
  async evictDenied(
    transaction: Transaction,
    options: { readonly connectionId: string; readonly count: number },
  ): Promise<number> {
    const rows = await transaction.query<unknown[]>(
      `DELETE FROM "unconfirmed_activities" WHERE "seq" IN (
         SELECT "seq" FROM "unconfirmed_activities"
         WHERE "connection_id" = ? AND "next_check_at" < ? AND "denials" > 0
         ORDER BY "denials" DESC, "seq" LIMIT ?
       ) RETURNING "seq"`,
      [options.connectionId, never, options.count],
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
    await transaction.query(
      `DELETE FROM "unconfirmed_activities"
       WHERE "connection_id" = ? AND "activity_id" IN (${placeholders(activityIds.length)})`,
      [connectionId, ...activityIds],
    );
  }

  /** The vendor does not know it: it is asked again then. */
  async deny(
    transaction: Transaction,
    options: { readonly seq: number; readonly nextCheckAt: number },
  ): Promise<void> {
    await transaction.query(
      `UPDATE "unconfirmed_activities" SET "denials" = "denials" + 1, "next_check_at" = ?
       WHERE "seq" = ?`,
      [options.nextCheckAt, options.seq],
    );
  }

  /** The vendor did not come to know it in time. Only that it was dropped is kept. */
  async drop(transaction: Transaction, seq: number): Promise<void> {
    await transaction.query(
      `UPDATE "unconfirmed_activities"
       SET "denials" = "denials" + 1, "next_check_at" = ?, "raw" = ? WHERE "seq" = ?`,
      [never, Buffer.alloc(0), seq],
    );
  }

  /** It is an event now. That it came is remembered, as it is an event under another id. */
  async remember(transaction: Transaction, seq: number): Promise<void> {
    await transaction.query(
      `UPDATE "unconfirmed_activities" SET "next_check_at" = ?, "raw" = ? WHERE "seq" = ?`,
      [never, Buffer.alloc(0), seq],
    );
  }

  /** The vendor could not be asked about it. */
  async postpone(
    transaction: Transaction,
    options: { readonly seq: number; readonly nextCheckAt: number },
  ): Promise<void> {
    await transaction.query(
      `UPDATE "unconfirmed_activities" SET "next_check_at" = ? WHERE "seq" = ?`,
      [options.nextCheckAt, options.seq],
    );
  }

  /** Forgets what was settled and came before then, and what waits for a connection that is gone. */
  async purge(options: { readonly receivedBefore: number }): Promise<void> {
    await this.#database.write(async (transaction) => {
      await transaction.query(
        `DELETE FROM "unconfirmed_activities" WHERE "next_check_at" = ? AND "received_at" < ?`,
        [never, options.receivedBefore],
      );
      await transaction.query(
        `DELETE FROM "unconfirmed_activities" WHERE "connection_id" IN (
           SELECT "id" FROM "connections" WHERE "deleted_at" IS NOT NULL
         )`,
      );
    });
  }

  /** How many wait, over all connections: for metrics. */
  async countAll(): Promise<number> {
    const [row] = await this.#database.read((transaction) =>
      transaction.query<{ count: number }[]>(
        `SELECT COALESCE(SUM((
           SELECT COUNT(*) FROM "unconfirmed_activities"
           WHERE "connection_id" = "connections"."id" AND "next_check_at" < ?
         )), 0) AS "count" FROM "connections" WHERE "deleted_at" IS NULL`,
        [never],
      ),
    );
    return Number(row?.count ?? 0);
  }
}

async function knownIds(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  if (options.ids.length === 0) return new Set();
  const rows = await transaction.query<{ id: string }[]>(
    `SELECT "activity_id" AS "id" FROM "activities"
     WHERE "connection_id" = ? AND "activity_id" IN (${placeholders(options.ids.length)})`,
    [options.connectionId, ...options.ids],
  );
  return new Set(rows.map(({ id }) => id));
}

async function knownHashes(
  transaction: Transaction,
  options: { readonly connectionId: string; readonly activities: readonly Activity[] },
): Promise<ReadonlySet<string>> {
  const { connectionId, activities } = options;
  const rows = await transaction.query<{ id: string; hash: string }[]>(
    `SELECT "activity_id" AS "id", "hash" FROM "unconfirmed_activities"
     WHERE "connection_id" = ? AND ("activity_id", "hash") IN (VALUES ${tuples(activities.length, 2)})`,
    [connectionId, ...activities.flatMap((activity) => [activity.id, hashOf(activity)])],
  );
  return new Set(rows.map(({ id, hash }) => `${hash} ${id}`));
}

function identityOf(activity: Activity): string {
  return `${hashOf(activity)} ${activity.id}`;
}

function hashOf({ raw }: Activity): string {
  return createHash('sha256').update(raw).digest('hex');
}
