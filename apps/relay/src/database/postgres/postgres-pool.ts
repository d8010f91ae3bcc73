import pg from 'pg';
import type { ClientBase, Pool, PoolConfig } from 'pg';

import { DatabaseUnreachableError } from '../storage-failure.ts';

/** How a relay's process uses a PostgreSQL server. */
export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`. Holds a secret: never logged. */
  readonly url: string;
  /** Connections of one process at the most, the one that listens not counted. */
  readonly poolSize: number;
  /** How long a transaction waits for what others have locked. Milliseconds. */
  readonly lockTimeoutMs: number;
  /** How long a statement may run. Milliseconds. */
  readonly statementTimeoutMs: number;
  /** How long a transaction may do nothing before the server ends it. Milliseconds. */
  readonly idleInTransactionTimeoutMs: number;
  /** How the server lists its connections; as those of a relay, where it is left out. */
  readonly applicationName?: string;
}

/**
 * Those that write in turn need one connection, reads are short, and PostgreSQL serves some hundred
 * connections in all. What a lock is waited for is what a vendor waits for its answer. A statement
 * takes milliseconds, the largest (a purge, a count) seconds; one that hangs must not keep its locks
 * for longer than it takes to notice, and neither must a process that stands still.
 */
export const usualPostgresSettings: Omit<PostgresSettings, 'url'> = {
  poolSize: 10,
  lockTimeoutMs: 5_000,
  statementTimeoutMs: 30_000,
  idleInTransactionTimeoutMs: 30_000,
};

/** How long to wait for a free connection, or a new one. Milliseconds. */
const connectTimeoutMs = 5_000;

/**
 * How PostgreSQL chooses its plans for us. Tables such as lanes hold a handful of rows in one minute
 * and hundreds of thousands in the next: a plan that a connection keeps may be one for the handful, to
 * read the whole table each time. So statements are planned for what is there; most work on hundreds
 * of rows at once, and planning costs little beside that. What they look for was written lately and is
 * in memory, where a page costs hardly more than the one before it.
 */
const planning = "SET plan_cache_mode = 'force_custom_plan'; SET random_page_cost = 1.1";

/**
 * The server ends a statement that takes too long. Of one that is not heard of for so much longer the
 * server is gone, or the way to it, without a word: TCP alone would wait for a quarter of an hour.
 * Milliseconds.
 */
const unheardMs = 5_000;

/** 64-bit integers come as text. Ours are all within 2^53. */
const int8 = 20;

/**
 * A statement sees what was committed before it began, and not before its transaction did: writers
 * look once it is their turn. A database or a role may have another default.
 */
const isolation = "SET default_transaction_isolation = 'read committed'";

/**
 * A role or a database has time-outs of its own now and then, for people who leave a console open:
 * for us ours hold, or none. As statements: as parameters of a connection's start, PgBouncer would
 * refuse them, and with them us.
 */
function sessionSettings(timeOuts: Omit<PostgresSettings, 'url' | 'poolSize'>): string {
  const { lockTimeoutMs, statementTimeoutMs, idleInTransactionTimeoutMs } = timeOuts;
  return [
    `SET lock_timeout = ${lockTimeoutMs}`,
    `SET statement_timeout = ${statementTimeoutMs}`,
    `SET idle_in_transaction_session_timeout = ${idleInTransactionTimeoutMs}`,
    isolation,
    planning,
  ].join('; ');
}

/** For the connection on which the tables are changed: that takes as long as it takes. */
export const patientSession = sessionSettings({
  lockTimeoutMs: 0,
  statementTimeoutMs: 0,
  idleInTransactionTimeoutMs: 0,
});

/** A driver hands these over as they are; so does TypeORM, as `extra`. */
export function poolConfig(settings: Omit<PostgresSettings, 'url'>): PoolConfig {
  return {
    max: settings.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: settings.statementTimeoutMs + unheardMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: settings.applicationName ?? 'invoice-relay',
    // The pool waits for it before it hands the connection out, and gives up one that fails at it.
    onConnect: (client) => client.query(sessionSettings(settings)),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  };
}

/** A pool without TypeORM, for threads that work with statements alone. */
export function createPool(settings: PostgresSettings): Pool {
  return hardenPool(new pg.Pool({ ...poolConfig(settings), connectionString: settings.url }));
}

/**
 * Where in a server it is told that what it commits may not be on the standby that has to have it, as
 * somebody ended the wait for that one (`pg_cancel_backend`). The commit succeeds all the same, and
 * nothing but this notice tells the difference.
 */
const endOfWaitForStandby = 'SyncRepWaitForLSN';

/**
 * Runs statements on a connection, of which at least one commits.
 *
 * @throws {DatabaseUnreachableError} also where it was committed, and would be lost if the server were:
 *   that is told as a commit without an answer is
 */
export async function replicated<Result>(
  client: ClientBase,
  work: () => Promise<Result>,
): Promise<Result> {
  let isEnded = false;
  const onNotice = ({ routine }: { readonly routine?: string | undefined }): void => {
    isEnded ||= routine === endOfWaitForStandby;
  };
  client.on('notice', onNotice);
  try {
    const result = await work();
    if (isEnded)
      throw new DatabaseUnreachableError(new Error('a commit was not confirmed by the standby'));
    return result;
  } finally {
    client.off('notice', onNotice);
  }
}

type Connected = Parameters<Pool['connect']>[0];

/**
 * Makes what fails at getting a connection an error with a code of ours, for everybody who asks the
 * pool; and lets an idle connection that is cut be forgotten: the pool replaces it.
 */
export function hardenPool(pool: Pool): Pool {
  const connect = pool.connect.bind(pool) as (callback: Connected) => void;
  const wrapped = (callback?: Connected): unknown => {
    if (callback !== undefined) {
      return connect((error, client, done) =>
        callback(error && new DatabaseUnreachableError(error), client, done),
      );
    }
    return new Promise((resolve, reject) => {
      connect((error, client) => {
        if (error) reject(new DatabaseUnreachableError(error));
        else resolve(client);
      });
    });
  };
  pool.connect = wrapped as Pool['connect'];
  // Between the pool and whoever asked for it a client is in nobody's hands for a moment, and an
  // error that nobody listens for ends the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  return pool;
}
