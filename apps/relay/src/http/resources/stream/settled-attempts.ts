import type { Database } from '../../../database/database.ts';
import { sql } from '../../../database/sql/sql.ts';

/** How far attempts are settled: up to there, what is not visible now never will be. */
export interface Settled {
  readonly upTo: number;
  /** Whether there are more, which attempts being written now may still precede. */
  readonly waits: boolean;
}

/**
 * How far a reader may go through the attempts without missing one. Several workers on PostgreSQL
 * commit them in an order other than that of their numbers: a smaller number may become visible
 * later. So nobody reads beyond what existed before all transactions that are now writing started.
 */
export class SettledAttempts {
  readonly #database: Database;
  #upTo = 0;
  #next: { readonly upTo: number; readonly writers: readonly string[] } | undefined;
  #looking: Promise<Settled> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One query for all concurrent callers. */
  find(): Promise<Settled> {
    this.#looking ??= this.#find().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** The number of the newest visible attempt. */
  async newest(): Promise<number> {
    const row = await this.#database.read((tx) =>
      tx.first<{ seq: number | null }>(sql`SELECT MAX("seq") AS "seq" FROM "attempts"`),
    );
    return Number(row?.seq ?? 0);
  }

  async #find(): Promise<Settled> {
    // In this order: a smaller number that is not visible yet belongs to a transaction still in
    // progress.
    const newest = await this.newest();
    const writers = await this.#database.writersOf('attempts');
    const next = this.#next;
    if (next !== undefined && !next.writers.some((writer) => writers.includes(writer))) {
      this.#upTo = next.upTo;
      this.#next = undefined;
    }
    if (writers.length === 0) this.#upTo = Math.max(this.#upTo, newest);
    else if (newest > this.#upTo) this.#next ??= { upTo: newest, writers };
    return { upTo: this.#upTo, waits: this.#next !== undefined };
  }
}
