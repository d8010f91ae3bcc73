import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';
import BetterSqlite3 from 'better-sqlite3';

import { migrations } from './migrations.ts';

export type Database = BetterSqlite3.Database;

/**
 * Opens the state of a sandbox and migrates its tables.
 *
 * A file belongs to one sandbox at a time: two senders sharing a state would deliver everything
 * twice and out of order.
 *
 * @param options.file the SQLite file, created with its folder if missing, or `null` for memory
 * @throws {ConfigError} if the file cannot be used
 */
export function openDatabase(options: { readonly file: string | null }): Database {
  if (options.file === null) return migrate(new BetterSqlite3(':memory:'));
  let database: Database | undefined;
  try {
    mkdirSync(dirname(options.file), { recursive: true });
    database = new BetterSqlite3(options.file, { timeout: 1_000 });
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // Survives a killed process. Only a power failure may lose the last moments, acceptable for
    // test data.
    database.pragma('synchronous = NORMAL');
    return migrate(database);
  } catch (error) {
    database?.close();
    throw new ConfigError([`SANDBOX_DATA=${options.file} ${reason(error)}`], { cause: error });
  }
}

function migrate(database: Database): Database {
  const current = database.pragma('user_version', { simple: true }) as number;
  if (current > migrations.length) {
    throw new Error(`was written by a newer sandbox: use that one, or another file`);
  }
  database
    .transaction(() => {
      for (const step of migrations.slice(current)) database.exec(step);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .exclusive();
  return database;
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'SQLITE_BUSY') {
    return 'is in use by another sandbox: stop that one, or name another file';
  }
  if (code === 'SQLITE_NOTADB') return 'is not a SQLite file: name another one';
  return `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}
