import { AsyncLocalStorage } from 'node:async_hooks';

import { OverloadedError } from './overloaded-error.ts';
import { isStorageFailure } from './storage-failure.ts';
import type { Transaction } from './transaction.ts';

/** How long a write waits for others and for another process by itself. Milliseconds. */
const usualPatienceMs = 5_000;

/** The work of a transaction takes milliseconds, to cancel a million deliveries some seconds. */
const stuckAfterMs = 120_000;

export interface TransactionOptions {
  /** How long to wait for another process that holds the database, or what is locked in it. */
  readonly patienceMs: number;
  /**
   * Whether it stands in the one line of all that look first and then write. Others lock the rows
   * that they change, and look again once they have them.
   */
  readonly inLine: boolean;
}

/** One database engine, for the process or for one thread of it. All of its dialect is behind this. */
export interface Engine {
  /**
   * Runs work in a transaction of its own, kept whole or not at all. It may run the work again when
   * that met another transaction.
   */
  transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T>;
  /** Reads what is committed, on a connection of its own. */
  readonly reader: Transaction;
  /** See `Database.writersOf`; left out where one transaction writes at a time. */
  writersOf?(table: string): Promise<readonly string[]>;
  /** Names of the migrations that this version knows, where the engine was opened to run them. */
  readonly migrations?: readonly string[];
  /** False when its file is not the one any more that is open. */
  readonly isInPlace?: boolean;
  /**
   * Lets go of what was deleted and overwritten, in its files as well, where that is for the relay to
   * do.
   *
   * @returns false when others were at it for all that time
   */
  forget?(options: { readonly patienceMs: number }): Promise<boolean>;
  /** Lets what is queued finish, then closes. */
  close(): Promise<void>;
}

interface OpenTransaction {
  readonly transaction: Transaction;
  /** Work that outlives its transaction must not join it. */
  ended: boolean;
  readonly afterCommit: (() => void)[];
}

/** The one way to the database: whole transactions to write, committed state to read. */
export class Database {
  /**
   * Told of what a callback after a commit threw: a fault of ours, and no reason to say that what was
   * written was not, nor to leave out the callbacks of others.
   */
  onFault: (error: unknown) => void = (error) =>
    process.emitWarning(error instanceof Error ? error : String(error));

  readonly #engine: Engine;
  readonly #patienceMs: number;
  #writable = true;
  /** When the transactions began that have not ended, by `performance.now()`. */
  readonly #begun = new Set<{ readonly at: number }>();
  readonly #open = new AsyncLocalStorage<OpenTransaction>();
  /** Until when whoever called waits for an answer, by `performance.now()`. */
  readonly #answerBy = new AsyncLocalStorage<number>();

  /** @param options.patienceMs how long a write waits for others by itself */
  constructor(engine: Engine, options: { readonly patienceMs?: number } = {}) {
    this.#engine = engine;
    this.#patienceMs = options.patienceMs ?? usualPatienceMs;
  }

  /** Names of the migrations that this version of the relay knows for its engine. */
  get migrations(): readonly string[] {
    return this.#engine.migrations ?? [];
  }

  /**
   * Runs `work` in a transaction and answers when it is on disk. Inside another `write` it joins
   * that one: both are kept, or neither. The work must wait for nothing but the database.
   *
   * One at a time, over all threads and processes: what looks first and then writes is not
   * overtaken. With `inLine: false` it need not wait for its turn, as it locks the rows that it
   * changes; that makes a difference on PostgreSQL only.
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
   * Runs something whose writes are given up after a while instead of the usual time, as somebody
   * waits for the answer. What it leaves behind in the background has the usual time again.
   */
  answering<T>(withinMs: number, work: () => T): T {
    return this.#answerBy.run(performance.now() + withinMs, work);
  }

  get #patienceNow(): number {
    const left = (this.#answerBy.getStore() ?? 0) - performance.now();
    return left > 0 ? Math.min(left, this.#patienceMs) : this.#patienceMs;
  }

  async #transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    let afterCommit: (() => void)[] = [];
    let result: T;
    try {
      result = await this.#engine.transaction((transaction) => {
        // Anew each time: an engine may have to run the work again.
        afterCommit = [];
        const open: OpenTransaction = { transaction, ended: false, afterCommit };
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
      throw error;
    }
    this.#writable = true;
    this.#answerBy.exit(() => {
      for (const callback of afterCommit) this.#callBack(callback);
    });
    return result;
  }

  /**
   * Whether the disk took the last write, and its file is where it was. After one that it refused,
   * a new one finds out.
   */
  get writable(): boolean {
    return this.#writable && this.#engine.isInPlace !== false;
  }

  /**
   * Whether the work of a transaction has not ended for so long that it never will: by a fault of
   * ours it waits for what comes after it. On SQLite nothing is written until the process ends.
   */
  get isStuck(): boolean {
    const [first] = this.#begun;
    return first !== undefined && performance.now() - first.at > stuckAfterMs;
  }

  /** A write on another connection to the same database failed: the next look finds out. */
  failedElsewhere(error: unknown): void {
    this.#failed(error);
  }

  #failed(error: unknown): void {
    // That many wait for their turn says nothing of the disk.
    if (isStorageFailure(error) && !(error instanceof OverloadedError)) this.#writable = false;
  }

  /** Reads committed state; inside a `write`, what that one has done so far. */
  read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return work(this.#current()?.transaction ?? this.#engine.reader);
  }

  /**
   * The transactions, over all processes, that may have written to a table and are not committed yet.
   * What they numbered may be seen later than larger numbers of others.
   */
  async writersOf(table: string): Promise<readonly string[]> {
    return (await this.#engine.writersOf?.(table)) ?? [];
  }

  /** Calls back once the open transaction is on disk; at once when none is open. */
  afterCommit(callback: () => void): void {
    const open = this.#current();
    if (open === undefined) this.#callBack(callback);
    else open.afterCommit.push(callback);
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
   * @throws {Error} inside a `write`, as it would wait for the end of that one for ever
   */
  async forget(): Promise<boolean> {
    if (this.#current() !== undefined) {
      throw new Error('Database.forget was called inside a transaction, which it has to wait for.');
    }
    return (await this.#engine.forget?.({ patienceMs: this.#patienceMs })) ?? true;
  }

  /** Lets what is queued finish, then closes the files. */
  async close(): Promise<void> {
    await this.#engine.close();
  }
}
