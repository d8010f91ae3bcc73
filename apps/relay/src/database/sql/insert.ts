import { Sql } from './sql.ts';
import type { ColumnType } from './sql.ts';

/**
 * An insert of any number of rows into one table: created once per call site, outside of functions.
 */
export interface Insert {
  readonly table: string;
  /** In the order of the values of rows. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** What follows the values: `ON CONFLICT … DO …`. */
  readonly onConflict?: string;
  /** Columns to be returned of what was inserted or changed. */
  readonly returning?: readonly string[];
}

/** What follows the values of an insert. The same in both engines. */
export function insertSuffix({ onConflict = '', returning = [] }: Insert): string {
  const given = returning.length === 0 ? '' : `RETURNING ${returning.map(quoted).join(', ')}`;
  return `${onConflict} ${given}`.trim();
}

export function quoted(name: string): string {
  return `"${name}"`;
}

/**
 * The name of a table or a column, as a fragment: for statements about tables that are not known in
 * advance.
 */
export function identifier(name: string): Sql {
  return new Sql([quoted(name)], []);
}
