import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';

interface Read {
  readonly name: string;
  readonly rows: number;
}

/**
 * Counts what PostgreSQL reads from tables and indexes for a piece of work: rows of whole tables,
 * and index entries, whether they were used in the end or not. The database must have only one
 * connection (`poolSize: 1`), and no other work may run on it.
 *
 * @returns the total, and the counts per table or index, largest first
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
  // A connection reports what it read only occasionally, or on request.
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
