import type { SqlValue } from './sql/sql.ts';
import type { Transaction } from './transaction.ts';

export type { SqlValue };

/** SQLite takes at most 32,766 parameters in one statement. */
const maxParameters = 30_000;

/** @deprecated `Transaction.insertMany` has a fixed text. */
export async function insertRows<Returned = never>(
  transaction: Transaction,
  options: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly SqlValue[])[];
    readonly suffix?: string;
  },
): Promise<Returned[]> {
  const { table, columns, rows, suffix = '' } = options;
  const perStatement = Math.floor(maxParameters / columns.length);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const returned: Returned[] = [];
  for (let start = 0; start < rows.length; start += perStatement) {
    const chunk = rows.slice(start, start + perStatement);
    const result = await transaction.query<Returned[]>(
      `INSERT INTO "${table}" (${names}) VALUES ${tuples(chunk.length, columns.length)} ${suffix}`,
      chunk.flat(),
    );
    returned.push(...result);
  }
  return returned;
}

/** @deprecated `rows` of `sql/sql.ts` has a fixed text. */
export function tuples(rows: number, columns: number): string {
  const tuple = `(${Array(columns).fill('?').join(', ')})`;
  return Array(rows).fill(tuple).join(', ');
}

/** @deprecated `texts` and `integers` of `sql/sql.ts` have a fixed text. */
export function placeholders(count: number): string {
  return Array(count).fill('?').join(', ');
}
