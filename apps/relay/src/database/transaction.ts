import type { EntityManager } from 'typeorm';

import type { Insert } from './sql/insert.ts';
import type { Sql, SqlValue } from './sql/sql.ts';

/**
 * What work on the database does it with: inside `Database.write` one transaction, inside
 * `Database.read` committed state.
 */
export interface Transaction {
  /** All rows that a statement gives. Booleans are 0 and 1, or false and true: use `Boolean`. */
  all<Row>(statement: Sql): Promise<Row[]>;
  /** The first row. */
  first<Row>(statement: Sql): Promise<Row | undefined>;
  /** @returns how many rows were inserted, changed or deleted */
  run(statement: Sql): Promise<number>;
  /** Runs the same statement for each item, in order. @returns how many rows were changed in all */
  each<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<number>;
  /** The same. @returns those items for which it changed nothing */
  eachMissed<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<Item[]>;
  /** @returns what `returning` names, of the rows that were inserted or changed, in no order */
  insertMany<Row = never>(insert: Insert, rows: readonly (readonly SqlValue[])[]): Promise<Row[]>;
  /**
   * From here to the commit nobody else appends to the log, so that its numbers are in the order of
   * commits. What stands in the one line of writers anyway has its turn already.
   */
  takeTurn(): Promise<void>;
  /** Entities of the same transaction: for what is off the hot path. */
  readonly entities: EntityManager;
  /** Text of one engine, for tests that look at what lies below. */
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row>;
}
