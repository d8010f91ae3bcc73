import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';

interface Read {
  readonly name: string;
  readonly rows: number;
}

/**
 * Counts what PostgreSQL reads of tables and indexes for a piece of work: rows of whole tables, and
 * entries of indexes, whether they were wanted in the end or not. The database must have one
 * connection only (`poolSize: 1`), and nobody else may be at work on it.
 *
 * @returns how many in all, and of what, the most first
 */
export async function rowsRead<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly rows: number; readonly of: readonly Read[] }> {
  const before = new Map((await readCounts(database)).map(({ name, rows }) => [name, rows]));
  const result = await work();
  const of = (await readCounts(database))
    .map(({ name, rows }) => ({ name, rows: rows - (before.get(name) ?? 0) }))
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => b.rows - a.rows);
  return { result, rows: of.reduce((sum, { rows }) => sum + rows, 0), of };
}

async function readCounts(database: Database): Promise<readonly Read[]> {
  // A connection tells what it read once in a while, or when it is asked to.
  await database.read((tx) => tx.all(sql`SELECT pg_stat_force_next_flush()`));
  const counts = await database.read((tx) =>
    tx.all<Read>(
      sql`SELECT relname AS "name", seq_tup_read AS "rows" FROM pg_stat_user_tables
          UNION ALL
          SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes`,
    ),
  );
  return counts.map(({ name, rows }) => ({ name, rows: Number(rows) }));
}
