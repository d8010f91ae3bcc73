import { AsyncLocalStorage } from 'node:async_hooks';

import { OverloadedError } from './overloaded-error.ts';
import { isFileDamaged, isStorageFailure } from './storage-failure.ts';
import type { Transaction } from './transaction.ts';

/** How long a write waits for others and for another process by default. Milliseconds. */
const defaultPatienceMs = 5_000;

/** A transaction takes milliseconds; cancelling a million deliveries takes some seconds. */
const stuckAfterMs = 120_000;

export interface TransactionOptions {
  /**
   * How long to wait for another process that holds the database, or for locked rows: not for its
   * turn in the line, which has limits of its own.
   */
  readonly patienceMs: number;
  /**
   * Whether it queues in the single line of transactions that read first and then write. Others
   * lock the rows that they change, and check again once they have them.
   */
  readonly inLine: boolean;
}

/**
 * One database engine, for the process or for one of its threads. Its dialect is hidden behind
 * this.
 */
export interface Engine {
  /**
   * Runs work in a transaction of its own, all or nothing. May run the work again if it conflicted
   * with another transaction.
   */
  transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T>;
  /** Reads committed state, on a connection of its own. */
  readonly reader: Transaction;
  /** See `Database.writersOf`; omitted if only one transaction writes at a time. */
  writersOf?(table: string): Promise<readonly string[]>;
  /** Names of the migrations that this version knows, if the engine was opened to run them. */
  readonly migrations?: readonly string[];
  /** False if its file is no longer the one that is open. */
  readonly isInPlace?: boolean;
  /**
   * Removes what was deleted and overwritten from its files as well, if that is up to the relay.
   *
   * @returns false if others were busy with it for all that time
   */
  forget?(options: { readonly patienceMs: number }): Promise<boolean>;
  /** Lets queued work finish, then closes. */
  close(): Promise<void>;
}

interface OpenTransaction {
  readonly transaction: Transaction;
  /** Work that outlives its transaction must not join it. */
  ended: boolean;
  readonly afterCommit: (() => void)[];
  readonly afterEnd: (() => void)[];
}

/** The only way to the database: whole transactions for writing, committed state for reading. */
export class Database {
  /**
   * Called with what a callback after a commit threw: a bug of ours, and no reason to report the
   * write as failed or to skip the callbacks of others.
   */
  onFault: (error: unknown) => void = (error) =>
    process.emitWarning(error instanceof Error ? error : String(error));

  readonly #engine: Engine;
  readonly #patienceMs: number;
  #writable = true;
  #damage: unknown;
  /** When the open transactions started, by `performance.now()`. */
  readonly #begun = new Set<{ readonly at: number }>();
  readonly #open = new AsyncLocalStorage<OpenTransaction>();
  /** Until when the caller waits for a result, by `performance.now()`. */
  readonly #patienceUntil = new AsyncLocalStorage<number>();

  /** @param options.patienceMs how long a write waits for others by default */
  constructor(engine: Engine, options: { readonly patienceMs?: number } = {}) {
    this.#engine = engine;
    this.#patienceMs = options.patienceMs ?? defaultPatienceMs;
  }

  /** Names of the migrations that this version of the relay knows for its engine. */
  get migrations(): readonly string[] {
    return this.#engine.migrations ?? [];
  }

  /**
   * Runs `work` in a transaction and resolves when it is on disk. Inside another `write` it joins
   * that one: both are kept, or neither. The work must wait for nothing but the database.
   *
   * One at a time, over all threads and processes: work that reads first and then writes is not
   * overtaken. With `inLine: false` it need not wait for its turn, as it locks the rows that it
   * changes; that only makes a difference on PostgreSQL.
   */
  async write<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: Partial<TransactionOptions> = {},
  ): Promise<T> {
    const { inLine = true, patienceMs = this.#patienceNow } = options;
    const open = this.#current();
    if (open === undefined) return this.#transact(work, { inLine, patienceMs });
    if (inLine) await open.transaction.takeTurn();
    return work(open.transaction);
  }

  /**
   * Runs something whose writes are given up earlier than by default, because somebody waits for
   * the result. What it leaves running in the background has the default patience again.
   */
  withPatience<T>(withinMs: number, work: () => T): T {
    return this.#patienceUntil.run(performance.now() + withinMs, work);
  }

  get #patienceNow(): number {
    const left = (this.#patienceUntil.getStore() ?? 0) - performance.now();
    return left > 0 ? Math.min(left, this.#patienceMs) : this.#patienceMs;
  }

  async #transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    let afterCommit: (() => void)[] = [];
    const afterEnd: (() => void)[] = [];
    let result: T;
    try {
      result = await this.#engine.transaction((transaction) => {
        // Created anew each time: an engine may have to run the work again.
        afterCommit = [];
        const open: OpenTransaction = { transaction, ended: false, afterCommit, afterEnd };
        const begun = { at: performance.now() };
        this.#begun.add(begun);
        return this.#open
          .run(open, () => work(transaction))
          .finally(() => {
            open.ended = true;
            this.#begun.delete(begun);
          });
      }, options);
    } catch (error) {
      this.#failed(error);
      this.#callBackAll(afterEnd);
      throw error;
    }
    this.#writable = true;
    this.#callBackAll([...afterCommit, ...afterEnd]);
    return result;
  }

  /**
   * Whether the disk accepted the last write, and its file is still in place. After a failure, a
   * new write finds out.
   */
  get writable(): boolean {
    return this.#writable && this.#engine.isInPlace !== false;
  }

  /**
   * What SQLite said when it first found its file damaged; undefined while it has not. Reads and
   * writes of other parts of the file still succeed, but only a restart with a restored file
   * repairs it.
   */
  get damage(): unknown {
    return this.#damage;
  }

  /**
   * Whether a transaction has been running for so long that it will never end: because of a bug, it
   * waits for what comes after it. On SQLite nothing is written until the process exits.
   */
  get isStuck(): boolean {
    const [first] = this.#begun;
    return first !== undefined && performance.now() - first.at > stuckAfterMs;
  }

  /** A write on another connection to the same database failed: the next check finds out. */
  failedElsewhere(error: unknown): void {
    this.#failed(error);
  }

  #failed(error: unknown): void {
    this.#noteDamage(error);
    // Many writes waiting for their turn say nothing about the disk.
    if (isStorageFailure(error) && !(error instanceof OverloadedError)) this.#writable = false;
  }

  #noteDamage(error: unknown): void {
    if (isFileDamaged(error)) this.#damage ??= error;
  }

  /** Reads committed state; inside a `write`, including its own changes so far. */
  async read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    try {
      return await work(this.#current()?.transaction ?? this.#engine.reader);
    } catch (error) {
      this.#noteDamage(error);
      throw error;
    }
  }

  /**
   * The transactions, over all processes, that may have written to a table and are not committed
   * yet. The numbers they took may become visible later than larger numbers of others.
   */
  async writersOf(table: string): Promise<readonly string[]> {
    return (await this.#engine.writersOf?.(table)) ?? [];
  }

  /** Calls back once the open transaction is on disk; immediately if none is open. */
  afterCommit(callback: () => void): void {
    const open = this.#current();
    if (open === undefined) this.#callBack(callback);
    else open.afterCommit.push(callback);
  }

  /** Calls back once the open transaction has ended, whether or not it was committed. */
  afterEnd(callback: () => void): void {
    const open = this.#current();
    if (open === undefined) this.#callBack(callback);
    else open.afterEnd.push(callback);
  }

  #callBackAll(callbacks: readonly (() => void)[]): void {
    this.#patienceUntil.exit(() => {
      for (const callback of callbacks) this.#callBack(callback);
    });
  }

  #callBack(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.onFault(error);
    }
  }

  #current(): OpenTransaction | undefined {
    const open = this.#open.getStore();
    return open?.ended === false ? open : undefined;
  }

  /**
   * See `Engine.forget`.
   *
   * @throws {Error} inside a `write`, as it would wait for its own end forever
   */
  async forget(): Promise<boolean> {
    if (this.#current() !== undefined) {
      throw new Error('Database.forget was called inside a transaction, which it has to wait for.');
    }
    return (await this.#engine.forget?.({ patienceMs: this.#patienceMs })) ?? true;
  }

  /** Lets queued work finish, then closes the files. */
  async close(): Promise<void> {
    await this.#engine.close();
  }
}
