import type { Statement } from 'better-sqlite3';

import type { Database } from './database.ts';

/** Increasing counters, stored with the state. */
export class Sequences {
  readonly #take: Statement<[{ name: string; first: number; count: number }], { value: number }>;
  readonly #last: Statement<[string], number>;
  readonly #set: Statement<[string, number]>;
  readonly #forget: Statement<[string]>;

  constructor(database: Database) {
    this.#take = database.prepare(`
      insert into sequence (name, value) values (:name, :first + :count - 1)
      on conflict (name) do update set value = value + :count
      returning value
    `);
    this.#last = database
      .prepare<[string], number>('select value from sequence where name = ?')
      .pluck();
    this.#set = database.prepare('insert or replace into sequence (name, value) values (?, ?)');
    this.#forget = database.prepare('delete from sequence where name = ?');
  }

  /**
   * Takes the next numbers of a sequence and returns the first of them.
   *
   * @param options.first where a new sequence starts
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

  /** Returns the last number taken, or 0. */
  last(name: string): number {
    return this.#last.get(name) ?? 0;
  }

  /** Sets a sequence to an earlier position. */
  set(options: { readonly name: string; readonly last: number }): void {
    this.#set.run(options.name, options.last);
  }

  /** Restarts a sequence. */
  forget(name: string): void {
    this.#forget.run(name);
  }
}
