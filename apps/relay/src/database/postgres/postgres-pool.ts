import pg from 'pg';
import type { ClientBase, Pool, PoolConfig } from 'pg';

import { DatabaseUnreachableError } from '../storage-failure.ts';

/** How a relay's process uses a PostgreSQL server. */
export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`. Contains a secret: never logged. */
  readonly url: string;
  /** Maximum number of connections of one process, not counting the one that listens. */
  readonly poolSize: number;
  /** How long a transaction waits for locks. Milliseconds. */
  readonly lockTimeoutMs: number;
  /** How long a statement may run. Milliseconds. */
  readonly statementTimeoutMs: number;
  /** How long a transaction may be idle before the server ends it. Milliseconds. */
  readonly idleInTransactionTimeoutMs: number;
  /** How the server lists its connections; defaults to that of a relay. */
  readonly applicationName?: string;
}

/**
 * Sequential writers need one connection, reads are short, and PostgreSQL serves some hundred
 * connections in total. The wait for a lock is the wait of a vendor for its response. A statement
 * takes milliseconds, the largest (a purge, a count) seconds; one that hangs must not keep its
 * locks for longer than it takes to notice, and neither must a process that stalls.
 */
export const defaultPostgresSettings: Omit<PostgresSettings, 'url'> = {
  poolSize: 10,
  lockTimeoutMs: 5_000,
  statementTimeoutMs: 30_000,
  idleInTransactionTimeoutMs: 30_000,
};

/** How long to wait for a free connection, or a new one. Milliseconds. */
const connectTimeoutMs = 5_000;

/**
 * How PostgreSQL plans our statements. Tables such as lanes contain a handful of rows in one minute
 * and hundreds of thousands in the next: a cached plan may be one for the handful, which reads the
 * whole table each time. So statements are planned for what is there; most process hundreds of rows
 * at once, and planning costs little in comparison. What they look for was written recently and is
 * in memory, where a random page costs hardly more than the next one.
 */
const planning = "SET plan_cache_mode = 'force_custom_plan'; SET random_page_cost = 1.1";

/**
 * The server ends a statement that takes too long. If nothing is heard for this much longer, the
 * server or the network to it has gone silent: TCP alone would wait for a quarter of an hour.
 * Milliseconds.
 */
const unheardMs = 5_000;

/** 64-bit integers arrive as text. Ours are all within 2^53. */
const int8 = 20;

/**
 * A statement sees what was committed before it started, not before its transaction did: writers
 * read once it is their turn. A database or a role may have another default.
 */
const isolation = "SET default_transaction_isolation = 'read committed'";

/**
 * Timeouts that the relay does without. As a query: PostgreSQL 15 and 16 do not have the first one
 * yet, and would reject a SET.
 */
const noOtherTimeouts = `SELECT set_config("name", '0', false) FROM pg_settings
  WHERE "name" IN ('transaction_timeout', 'idle_session_timeout')`;

/**
 * A role or a database may have timeouts of its own, for people who leave a console open: for us
 * ours apply, or none. As statements: PgBouncer would reject them as startup parameters, and with
 * them the connection.
 */
export function sessionSettings(timeOuts: Omit<PostgresSettings, 'url' | 'poolSize'>): string {
  const { lockTimeoutMs, statementTimeoutMs, idleInTransactionTimeoutMs } = timeOuts;
  return [
    `SET lock_timeout = ${lockTimeoutMs}`,
    `SET statement_timeout = ${statementTimeoutMs}`,
    `SET idle_in_transaction_session_timeout = ${idleInTransactionTimeoutMs}`,
    noOtherTimeouts,
    isolation,
    planning,
  ].join('; ');
}

/** For connections that migrate or move tables: that takes as long as it takes. */
export const patientSession = sessionSettings({
  lockTimeoutMs: 0,
  statementTimeoutMs: 0,
  idleInTransactionTimeoutMs: 0,
});

/**
 * What a pool does with each new connection: it waits for it before handing out the connection, and
 * discards one that fails at it.
 */
export function prepareSession(client: ClientBase, settings: string): Promise<unknown> {
  // Between the pool and its caller a client briefly has no owner, and most callers only hear of
  // what they wait for: an error without a listener ends the process. Here, as TypeORM opens the
  // first one before anybody else sees its pool.
  client.on('error', () => {});
  return client.query(settings);
}

/** A driver passes these on as they are; so does TypeORM, as `extra`. */
export function poolConfig(settings: Omit<PostgresSettings, 'url'>): PoolConfig {
  return {
    max: settings.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: settings.statementTimeoutMs + unheardMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: settings.applicationName ?? 'invoice-relay',
    onConnect: (client) => prepareSession(client, sessionSettings(settings)),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  };
}

/** A pool without TypeORM, for threads that only work with statements. */
export function createPool(settings: PostgresSettings): Pool {
  return hardenPool(new pg.Pool({ ...poolConfig(settings), connectionString: settings.url }));
}

/**
 * Where in the server code it is reported that a commit may not be on the synchronous standby, as
 * somebody cancelled the wait for it (`pg_cancel_backend`). The commit succeeds all the same, and
 * only this notice tells the difference.
 */
const endOfWaitForStandby = 'SyncRepWaitForLSN';

/**
 * Runs statements on a connection, of which at least one commits.
 *
 * @throws {DatabaseUnreachableError} also if it was committed, but would be lost with the server:
 *   this is reported like a commit without a response
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
 * Turns failures to get a connection into an error with our own code, for everyone who asks the
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
  pool.on('error', () => {});
  return pool;
}
