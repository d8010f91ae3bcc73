import type { EntityManager } from 'typeorm';

/** A value that a driver binds. */
export type SqlValue = string | number | boolean | null | Uint8Array;

/** SQLite takes at most 32,766 parameters in one statement. */
const maxParameters = 30_000;

/**
 * Inserts many rows in as few statements as can be.
 *
 * @param options.suffix what follows the rows, such as `ON CONFLICT DO NOTHING RETURNING "seq"`
 * @returns what `RETURNING` gave, over all rows
 */
export async function insertRows<Returned = never>(
  manager: EntityManager,
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
    const result: unknown = await manager.query(
      `INSERT INTO "${table}" (${names}) VALUES ${tuples(chunk.length, columns.length)} ${suffix}`,
      chunk.flat(),
    );
    if (Array.isArray(result)) returned.push(...(result as Returned[]));
  }
  return returned;
}

/** `(?, ?), (?, ?)`: placeholders for rows of values. */
export function tuples(rows: number, columns: number): string {
  const tuple = `(${Array(columns).fill('?').join(', ')})`;
  return Array(rows).fill(tuple).join(', ');
}

/** `?, ?, ?`: placeholders for a list of values. */
export function placeholders(count: number): string {
  return Array(count).fill('?').join(', ');
}
