import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const pg = require('pg');

/**
 * Server settings that count what each statement takes, at the cost of some percent of its time.
 */
export const countStatements: readonly string[] = [
  'shared_preload_libraries=pg_stat_statements',
  'pg_stat_statements.track_utility=on',
];

const most = 25;

interface Statement {
  readonly calls: string;
  readonly rows: string;
  readonly total: number;
  readonly query: string;
}

/** Prints what the statements of a database have taken so far, and resets the counters. */
export async function showStatements(options: {
  readonly url: string;
  /** Number of operations, to print times per operation. */
  readonly per: number;
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const { rows } = await client.query(
      `SELECT "calls", "rows", "total_exec_time" AS "total", "query" FROM pg_stat_statements
       JOIN pg_database ON pg_database.oid = "dbid" WHERE "datname" = current_database()
       ORDER BY "total_exec_time" DESC`,
    );
    const statements: readonly Statement[] = rows;
    const total = statements.reduce((sum, one) => sum + one.total, 0);
    process.stdout.write(`\n  statements: ${((total * 1_000) / options.per).toFixed(1)} µs each\n`);
    for (const { calls, rows: found, total: ms, query } of statements.slice(0, most)) {
      const text = query.replaceAll(/\s+/g, ' ').slice(0, 110);
      const each = ((ms * 1_000) / options.per).toFixed(1);
      process.stdout.write(`  ${each} µs  ${calls} calls  ${found} rows  ${text}\n`);
    }
    await client.query('SELECT pg_stat_statements_reset()');
  } finally {
    await client.end();
  }
}
