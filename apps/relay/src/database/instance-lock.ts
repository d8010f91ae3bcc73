import BetterSqlite3 from 'better-sqlite3-node-api';

import { ConfigError } from '@invoice-relay/core/errors';

/**
 * Makes sure that one process at a time works on a SQLite database: two would deliver twice.
 *
 * An exclusive transaction on a file beside the database, held as long as the process lives. The
 * operating system lets go of it however the process ends, so no stale lock is ever left behind.
 *
 * @returns releases the lock
 * @throws {ConfigError} when another process holds it
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
