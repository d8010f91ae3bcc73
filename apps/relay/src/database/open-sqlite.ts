import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';

import { Database } from './database.ts';
import { entities } from './entities/index.ts';
import { lockInstance } from './instance-lock.ts';
import { migrations } from './migrations/index.ts';

/** How long to wait for a lock that another program, such as a backup, holds. Milliseconds. */
const busyTimeout = 5_000;

/**
 * Opens the embedded database: write-ahead log, every commit flushed to disk, migrations run.
 *
 * @throws {ConfigError} when another relay works on the same file
 */
export async function openSqlite(options: {
  readonly path: string;
  /** For tests that let the disk run full. */
  readonly prepare?: (connection: BetterSqlite3.Database) => void;
}): Promise<{ readonly database: Database; readonly close: () => Promise<void> }> {
  mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
  const unlock = lockInstance(realPath(options.path));
  try {
    const writer = await sqliteDataSource({
      path: options.path,
      prepare(connection) {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        connection.pragma('foreign_keys = ON');
        options.prepare?.(connection);
      },
    }).initialize();
    await writer.runMigrations({ transaction: 'each' });
    const reader = await sqliteDataSource({
      path: options.path,
      prepare: (connection) => connection.pragma('query_only = ON'),
    }).initialize();
    const database = new Database({ writer, reader, recover: () => endTransaction(writer) });
    return {
      database,
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** One file has one lock, by whichever links it is reached. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

/**
 * SQLite may end a transaction by itself (a full disk, an I/O error). TypeORM then fails to roll
 * back, goes on counting an open transaction, and would turn every later commit into the release
 * of a savepoint that commits nothing. A fresh runner begins to count at none.
 *
 * See https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction".
 */
function endTransaction(writer: DataSource): void {
  const driver = writer.driver as BetterSqlite3Driver;
  const connection: BetterSqlite3.Database = driver.databaseConnection;
  if (connection.inTransaction) connection.exec('ROLLBACK');
  delete (driver as Partial<BetterSqlite3Driver>).queryRunner;
}

function sqliteDataSource(options: {
  readonly path: string;
  readonly prepare: (connection: BetterSqlite3.Database) => void;
}): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    driver: BetterSqlite3,
    database: options.path,
    timeout: busyTimeout,
    entities,
    migrations,
    prepareDatabase: options.prepare,
  });
}
