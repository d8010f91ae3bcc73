import type { Database } from '../../database/database.ts';
import { configurationVersion } from '../../database/tables/configuration-versions.ts';
import type { WatchedTable } from '../../database/tables/configuration-versions.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * The version of a table that is cached in memory. What a transaction reads is valid for others
 * only once it is committed: the number of a rolled-back change is reused by the next one, which
 * differs.
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

  /** @returns the current version if it differs; undefined if everything is as it was read */
  async another(tx: Transaction): Promise<number | undefined> {
    const version = await configurationVersion(tx, this.#table);
    return version === this.#version ? undefined : version;
  }

  /** The table was read at this version, in the open transaction. */
  read(version: number): void {
    this.#version = undefined;
    this.#reads += 1;
    const read = this.#reads;
    this.#database.afterCommit(() => {
      if (read === this.#reads) this.#version = version;
    });
  }
}
