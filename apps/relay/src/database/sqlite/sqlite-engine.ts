import type BetterSqlite3 from 'better-sqlite3-node-api';
import type { EntityManager } from 'typeorm';

import type { Engine, TransactionOptions } from '../database.ts';
import type { Transaction } from '../transaction.ts';
import { longestLineMs } from '../write-lock.ts';
import type { WriteLock } from '../write-lock.ts';
import type { DatabaseFile } from './database-file.ts';
import { emptyLog, whileBusy } from './sqlite-connection.ts';
import { SqliteTransaction } from './sqlite-transaction.ts';

/** A connection, and its entity manager: only if TypeORM is loaded. */
export interface SqliteSide {
  readonly connection: BetterSqlite3.Database;
  readonly entities: () => EntityManager;
}

/** SQLite in the process: one connection that writes, one that reads. */
export class SqliteEngine implements Engine {
  readonly reader: Transaction;
  readonly migrations: readonly string[];
  readonly #writer: BetterSqlite3.Database;
  readonly #transaction: SqliteTransaction;
  readonly #lock: WriteLock;
  readonly #file: DatabaseFile;
  readonly #close: () => Promise<void>;

  constructor(options: {
    readonly writer: SqliteSide;
    readonly reader: SqliteSide;
    readonly lock: WriteLock;
    readonly file: DatabaseFile;
    /** Names of the migrations that this version knows. */
    readonly migrations?: readonly string[];
    /** Closes both connections. */
    readonly close: () => Promise<void>;
  }) {
    this.#writer = options.writer.connection;
    this.#transaction = new SqliteTransaction(options.writer);
    this.reader = new SqliteTransaction(options.reader);
    this.#lock = options.lock;
    this.#file = options.file;
    this.#close = options.close;
    this.migrations = options.migrations ?? [];
  }

  async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    const until = performance.now() + options.patienceMs;
    const release = await whileBusy(() => this.#begin(), { until });
    try {
      const result = await work(this.#transaction);
      this.#file.assertInPlace();
      await whileBusy(() => this.#writer.exec('COMMIT'), { until });
      return result;
    } finally {
      try {
        // SQLite may have ended it itself (a full disk, an I/O error): see
        // https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction".
        if (this.#writer.inTransaction) this.#writer.exec('ROLLBACK');
      } finally {
        release();
      }
    }
  }

  /**
   * Takes the lock for one try only: a caller that waits long for another process must not hold up
   * those that need a result sooner.
   */
  async #begin(): Promise<() => void> {
    const release = await this.#lock.acquire({ withinMs: longestLineMs });
    try {
      this.#writer.exec('BEGIN IMMEDIATE');
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  async forget(options: { readonly patienceMs: number }): Promise<boolean> {
    const until = performance.now() + options.patienceMs;
    const release = await this.#lock.acquire();
    try {
      return await emptyLog(this.#writer, { until });
    } finally {
      release();
    }
  }

  get isInPlace(): boolean {
    return this.#file.isInPlace;
  }

  async close(): Promise<void> {
    const release = await this.#lock.acquire();
    try {
      await this.#close();
    } finally {
      release();
    }
  }
}
