import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const pg = require('pg');

/** Number of subjects, so that indexes resemble real use. */
const subjects = 5_000;
/** Above all ids that a generator creates. */
const firstActivityId = 10_000_000_000;

/** Columns in which the copies differ from the original row; "n" is the number of the copy. */
const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  activities: { activity_id: `(n + ${firstActivityId})::text` },
  events: {
    id: `'evt_' || replace(gen_random_uuid()::text, '-', '')`,
    activity_id: `(n + ${firstActivityId})::text`,
    subject_id: `(n % ${subjects})::text`,
  },
  deliveries: {
    event_seq: 'n + 1',
    lane: `'filled/' || (n % ${subjects})`,
    status: `'delivered'`,
    finished_at: '"created_at"',
  },
};

/**
 * Grows the database of a stopped relay as if it had run for years: copies the first event it
 * contains, with its activity and delivery, this many times, with new ids.
 */
export async function fillPostgresLog(options: {
  readonly url: string;
  readonly events: number;
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    // Inserts rows before creating indexes, except those of constraints: one sort.
    const { rows: indexes } = await client.query(
      `SELECT indexname AS "name", indexdef AS "sql" FROM pg_indexes
       WHERE schemaname = 'public' AND tablename IN ('activities', 'events', 'deliveries')
         AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
    );
    for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
    for (const [table, values] of Object.entries(own)) {
      const { rows: columns } = await client.query(
        `SELECT column_name AS "name" FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'seq'`,
        [table],
      );
      const names = columns.map(({ name }: { name: string }) => `"${name}"`).join(', ');
      const made = columns
        .map(({ name }: { name: string }) => values[name] ?? `"${name}"`)
        .join(', ');
      await client.query(
        `INSERT INTO "${table}" (${names})
         SELECT ${made} FROM generate_series(1, ${options.events}) AS n,
           (SELECT * FROM "${table}" ORDER BY "seq" LIMIT 1) AS "first"`,
      );
    }
    for (const { sql } of indexes) await client.query(sql);
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
