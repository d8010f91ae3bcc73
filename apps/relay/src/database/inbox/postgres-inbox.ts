import { setTimeout } from 'node:timers/promises';

import type { Pool, QueryConfig } from 'pg';

import type { Database } from '../database.ts';
import type { Leases } from '../leases.ts';
import { asDatabaseError } from '../postgres/postgres-transaction.ts';
import { encodeArray } from '../postgres/postgres-array.ts';
import { replicated } from '../postgres/postgres-pool.ts';
import { sql } from '../sql/sql.ts';
import type { ColumnType, SqlValue } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { RowsTakenError } from './inbox.ts';
import type { InboxReader, InboxRow, InboxWriter, NewInboxRow } from './inbox.ts';

/**
 * How soon it checks again how far the projector is: usually it takes moments, but it may be
 * stopped, or far behind. Milliseconds.
 */
const lookAgainMs = 2;
const longestLookAgainMs = 250;

/** How old the count of waiting rows may be. Milliseconds. */
const countedForMs = 1_000;

/** Maximum number of body bytes read at once. */
const maxBytes = 16 * 1024 * 1024;

const insert = `INSERT INTO "inbox" ("connection_id", "received_at", "activity_id", "body", "trace")
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::text[])`;

/**
 * Two seeks, however much is waiting. A rolled-back transaction leaves a gap, which is counted too.
 */
const count = `SELECT COALESCE(MAX("place") - MIN("place") + 1, 0)::bigint AS "count" FROM "inbox"`;

/** A table of the same database: one statement is one commit, shared by many requests. */
export class PostgresInboxWriter implements InboxWriter {
  readonly #pool: Pool;
  readonly #onAppended: () => void;
  #writable = true;
  #count = 0;
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly pool: Pool;
    /** Notifies the projectors of all processes. */
    readonly onAppended: () => void;
  }) {
    this.#pool = options.pool;
    this.#onAppended = options.onAppended;
  }

  get waiting(): number {
    this.#countAgain();
    return this.#count;
  }

  async countWaiting(): Promise<number> {
    await this.#readCount();
    return this.#count;
  }

  get writable(): boolean {
    return this.#writable;
  }

  /**
   * @throws {DatabaseUnreachableError} also if the result of the commit was lost: the vendor's
   *   repeat then finds the activity there
   */
  async append(rows: readonly NewInboxRow[]): Promise<void> {
    const column = (type: ColumnType, value: (row: NewInboxRow) => SqlValue) =>
      encodeArray(type, rows.map(value));
    const values = [
      column('text', ({ connectionId }) => connectionId),
      column('bigint', ({ receivedAt }) => receivedAt),
      column('text', ({ activityId }) => activityId),
      column('bytes', ({ body }) => body),
      column('text', ({ trace }) => trace),
    ];
    try {
      await this.#commit({ name: 'inbox append', text: insert, values });
    } catch (error) {
      this.#writable = false;
      throw asDatabaseError(error);
    }
    this.#writable = true;
    this.#count += rows.length;
    this.#onAppended();
  }

  async #commit(statement: QueryConfig): Promise<void> {
    const client = await this.#pool.connect();
    let failure: unknown;
    try {
      await replicated(client, () => client.query(statement));
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // As the pool does with its own: a connection that failed at a statement is not usable for
      // the next one.
      client.release(failure !== undefined);
    }
  }

  /** Health checks have the database write something: that counts here too. */
  async probe(): Promise<boolean> {
    try {
      // Into another table, as a row of the inbox would become an activity.
      const { rowCount } = await this.#pool.query(
        `INSERT INTO "settings" ("name", "value")
         SELECT 'inbox_write_check', now()::text WHERE has_table_privilege('inbox', 'INSERT')
         ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"`,
      );
      this.#writable = rowCount === 1;
    } catch {
      this.#writable = false;
    }
    return this.#writable;
  }

  /** The server's vacuum does. */
  async forget(): Promise<boolean> {
    return true;
  }

  async projected({ withinMs = Infinity } = {}): Promise<boolean> {
    const until = performance.now() + withinMs;
    const { rows } = await this.#pool.query(`SELECT MAX("place") AS "place" FROM "inbox"`);
    const place: number | null = rows[0].place;
    for (let wait = lookAgainMs; ; wait = Math.min(wait * 2, longestLookAgainMs)) {
      const left = await this.#pool.query(`SELECT 1 FROM "inbox" WHERE "place" <= $1 LIMIT 1`, [
        place,
      ]);
      if (left.rowCount === 0) return true;
      const leftMs = until - performance.now();
      if (leftMs <= 0) return false;
      await setTimeout(Math.min(wait, leftMs));
    }
  }

  close(): void {}

  #countAgain(): void {
    const now = performance.now();
    if (now - this.#countedAt < countedForMs) return;
    this.#countedAt = now;
    // If counting fails, appending would fail too.
    void this.#readCount().catch(() => {});
  }

  async #readCount(): Promise<void> {
    const { rows } = await this.#pool.query<{ count: number }>(count);
    this.#count = rows[0]?.count ?? 0;
  }
}

const leaseName = 'projector';

/** How soon another process takes over when the one that projects is gone. Milliseconds. */
const leaseMs = 5_000;
const renewMs = 1_500;

/** How often the others check whether they may take over, however often they are notified. */
const askAgainMs = 1_000;

/**
 * One process at a time projects, by a lease, as two would only do the same work twice. Correctness
 * relies on the rows: they are deleted in the transaction of what they become.
 *
 * Places are assigned before the commit, so a row may turn up behind one with a higher place. What
 * was acknowledged before another request arrived always precedes it.
 */
export class PostgresInboxReader implements InboxReader {
  readonly #database: Database;
  readonly #leases: Leases;
  #leasedAt = Number.NEGATIVE_INFINITY;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(options: { readonly database: Database; readonly leases: Leases }) {
    this.#database = options.database;
    this.#leases = options.leases;
  }

  async read({ limit }: { readonly limit: number }): Promise<readonly InboxRow[]> {
    if (!(await this.isOurs())) return [];
    return this.#database.read((tx) =>
      tx.all<InboxRow>(
        sql`SELECT "place", "connection_id" AS "connectionId", "received_at" AS "receivedAt",
              "activity_id" AS "activityId", "body", "trace"
            FROM (
              SELECT *, SUM(octet_length("body")) OVER (ORDER BY "place") - octet_length("body")
                AS "before"
              FROM (SELECT * FROM "inbox" ORDER BY "place" LIMIT ${limit}) AS "next"
            ) AS "summed" WHERE "before" < ${maxBytes} ORDER BY "place"`,
      ),
    );
  }

  async isOurs(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#leasedAt < renewMs) return true;
    if (now - this.#refusedAt < askAgainMs) return false;
    const isOurs = await this.#leases.take(leaseName, leaseMs);
    this.#leasedAt = isOurs ? now : Number.NEGATIVE_INFINITY;
    this.#refusedAt = isOurs ? Number.NEGATIVE_INFINITY : now;
    return isOurs;
  }

  async take(tx: Transaction, rows: readonly InboxRow[]): Promise<boolean> {
    const places = encodeArray(
      'bigint',
      rows.map(({ place }) => place),
    );
    // One condition on the table itself: after a flood PostgreSQL assumes a handful of rows for a
    // while, and would join with a list by comparing each row with all of it.
    const deleted = await tx.run(
      sql`DELETE FROM "inbox" WHERE "place" = ANY (${places}::bigint[])`,
    );
    if (deleted === rows.length) return true;
    // It stalled for so long that another process has the lease.
    this.#leasedAt = Number.NEGATIVE_INFINITY;
    if (deleted === 0) return false;
    // All or none: what is left of them is read again.
    throw new RowsTakenError('Another process created the events of these in the meantime.');
  }

  async taken(): Promise<void> {}

  async close(): Promise<void> {
    // It also expires by itself.
    await this.#leases.release(leaseName).catch(() => {});
  }
}
