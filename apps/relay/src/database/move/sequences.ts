import { sql } from '../sql/sql.ts';
import { identifier, quoted } from '../sql/insert.ts';
import type { Transaction } from '../transaction.ts';
import type { MovedTable } from './moved-table.ts';

/**
 * How each engine keeps the last number it assigned to a row of a table, including deleted rows.
 */
export interface Sequences {
  /** @returns 0 if it has not assigned any yet */
  last(tx: Transaction, table: MovedTable): Promise<number>;
  set(tx: Transaction, table: MovedTable, last: number): Promise<void>;
}

export const sqliteSequences: Sequences = {
  async last(tx, { name }) {
    const row = await tx.first<{ seq: number }>(
      sql`SELECT "seq" FROM "sqlite_sequence" WHERE "name" = ${name}`,
    );
    return Number(row?.seq ?? 0);
  },
  async set(tx, { name }, last) {
    const changed = await tx.run(
      sql`UPDATE "sqlite_sequence" SET "seq" = ${last} WHERE "name" = ${name}`,
    );
    if (changed > 0) return;
    await tx.run(sql`INSERT INTO "sqlite_sequence" ("name", "seq") VALUES (${name}, ${last})`);
  },
};

export const postgresSequences: Sequences = {
  async last(tx, table) {
    const row = await tx.first<{ last: number }>(
      sql`SELECT CASE WHEN "is_called" THEN "last_value" ELSE 0 END AS "last"
          FROM ${identifier(await sequenceOf(tx, table))}`,
    );
    return Number(row?.last ?? 0);
  },
  async set(tx, table, last) {
    const sequence = quoted(await sequenceOf(tx, table));
    await tx.first(sql`SELECT setval(${sequence}, ${Math.max(1, last)}, ${last > 0})`);
  },
};

/** The name of the sequence behind a table's numbers, without its schema. */
async function sequenceOf(tx: Transaction, { name, numbered }: MovedTable): Promise<string> {
  const row = await tx.first<{ name: string }>(
    sql`SELECT "relname" AS "name" FROM "pg_class"
        WHERE "oid" = pg_get_serial_sequence(${quoted(name)}, ${String(numbered)})::regclass`,
  );
  if (row === undefined) throw new Error(`"${name}" has no sequence.`);
  return row.name;
}
