import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import type BetterSqlite3 from 'better-sqlite3-node-api';

import { DatabaseFile } from '../sqlite/database-file.ts';
import { emptyLog, openSqliteConnection, whileBusy } from '../sqlite/sqlite-connection.ts';
import { bindSqlite } from '../sqlite/sqlite-dialect.ts';
import { projectedPlace, setProjectedPlace } from '../tables/projections.ts';
import type { Database } from '../database.ts';
import type { Transaction } from '../transaction.ts';
import type { InboxReader, InboxRow, InboxWriter, NewInboxRow } from './inbox.ts';

/**
 * The inbox is a file of its own beside the database: so appending never waits for the projector,
 * which holds the database's lock most of the time under load.
 */
export function inboxPath(databasePath: string): string {
  return `${databasePath}.inbox`;
}

/**
 * What is missing if the inbox of a database was deleted or emptied, as a human-readable sentence.
 * It existed if anything was ever read from it; a moved database starts with a new one.
 */
export async function lostInbox(options: {
  readonly database: Database;
  readonly databasePath: string;
}): Promise<string | undefined> {
  const path = inboxPath(options.databasePath);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return undefined;
  if ((await options.database.read((tx) => projectedPlace(tx))) === 0) return undefined;
  return `${path} is missing or empty, though it was in use before: webhooks that were acknowledged and were not events yet are lost, if there were any. Get them from the vendor with a backfill.`;
}

/** How often it checks how far the projector is. Milliseconds. */
const askAgainMs = 2;

/** How long a request waits if another process holds the file, before it fails. */
const patienceMs = 800;

/** The same, if the previous request already failed: many waiting in a row add up. */
const shortPatienceMs = 50;

/** The number of pages of the write-ahead log after which the reader checkpoints it. */
const checkpointPages = 2_000;

/** Maximum number of body bytes read at once. */
const maxBytes = 16 * 1024 * 1024;

function open(path: string, prepare?: (connection: BetterSqlite3.Database) => void) {
  const connection = openSqliteConnection({ path: inboxPath(path), prepare });
  connection.exec(`CREATE TABLE IF NOT EXISTS "inbox" (
    "place" integer PRIMARY KEY NOT NULL,
    "connection_id" text NOT NULL,
    "received_at" integer NOT NULL,
    "activity_id" text,
    "body" blob NOT NULL,
    "trace" text
  )`);
  // A file from before tracing.
  const columns = connection.pragma('table_info("inbox")') as { readonly name: string }[];
  if (!columns.some(({ name }) => name === 'trace')) {
    connection.exec('ALTER TABLE "inbox" ADD COLUMN "trace" text');
  }
  connection.exec(
    'CREATE TABLE IF NOT EXISTS "write_check" ("id" integer PRIMARY KEY, "value" text NOT NULL)',
  );
  return connection;
}

/** Appends with every commit flushed to disk. */
export class SqliteInboxWriter implements InboxWriter {
  readonly #connection: BetterSqlite3.Database;
  readonly #insert: BetterSqlite3.Statement;
  readonly #file: DatabaseFile;
  readonly #database: DatabaseFile;
  readonly #place: () => number;
  #next: number;
  #writable = true;

  constructor(options: {
    readonly databasePath: string;
    /** How far the projector has read: earlier rows are done, and may be gone. */
    readonly place: () => number;
    /** For tests that let the disk fill up. */
    readonly prepare?: ((connection: BetterSqlite3.Database) => void) | undefined;
  }) {
    this.#place = options.place;
    this.#connection = open(options.databasePath, (connection) => {
      // Checkpoints take long, and are the reader's job.
      connection.pragma('wal_autocheckpoint = 0');
      connection.pragma('busy_timeout = 0');
      options.prepare?.(connection);
    });
    this.#file = new DatabaseFile(inboxPath(options.databasePath));
    this.#database = new DatabaseFile(options.databasePath);
    this.#insert = this.#connection.prepare(
      `INSERT INTO "inbox" ("place", "connection_id", "received_at", "activity_id", "body", "trace")
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    const last = this.#connection.prepare(`SELECT MAX("place") AS "place" FROM "inbox"`).get() as {
      place: number | null;
    };
    this.#next = Math.max(last.place ?? 0, this.#place()) + 1;
  }

  get waiting(): number {
    return this.#next - 1 - this.#place();
  }

  async countWaiting(): Promise<number> {
    return this.waiting;
  }

  get writable(): boolean {
    return this.#writable && this.#file.isInPlace;
  }

  append(rows: readonly NewInboxRow[]): Promise<void> {
    return this.#write(() => this.#append(rows));
  }

  async probe(): Promise<boolean> {
    const write = (): void => {
      this.#file.assertInPlace();
      this.#connection
        .prepare(`INSERT OR REPLACE INTO "write_check" ("id", "value") VALUES (1, ?)`)
        .run('x'.repeat(8_192));
      this.#connection.exec('DELETE FROM "write_check"');
    };
    await this.#write(write).catch(() => {});
    return this.#writable;
  }

  async #write(work: () => void): Promise<void> {
    try {
      await whileBusy(work, {
        until: performance.now() + (this.#writable ? patienceMs : shortPatienceMs),
        // The reader holds it for less than a millisecond when it trims.
        askAgainMs: 1,
      });
      this.#writable = true;
    } catch (error) {
      this.#writable = false;
      throw error;
    }
  }

  #append(rows: readonly NewInboxRow[]): void {
    let next = this.#next;
    try {
      this.#connection.exec('BEGIN IMMEDIATE');
      for (const { connectionId, receivedAt, activityId, body, trace } of rows) {
        this.#insert.run(next, connectionId, receivedAt, activityId, bindSqlite(body), trace);
        next += 1;
      }
      // Rows that the projector cannot turn into events, or cannot find, must not be acknowledged.
      this.#file.assertInPlace();
      this.#database.assertInPlace();
      this.#connection.exec('COMMIT');
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
    this.#next = next;
  }

  forget(): Promise<boolean> {
    return emptyLog(this.#connection, { until: performance.now() + patienceMs });
  }

  async projected({ withinMs = Infinity } = {}): Promise<boolean> {
    const last = this.#next - 1;
    const until = performance.now() + withinMs;
    while (this.#place() < last) {
      if (performance.now() >= until) return false;
      await setTimeout(askAgainMs);
    }
    return true;
  }

  close(): void {
    this.#connection.close();
  }
}

/** The position of the projector: shared with whoever appends. */
interface SharedPlace {
  place: number;
}

/** Reads and trims, in the projector's thread. */
export class SqliteInboxReader implements InboxReader {
  readonly #connection: BetterSqlite3.Database;
  readonly #read: BetterSqlite3.Statement;
  readonly #trim: BetterSqlite3.Statement;
  readonly #shared: SharedPlace;

  constructor(options: {
    readonly databasePath: string;
    /** Starts with the position stored in the database. */
    readonly shared: SharedPlace;
  }) {
    this.#shared = options.shared;
    this.#connection = open(options.databasePath, (connection) => {
      // A lost trim does no harm: the position in the database says what is done.
      connection.pragma('synchronous = NORMAL');
      connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    });
    this.#read = this.#connection.prepare(
      `SELECT "place", "connection_id" AS "connectionId", "received_at" AS "receivedAt",
         "activity_id" AS "activityId", "body", "trace"
       FROM "inbox" WHERE "place" > +? ORDER BY "place" LIMIT +?`,
    );
    this.#trim = this.#connection.prepare(`DELETE FROM "inbox" WHERE "place" <= ?`);
  }

  async read(options: { readonly limit: number }): Promise<readonly InboxRow[]> {
    const rows: InboxRow[] = [];
    let bytes = 0;
    for (const row of this.#read.iterate(this.#shared.place, options.limit)) {
      rows.push(row as InboxRow);
      bytes += (row as InboxRow).body.byteLength;
      if (bytes >= maxBytes) break;
    }
    return rows;
  }

  /** False after a commit whose result was lost. */
  async take(tx: Transaction, rows: readonly InboxRow[]): Promise<boolean> {
    const place = lastPlace(rows);
    if ((await projectedPlace(tx)) >= place) return false;
    await setProjectedPlace(tx, place);
    return true;
  }

  async isOurs(): Promise<boolean> {
    return true;
  }

  async taken(rows: readonly InboxRow[]): Promise<void> {
    this.#shared.place = lastPlace(rows);
    await whileBusy(() => this.#trim.run(this.#shared.place), {
      until: performance.now() + patienceMs,
    });
  }

  async close(): Promise<void> {
    this.#connection.close();
  }
}

function lastPlace(rows: readonly InboxRow[]): number {
  return (rows.at(-1) as InboxRow).place;
}
