import { AsyncLocalStorage } from 'node:async_hooks';

import pLimit from 'p-limit';
import type { DataSource, EntityManager } from 'typeorm';

import { isStorageFailure } from './storage-failure.ts';

interface OpenTransaction {
  readonly manager: EntityManager;
  /** Work that outlives its transaction must not join it. */
  ended: boolean;
  readonly afterCommit: (() => void)[];
}

/**
 * The one way to the database: whole transactions to write, committed state to read.
 *
 * SQLite has one writer, so transactions queue here instead of failing as busy; readers have a
 * connection of their own and never see what is not committed.
 */
export class Database {
  readonly #writer: DataSource;
  readonly #reader: DataSource;
  readonly #recover: () => void;
  #writable = true;
  readonly #oneAtATime = pLimit(1);
  readonly #open = new AsyncLocalStorage<OpenTransaction>();

  constructor(options: {
    readonly writer: DataSource;
    readonly reader: DataSource;
    /** Makes sure that nothing of a failed transaction is left open. */
    readonly recover: () => void;
  }) {
    this.#writer = options.writer;
    this.#reader = options.reader;
    this.#recover = options.recover;
  }

  /**
   * Runs `work` in a transaction and answers when it is on disk. Inside another `write` it joins
   * that one: both are kept, or neither. The work must wait for nothing but the database.
   */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.#current();
    if (open !== undefined) return work(open.manager);
    return this.#oneAtATime(() => this.#transact(work));
  }

  async #transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    let result: T;
    try {
      result = await this.#writer.transaction((manager) => {
        const open: OpenTransaction = { manager, ended: false, afterCommit };
        return this.#open
          .run(open, () => work(manager))
          .finally(() => {
            open.ended = true;
          });
      });
    } catch (error) {
      this.#recover();
      if (isStorageFailure(error)) this.#writable = false;
      throw error;
    }
    this.#writable = true;
    for (const callback of afterCommit) callback();
    return result;
  }

  /** Whether the disk took the last write. After one that it refused, a new one finds out. */
  get writable(): boolean {
    return this.#writable;
  }

  /** Reads committed state; inside a `write`, what that one has done so far. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.#current()?.manager ?? this.#reader.manager);
  }

  /** Calls back once the open transaction is on disk; at once when none is open. */
  afterCommit(callback: () => void): void {
    const open = this.#current();
    if (open === undefined) callback();
    else open.afterCommit.push(callback);
  }

  #current(): OpenTransaction | undefined {
    const open = this.#open.getStore();
    return open?.ended === false ? open : undefined;
  }

  /** Lets what is queued finish, then closes the files. */
  async close(): Promise<void> {
    await this.#oneAtATime(async () => {});
    await this.#reader.destroy();
    await this.#writer.destroy();
  }
}
