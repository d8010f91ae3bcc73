import { setTimeout } from 'node:timers/promises';

import BetterSqlite3 from 'better-sqlite3-node-api';

/**
 * How long a statement may block its thread because another process holds the database.
 * Milliseconds. Short: longer waits are asynchronous, see `whileBusy`.
 */
const busyTimeoutMs = 20;

/** Memory-mapped pages keep reads fast in a long log. Bytes. */
const mappedBytes = 1024 * 1024 * 1024;

/** Pages of the write-ahead log before a checkpoint: fewer, larger checkpoints. */
const checkpointPages = 10_000;

export interface SqliteConnectionOptions {
  readonly path: string;
  readonly readOnly?: boolean;
  /** For tests that let the disk fill up. */
  readonly prepare?: ((connection: BetterSqlite3.Database) => void) | undefined;
}

/** Sets up a connection: write-ahead log, every commit flushed to disk. */
export function prepareSqlite(
  connection: BetterSqlite3.Database,
  options: Omit<SqliteConnectionOptions, 'path'> = {},
): void {
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  connection.pragma(`mmap_size = ${mappedBytes}`);
  if (options.readOnly === true) {
    connection.pragma('query_only = ON');
    return;
  }
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // Deleted data is overwritten: somebody may have asked for erasure.
  connection.pragma('secure_delete = ON');
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  options.prepare?.(connection);
}

export function openSqliteConnection(options: SqliteConnectionOptions): BetterSqlite3.Database {
  const connection = new BetterSqlite3(options.path);
  try {
    prepareSqlite(connection, options);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Checkpoints the write-ahead log and truncates it, so that no earlier data is left there.
 *
 * @returns false if somebody was reading or writing all the time until then, by `performance.now()`
 */
export async function emptyLog(
  connection: BetterSqlite3.Database,
  { until }: { readonly until: number },
): Promise<boolean> {
  for (;;) {
    const busy = connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true });
    if (busy === 0) return true;
    if (performance.now() >= until) return false;
    await setTimeout(defaultAskAgainMs);
  }
}

/** How often to check again whether another process released the database. Milliseconds. */
const defaultAskAgainMs = 25;

/**
 * Retries while another process holds the database, without ever blocking the event loop for long.
 *
 * @throws the database's own error (`SQLITE_BUSY`) once the time is up
 */
export async function whileBusy<T>(
  work: () => T | Promise<T>,
  options: {
    /** Until when to retry, by `performance.now()`. */
    readonly until: number;
    readonly askAgainMs?: number;
  },
): Promise<T> {
  const { until, askAgainMs = defaultAskAgainMs } = options;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
    }
    await setTimeout(askAgainMs);
  }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | undefined)?.code).startsWith('SQLITE_BUSY');
}
