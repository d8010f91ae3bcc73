import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';
import BetterSqlite3 from 'better-sqlite3-node-api';
import { DataSource } from 'typeorm';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';

import { Database } from './database.ts';
import { entities } from './entities/index.ts';
import { inboxPath } from './inbox/sqlite-inbox.ts';
import { lockInstance } from './instance-lock.ts';
import { migrations } from './migrations/index.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { runMigrations } from './run-migrations.ts';
import type { OnMigrations } from './run-migrations.ts';
import { silentLogger } from './silent-logger.ts';
import {
  keepTemporaryFilesIn,
  makeDataFolder,
  refuseInaccessible,
  refuseNoFile,
} from './sqlite/data-folder.ts';
import { DatabaseFile } from './sqlite/database-file.ts';
import { prepareSqlite } from './sqlite/sqlite-connection.ts';
import { SqliteEngine } from './sqlite/sqlite-engine.ts';
import { WriteLock } from './write-lock.ts';

/** The embedded database, opened. */
export interface OpenedSqlite {
  readonly database: Database;
  /** Shared with other threads that write. */
  readonly lock: WriteLock;
  readonly close: () => Promise<void>;
}

/**
 * Opens the embedded database: write-ahead log, every commit flushed to disk, migrations run.
 *
 * @throws {ConfigError} if another relay works on the same file, somebody emptied it, or it is not
 *   a database of this version or an older one
 */
export async function openSqlite(options: {
  readonly path: string;
  /** For tests that let the disk fill up. */
  readonly prepare?: (connection: BetterSqlite3.Database) => void;
  /** For a command that adds a row or two, whether or not a relay works on the file. */
  readonly besideRelay?: boolean;
  readonly onMigrations?: OnMigrations;
}): Promise<OpenedSqlite> {
  const { path, prepare, besideRelay = false, onMigrations } = options;
  makeDataFolder(dirname(path));
  keepTemporaryFilesIn(dirname(path));
  refuseNoFile(path);
  refuseInaccessible(path);
  refuseEmptied(path);
  // Under another name its write-ahead log would not be found.
  refuseHardLinked(path);
  await refuseForeignFile(path);
  const unlock = besideRelay ? (): void => {} : lockSqlite(path);
  const opened: DataSource[] = [];
  const closeAll = async (): Promise<void> => {
    for (const source of opened.toReversed()) await source.destroy();
    unlock();
  };
  try {
    const writer = await dataSource(path, (one) => prepareSqlite(one, { prepare })).initialize();
    opened.push(writer);
    if (besideRelay) await refuseOtherVersion(writer, path);
    else await runMigrations(writer, onMigrations);
    const reader = await dataSource(path, (one) =>
      prepareSqlite(one, { readOnly: true }),
    ).initialize();
    opened.push(reader);
    const lock = new WriteLock();
    const database = new Database(
      new SqliteEngine({
        writer: { connection: connectionOf(writer), entities: entitiesInTransaction(writer) },
        reader: { connection: connectionOf(reader), entities: () => reader.manager },
        lock,
        file: new DatabaseFile(path),
        migrations: migrations.map((Migration) => new Migration().name),
        close: closeAll,
      }),
    );
    return { database, lock, close: () => database.close() };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/**
 * Makes sure that no relay works on this file, and none starts to.
 *
 * @returns a function that releases it
 * @throws {ConfigError} if one does
 */
export function lockSqlite(path: string): () => void {
  refuseHardLinked(path);
  return lockInstance(realPath(path));
}

/** A command leaves migrations to the relay, which may still be running in the previous version. */
async function refuseOtherVersion(writer: DataSource, path: string): Promise<void> {
  if (!(await writer.showMigrations())) return;
  throw new ConfigError([
    `DATABASE_URL: ${path} is not a database of this version of the relay. Start the relay of this version on it first.`,
  ]);
}

/**
 * SQLite takes an empty file for a new database. If there is an inbox beside it, it was a different
 * one before: continuing with a new one would silently lose everything in it.
 */
function refuseEmptied(path: string): void {
  const isEmpty = statSync(path, { throwIfNoEntry: false })?.size === 0;
  if (!isEmpty || !existsSync(inboxPath(path))) return;
  throw new ConfigError([
    `DATABASE_URL: ${path} is empty, but was a relay's database before, as ${inboxPath(path)} is its inbox. Restore it from a backup. To start over, move both files away.`,
  ]);
}

/**
 * With a read-only connection, and before anything else: another program's file stays as it is,
 * including its journal mode. In one transaction, as another relay may be running its migrations.
 */
export async function refuseForeignFile(path: string): Promise<void> {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || file.size === 0) return;
  const source = await openToLook(path).catch((error: unknown) => {
    // What a crash left half written is rolled back by a connection that may write.
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_READONLY')) throw error;
    return openToLook(path, { readonly: false });
  });
  try {
    await refuseForeign(source);
  } finally {
    await source.destroy();
  }
}

function openToLook(path: string, { readonly } = { readonly: true }): Promise<DataSource> {
  const prepare = (connection: BetterSqlite3.Database): void => {
    prepareSqlite(connection, { readOnly: true });
    connection.exec('BEGIN; SELECT COUNT(*) FROM "sqlite_master"');
  };
  return dataSource(path, prepare, { readonly }).initialize();
}

/**
 * A symbolic link is followed to the one lock; through a hard link a second relay would not see it.
 */
function refuseHardLinked(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false });
  // A folder naturally has several names, and is rejected for being a folder.
  if (file === undefined || !file.isFile() || file.nlink === 1) return;
  throw new ConfigError([
    `DATABASE_URL: ${path} has another name too (a hard link), under which a second relay could use it unnoticed. Remove the other name, or copy the file.`,
  ]);
}

/** One file has one lock, whichever links lead to it. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

function dataSource(
  path: string,
  prepareDatabase: (connection: BetterSqlite3.Database) => void,
  options: { readonly readonly?: boolean } = {},
): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    driver: BetterSqlite3,
    database: path,
    entities,
    migrations,
    logger: silentLogger,
    prepareDatabase,
    ...options,
  });
}

function connectionOf(source: DataSource): BetterSqlite3.Database {
  return (source.driver as BetterSqlite3Driver).databaseConnection;
}

/**
 * TypeORM's view of the writing connection. Transactions are begun and ended by `SqliteEngine`, and
 * this connection is only used inside of them: so TypeORM has to believe that one is open, or it
 * would begin another.
 */
function entitiesInTransaction(source: DataSource): () => EntityManager {
  const runner = source.createQueryRunner() as QueryRunner & { transactionDepth: number };
  (runner as { isTransactionActive: boolean }).isTransactionActive = true;
  runner.transactionDepth = 1;
  return () => runner.manager;
}
