import type { Statement } from 'better-sqlite3';

import type { Database } from './database.ts';

/** Counters that only rise, kept with the state. */
export class Sequences {
  readonly #take: Statement<[{ name: string; first: number; count: number }], { value: number }>;
  readonly #forget: Statement<[string]>;

  constructor(database: Database) {
    this.#take = database.prepare(`
      insert into sequence (name, value) values (:name, :first + :count - 1)
      on conflict (name) do update set value = value + :count
      returning value
    `);
    this.#forget = database.prepare('delete from sequence where name = ?');
  }

  /**
   * Takes the next numbers of a sequence and gives the first of them.
   *
   * @param options.first where a new sequence begins
   * @param options.count how many to take
   */
  take(options: {
    readonly name: string;
    readonly first: number;
    readonly count?: number;
  }): number {
    const count = options.count ?? 1;
    const row = this.#take.get({ name: options.name, first: options.first, count });
    if (row === undefined) throw new Error(`The sequence "${options.name}" gave no number.`);
    return row.value - count + 1;
  }

  /** Lets a sequence begin anew. */
  forget(name: string): void {
    this.#forget.run(name);
  }
}
