import type { Database } from '../database.ts';
import { identifier } from '../sql/insert.ts';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { SealedColumn } from './sealed-columns.ts';
import { openIfReadable } from './vault.ts';
import type { Vault } from './vault.ts';

/** How many values share a transaction: a running relay waits for milliseconds. */
const batch = 100;

/** A stored value that none of the keys opens. */
export interface UnreadableValue {
  readonly table: string;
  readonly column: string;
  readonly id: string;
}

export interface Resealed {
  /** How many values were re-encrypted. */
  readonly resealed: number;
  /** Values that none of the keys opens. They stay as they are. */
  readonly unreadable: readonly UnreadableValue[];
}

interface Row {
  readonly id: string;
  readonly value: string;
}

/**
 * Re-encrypts with the vault's current key everything that is sealed with another one, a few values
 * at a time. May run while relays work on the database, and repeatedly: concurrent changes are left
 * as they are.
 */
export async function reseal(options: {
  readonly database: Database;
  readonly vault: Vault;
}): Promise<Resealed> {
  const { database, vault } = options;
  let resealed = 0;
  const unreadable: UnreadableValue[] = [];
  for (const column of sealedColumns) {
    let after: string | undefined = '';
    while (after !== undefined) {
      const from: string = after;
      after = await database.write(async (tx) => {
        const rows = await rowsToSeal(tx, { column, vault, after: from });
        for (const row of rows) {
          const value = openedAnew({ row, column, vault });
          if (value === undefined) {
            unreadable.push({ table: column.table, column: column.column, id: row.id });
          } else {
            resealed += await replace(tx, { row, column, value });
          }
        }
        return rows.length < batch ? undefined : rows.at(-1)?.value;
      });
    }
  }
  return { resealed, unreadable };
}

/** In the order of their values, which are unique: an owner may have several. */
function rowsToSeal(
  tx: Transaction,
  options: { readonly column: SealedColumn; readonly vault: Vault; readonly after: string },
): Promise<Row[]> {
  const { column, vault, after } = options;
  const prefix = vault.sealedPrefix;
  const value = identifier(column.column);
  return tx.all<Row>(
    sql`SELECT ${identifier(column.id)} AS "id", ${value} AS "value" FROM ${identifier(column.table)}
        WHERE ${value} > ${after} AND substr(${value}, 1, ${prefix.length}) <> ${prefix}
          AND substr(${value}, 1, 3) IN ('v1.', 'v2.') ${only(column)}
        ORDER BY ${value} LIMIT ${batch}`,
  );
}

function openedAnew(options: {
  readonly row: Row;
  readonly column: SealedColumn;
  readonly vault: Vault;
}): string | undefined {
  const { row, column, vault } = options;
  const place = column.place(row.id);
  return openIfReadable(() => vault.seal(vault.open(row.value, place), place));
}

function replace(
  tx: Transaction,
  options: { readonly row: Row; readonly column: SealedColumn; readonly value: string },
): Promise<number> {
  const { row, column, value } = options;
  return tx.run(
    sql`UPDATE ${identifier(column.table)} SET ${identifier(column.column)} = ${value}
        WHERE ${identifier(column.id)} = ${row.id} AND ${identifier(column.column)} = ${row.value}
          ${only(column)}`,
  );
}

function only({ where }: SealedColumn): Sql {
  return where === undefined ? sql`` : sql`AND ${identifier(where[0])} = ${where[1]}`;
}
