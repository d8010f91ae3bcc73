import type { Pool, PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

import type { Engine } from '../database.ts';
import type { Transaction } from '../transaction.ts';
import { PostgresTransaction } from './postgres-transaction.ts';

/** How often the work of a transaction is run again that met another one. */
const mostRuns = 5;

/** Serialization failure and deadlock: nothing was kept, and the same work may do better. */
const metAnother: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Whoever writes one after the other holds this lock, over all processes: "relay" in ASCII. */
const writeLock = 0x72_65_6c_61_79;

/**
 * PostgreSQL, for any number of processes.
 *
 * Writers stand in one line over all of them, by an advisory lock that ends with the transaction:
 * what looks first and then writes is not overtaken.
 */
export class PostgresEngine implements Engine {
  readonly reader: Transaction;
  readonly #pool: Pool;
  readonly #entitiesOf: (client: PoolClient) => EntityManager;
  readonly #close: () => Promise<void>;

  constructor(options: {
    readonly pool: Pool;
    /** TypeORM's view of a connection on which a transaction is open. */
    readonly entitiesOf: (client: PoolClient) => EntityManager;
    /** TypeORM's view of committed state. */
    readonly entities: () => EntityManager;
    readonly close: () => Promise<void>;
  }) {
    this.#pool = options.pool;
    this.#entitiesOf = options.entitiesOf;
    this.#close = options.close;
    this.reader = new PostgresTransaction({ client: options.pool, entities: options.entities });
  }

  async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: { readonly patienceMs: number },
  ): Promise<T> {
    for (let run = 1; ; run += 1) {
      try {
        return await this.#transact(work, options);
      } catch (error) {
        if (run === mostRuns || !metAnother.has((error as { code?: unknown }).code)) throw error;
      }
    }
  }

  async #transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    { patienceMs }: { readonly patienceMs: number },
  ): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    // A connection may be cut between two statements, where nobody waits for an answer.
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL lock_timeout = ${Math.ceil(patienceMs)}`);
      await client.query(`SELECT pg_advisory_xact_lock(${writeLock})`);
      let entities: EntityManager | undefined;
      const result = await work(
        new PostgresTransaction({
          client,
          entities: () => (entities ??= this.#entitiesOf(client)),
        }),
      );
      // A statement that failed and was not reported makes COMMIT roll back, and say so only here.
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new NotCommittedError(command);
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        // Not fit for another transaction: the pool makes a new connection.
        broken = failure;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** COMMIT was answered, and not by a commit: an error inside of the work was swallowed. */
class NotCommittedError extends Error {
  readonly code = 'not_committed';
  override readonly name = 'NotCommittedError';

  constructor(answer: string) {
    super(`The transaction was not kept: PostgreSQL answered its COMMIT with ${answer}.`);
  }
}
