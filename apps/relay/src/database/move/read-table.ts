import type { Database } from '../database.ts';
import { Sql, sql } from '../sql/sql.ts';
import type { SqlPart, SqlValue } from '../sql/sql.ts';
import { identifier } from '../sql/insert.ts';
import { movedAwaySetting } from './moved-away.ts';
import { moveSetting } from './move-state.ts';
import type { RowKey } from './move-state.ts';
import type { MovedTable } from './moved-table.ts';

/** The values of a row's columns, in the order of the table's columns. */
export type MovedRow = readonly SqlValue[];

/** Approximately how many bytes are read at once: rows are from a few bytes to a megabyte. */
const batchBytes = 8 * 1024 * 1024;
const fewestRows = 8;
const maxRows = 2_000;

/**
 * Reads a whole table in key order, in batches, in constant memory however long it is.
 *
 * @param options.after starts after the row with this key
 */
export async function* readTable(options: {
  readonly database: Database;
  readonly table: MovedTable;
  readonly after?: RowKey | undefined;
  /** Converts texts to what the other engine accepts. */
  readonly adapt?: (text: string) => string;
}): AsyncGenerator<{ readonly rows: readonly MovedRow[]; readonly last: RowKey }> {
  const { database, table, adapt = asItIs } = options;
  const names = Object.keys(table.columns);
  let { after } = options;
  let limit = 200;
  for (;;) {
    const statement = selectAfter({ table, after, limit });
    const found = await database.read((tx) => tx.all<Record<string, SqlValue>>(statement));
    const last = found.at(-1);
    if (last === undefined) return;
    const rows = found.map((row) =>
      names.map((column) => {
        const value = row[column] ?? null;
        if (typeof value === 'string') return adapt(value);
        // SQLite stores false and true as 0 and 1.
        return table.columns[column] === 'boolean' && value !== null ? Boolean(value) : value;
      }),
    );
    after = table.key.map((name) => last[name] as string | number);
    yield { rows, last: after };
    if (found.length < limit) return;
    const perRow = Math.max(1, rows.reduce((sum, row) => sum + sizeOf(row), 0) / rows.length);
    limit = Math.min(maxRows, Math.max(fewestRows, Math.floor(batchBytes / perRow)));
  }
}

export async function countRows(database: Database, table: MovedTable): Promise<number> {
  const row = await database.read((tx) =>
    tx.first<{ count: number }>(
      sql`SELECT COUNT(*) AS "count" FROM ${identifier(table.name)} ${ownRows(table)}`,
    ),
  );
  return Number(row?.count ?? 0);
}

function selectAfter(options: {
  readonly table: MovedTable;
  readonly after: RowKey | undefined;
  readonly limit: number;
}): Sql {
  const { table, after, limit } = options;
  const columns = list(Object.keys(table.columns).map(identifier));
  const key = list(table.key.map(identifier));
  const behind = after === undefined ? sql`` : sql`AND (${key}) > (${list(after)})`;
  return sql`SELECT ${columns} FROM ${identifier(table.name)} ${ownRows(table)} ${behind}
             ORDER BY ${key} LIMIT ${limit}`;
}

/** All rows except those about moves. */
function ownRows(table: MovedTable): Sql {
  return table.name === 'settings'
    ? sql`WHERE "name" NOT IN (${moveSetting}, ${movedAwaySetting})`
    : sql`WHERE 1 = 1`;
}

function list(parts: readonly SqlPart[]): Sql {
  return new Sql(['', ...Array.from({ length: parts.length - 1 }, () => ', '), ''], parts);
}

function asItIs(text: string): string {
  return text;
}

function sizeOf(row: MovedRow): number {
  return row.reduce<number>((sum, value) => {
    if (typeof value === 'string') return sum + value.length;
    return sum + (value instanceof Uint8Array ? value.byteLength : 8);
  }, 0);
}
