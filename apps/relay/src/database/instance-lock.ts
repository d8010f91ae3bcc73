import BetterSqlite3 from 'better-sqlite3-node-api';

import { ConfigError } from '@invoice-relay/core/errors';

/**
 * Makes sure that only one process at a time works on a SQLite database: two would deliver twice.
 *
 * An exclusive transaction on a file beside the database, held as long as the process lives. The
 * operating system releases it however the process ends, so no stale lock is ever left behind.
 *
 * @returns a function that releases the lock
 * @throws {ConfigError} if another process holds it
 */
export function lockInstance(databasePath: string): () => void {
  const lock = new BetterSqlite3(`${databasePath}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new ConfigError([
      `DATABASE_URL: another relay is running on ${databasePath}. Stop it first, or name another database.`,
    ]);
  }
  return () => lock.close();
}
