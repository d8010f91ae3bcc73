import { Sql } from '../../src/database/sql/sql.ts';
import type { SqlValue } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';

/** Inserts rows into a table as they are, for tests of lower layers. */
export async function insertRows(
  tx: Transaction,
  options: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly SqlValue[])[];
  },
): Promise<void> {
  const { table, columns, rows } = options;
  const names = columns.map((column) => `"${column}"`).join(', ');
  const texts = [
    `INSERT INTO "${table}" (${names}) VALUES (`,
    ...columns.slice(1).map(() => ', '),
    ')',
  ];
  for (const row of rows) await tx.run(new Sql(texts, row));
}
