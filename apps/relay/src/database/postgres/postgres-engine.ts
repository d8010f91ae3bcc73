import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';

import type { Engine, TransactionOptions } from '../database.ts';
import { OverloadedError } from '../overloaded-error.ts';
import { DatabaseUnreachableError, isStorageFailure, isUnreachable } from '../storage-failure.ts';
import { quoted } from '../sql/insert.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { longestLineMs, WriteLock } from '../write-lock.ts';
import { replicated } from './postgres-pool.ts';
import { asDatabaseError, PostgresTransaction } from './postgres-transaction.ts';

/** How often the work of a conflicting transaction is run again. */
const maxRuns = 5;

/**
 * Serialization failure and deadlock: nothing was stored, and the same work may succeed next time.
 */
const metAnother: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** `lock_timeout` is over. */
const lockNotAvailable = '55P03';

/** Held by sequential writers, over all processes: "relay" in ASCII. */
const writeLock = 0x72_65_6c_61_79;
const takeLock = `SELECT pg_advisory_xact_lock(${writeLock})`;
const tryLock = `SELECT pg_try_advisory_xact_lock(${writeLock}) AS "taken"`;

/**
 * PostgreSQL, for any number of processes.
 *
 * Writers queue in one line over all of them, by an advisory lock that ends with the transaction:
 * work that reads first and then writes is not overtaken, and the log is numbered in commit order.
 * Work that locks the rows it changes, and appends nothing, need not queue. If it turns out to
 * append something after all, it must not wait in the line with rows locked, as whoever has the turn
 * may wait for these rows: it starts over, in the line.
 */
export class PostgresEngine implements Engine {
  readonly reader: Transaction;
  readonly migrations: readonly string[];
  readonly #pool: Pool;
  readonly #entitiesOf: (client: PoolClient) => EntityManager;
  readonly #close: () => Promise<void>;
  /** One of this process at a time waits in the line: each waiter holds a connection. */
  readonly #line = new WriteLock();

  constructor(options: {
    readonly pool: Pool;
    /** TypeORM's view of a connection with an open transaction. */
    readonly entitiesOf: (client: PoolClient) => EntityManager;
    /** TypeORM's view of committed state. */
    readonly entities: () => EntityManager;
    /** Names of the migrations that this version knows. */
    readonly migrations?: readonly string[];
    readonly close: () => Promise<void>;
  }) {
    this.#pool = options.pool;
    this.#entitiesOf = options.entitiesOf;
    this.#close = options.close;
    this.migrations = options.migrations ?? [];
    const query = ((statement: QueryConfig) => this.#read(statement)) as Pool['query'];
    this.reader = new PostgresTransaction({ client: { query }, entities: options.entities });
  }

  async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    let { inLine } = options;
    let leave = inLine ? await this.#enterLine() : undefined;
    try {
      for (let run = 1, outdated = 0; ;) {
        try {
          return await this.#transact(work, { ...options, inLine });
        } catch (error) {
          if (isOutdated(error) && outdated < this.#pool.options.max) {
            outdated += 1;
          } else if (error instanceof TurnMissedError) {
            leave = await this.#enterLine();
            inLine = true;
            run += 1;
          } else if (run < maxRuns && metAnother.has((error as { code?: unknown }).code)) {
            run += 1;
          } else {
            throw error;
          }
        }
      }
    } finally {
      leave?.();
    }
  }

  async #read(statement: QueryConfig): Promise<QueryResult> {
    for (let outdated = 0; ; outdated += 1) {
      try {
        return await this.#pool.query(statement);
      } catch (error) {
        if (!isOutdated(error) || outdated === this.#pool.options.max) throw error;
      }
    }
  }

  #enterLine(): Promise<() => void> {
    return this.#line.acquire({ withinMs: longestLineMs });
  }

  async #transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    { patienceMs, inLine }: TransactionOptions,
  ): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    // A connection may be cut between two statements, where nobody waits for a response.
    client.on('error', onError);
    const query = async (text: string): Promise<QueryResult> => {
      try {
        return await client.query(text);
      } catch (error) {
        throw asDatabaseError(error);
      }
    };
    try {
      // One message, so that it is one round trip. The turn itself is awaited for as long as by
      // everybody else: whoever gives up sooner loses the place of this process among the others.
      const patience = `SET LOCAL lock_timeout = ${Math.ceil(patienceMs)}`;
      if (inLine) await query(`BEGIN; ${takeLock}; ${patience}`).catch(refuseLate);
      else await query(`BEGIN; ${patience}`);
      let hasTurn = inLine;
      let hasMissed = false;
      let entities: EntityManager | undefined;
      const result = await work(
        new PostgresTransaction({
          client,
          entities: () => (entities ??= this.#entitiesOf(client)),
          takeTurn: async () => {
            if (hasTurn) return;
            const { rows } = await query(tryLock);
            hasTurn = rows[0]?.taken === true;
            hasMissed = !hasTurn;
            if (hasMissed) throw new TurnMissedError();
          },
        }),
      );
      // Whatever the work made of the error.
      if (hasMissed) throw new TurnMissedError();
      // A statement that failed without being reported makes COMMIT roll back, which only shows
      // here.
      const { command } = await replicated(client, () => query('COMMIT'));
      if (command !== 'COMMIT') throw new NotCommittedError(command);
      return result;
    } catch (error) {
      // Not usable for another transaction: the pool creates a new connection.
      if (isUnreachable(error) || isOutdated(error)) broken ??= error as Error;
      else await client.query('ROLLBACK').catch((failure: Error) => void (broken = failure));
      // A lost connection fails whatever was being done, often without a code.
      throw broken === undefined || isStorageFailure(error) || isOutdated(error)
        ? error
        : new DatabaseUnreachableError(error);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Each has locked the table from before it took a number until after its commit is visible. */
  async writersOf(table: string): Promise<readonly string[]> {
    const writers = await this.reader.all<{ transaction: string }>(
      sql`SELECT "virtualtransaction" AS "transaction" FROM pg_locks
          WHERE "locktype" = 'relation' AND "mode" = 'RowExclusiveLock' AND "granted"
            AND "relation" = to_regclass(${quoted(table)})
            AND "database" = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return writers.map(({ transaction }) => transaction);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/**
 * Whether a newer version changed a table since the connection prepared a statement. The connection
 * is discarded; a new one prepares it again.
 */
function isOutdated(error: unknown): boolean {
  const { code, routine } = error as { readonly code?: unknown; readonly routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** Too many others are ahead in the line, which says nothing about the disk. */
function refuseLate(error: unknown): never {
  if ((error as { code?: unknown }).code !== lockNotAvailable) throw error;
  throw new OverloadedError('Too many writes of other processes are waiting for their turn.', {
    cause: error,
  });
}

/** Another transaction has the turn, and this one has rows locked that it may wait for. */
class TurnMissedError extends Error {
  override readonly name = 'TurnMissedError';
}

/** COMMIT was answered, but not with a commit: an error inside the work was swallowed. */
class NotCommittedError extends Error {
  readonly code = 'not_committed';
  override readonly name = 'NotCommittedError';

  constructor(answer: string) {
    super(`The transaction was not committed: PostgreSQL responded to COMMIT with ${answer}.`);
  }
}
