import type { EntityManager } from 'typeorm';

import type { Insert } from './sql/insert.ts';
import type { Sql, SqlValue } from './sql/sql.ts';

/**
 * What work on the database uses: inside `Database.write` one transaction, inside `Database.read`
 * committed state.
 */
export interface Transaction {
  /** All rows of a statement. Booleans are 0 and 1, or false and true: use `Boolean`. */
  all<Row>(statement: Sql): Promise<Row[]>;
  /** The first row. */
  first<Row>(statement: Sql): Promise<Row | undefined>;
  /** @returns how many rows were inserted, changed or deleted */
  run(statement: Sql): Promise<number>;
  /** Runs the same statement for each item, in order. @returns the total number of changed rows */
  each<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<number>;
  /** The same. @returns the items for which it changed nothing */
  eachMissed<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<Item[]>;
  /** @returns what `returning` names, of the rows that were inserted or changed, in no order */
  insertMany<Row = never>(insert: Insert, rows: readonly (readonly SqlValue[])[]): Promise<Row[]>;
  /**
   * From here to the commit nobody else appends to the log, so that its numbers are in commit
   * order. A transaction in the line of writers already has its turn.
   */
  takeTurn(): Promise<void>;
  /** Entities of the same transaction: for everything off the hot path. */
  readonly entities: EntityManager;
  /** Text for one engine, for tests that look below the seam. */
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row>;
}
