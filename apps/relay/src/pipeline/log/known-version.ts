import type { Database } from '../../database/database.ts';
import { configurationVersion } from '../../database/tables/configuration-versions.ts';
import type { WatchedTable } from '../../database/tables/configuration-versions.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * The version of a table that is kept in memory. What a transaction reads counts for others only once
 * it is committed: the number of one that is lost is given to the next change, which is another.
 */
export class KnownVersion {
  readonly #database: Pick<Database, 'afterCommit'>;
  readonly #table: WatchedTable;
  #version: number | undefined;
  #reads = 0;

  constructor(options: {
    readonly database: Pick<Database, 'afterCommit'>;
    readonly table: WatchedTable;
  }) {
    this.#database = options.database;
    this.#table = options.table;
  }

  /** @returns the present version where that is another; undefined when all is as it was read */
  async another(tx: Transaction): Promise<number | undefined> {
    const version = await configurationVersion(tx, this.#table);
    return version === this.#version ? undefined : version;
  }

  /** The table was read in this version, in the transaction that is open. */
  read(version: number): void {
    this.#version = undefined;
    this.#reads += 1;
    const read = this.#reads;
    this.#database.afterCommit(() => {
      if (read === this.#reads) this.#version = version;
    });
  }
}
