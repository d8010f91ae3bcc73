import type { Dialect } from '../sql/render.ts';
import type { SqlRows, SqlValue } from '../sql/sql.ts';

/** SQLite: positional `?`, booleans as 0 and 1, lists and rows as one JSON parameter. */
export const sqliteDialect: Dialect = {
  // SQLite does not plan by values behind an operator, even one that changes nothing.
  parameter: (_, { plannedOnce }) => (plannedOnce ? '+?' : '?'),
  list: () => '(SELECT "value" FROM json_each(?))',
  rows: ({ columns, rows }: SqlRows) => ({
    text: `(SELECT ${Object.keys(columns)
      .map((name, index) => `json_extract("value", '$[${index}]') AS "${name}"`)
      .join(', ')} FROM json_each(?))`,
    values: [JSON.stringify(rows.map((row) => row.map(bindSqlite)))],
  }),
  bind: bindSqlite,
  bindList: ({ values }) => JSON.stringify(values),
};

export function bindSqlite(value: SqlValue): string | number | bigint | null | Buffer {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return value as string | number | bigint | null | Buffer;
}
