import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const BetterSqlite3 = require('better-sqlite3');

/** Events of so many subjects, so that lanes and indexes are as they are in use. */
const subjects = 5_000;
/** Above all ids that a generator makes. */
const firstActivityId = 10_000_000_000;

/**
 * Makes a database of a relay that is stopped as long as after years: the one event that it holds
 * already, with its activity and its delivery, so many times more, each with ids of its own. Without
 * the relay, which would take an hour.
 *
 * @param options.status what became of the deliveries; of pending ones the lanes are made too
 */
export function fillLog(options: {
  readonly path: string;
  readonly events: number;
  readonly status: 'delivered' | 'pending';
}): void {
  const { path, events, status } = options;
  const database = new BetterSqlite3(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -200000');
  database.pragma('wal_autocheckpoint = 100000');
  const tables = ['activities', 'events', 'deliveries'];
  // Rows first, indexes after: sorted at once instead of a page at random for each row.
  const indexes = database
    .prepare(
      `SELECT "name", "sql" FROM "sqlite_master" WHERE "type" = 'index' AND "sql" IS NOT NULL
       AND "tbl_name" IN ('activities', 'events', 'deliveries')`,
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  const subject = `CAST(n % ${subjects} AS text)`;
  const own: Record<string, Record<string, string>> = {
    activities: { seq: 'n + 1', activity_id: `CAST(n + ${firstActivityId} AS text)` },
    events: {
      seq: 'n + 1',
      id: `'evt_' || lower(hex(randomblob(16)))`,
      activity_id: `CAST(n + ${firstActivityId} AS text)`,
      subject_id: subject,
    },
    deliveries: {
      seq: 'n + 1',
      event_seq: 'n + 1',
      lane: `'filled/' || ${subject}`,
      status: `'${status}'`,
      finished_at: status === 'pending' ? 'NULL' : '"created_at"',
    },
  };
  for (const table of tables) {
    const columns = (
      database.prepare(`SELECT "name" FROM pragma_table_info('${table}')`).all() as {
        name: string;
      }[]
    ).map(({ name }) => name);
    const names = columns.map((name) => `"${name}"`).join(', ');
    const values = columns.map((name) => own[table]?.[name] ?? `"${name}"`).join(', ');
    database.exec(
      `INSERT INTO "${table}" (${names})
       WITH RECURSIVE "numbers" (n) AS (
         SELECT 1 UNION ALL SELECT n + 1 FROM "numbers" WHERE n < ${events}
       )
       SELECT ${values} FROM "numbers" CROSS JOIN (SELECT * FROM "${table}" WHERE "seq" = 1)`,
    );
  }
  for (const { sql } of indexes) database.exec(sql);
  if (status === 'pending') {
    database.exec(
      `INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
         "priority", "due_at")
       SELECT "subscription_id", "lane", MIN("seq"), MIN("event_seq"), 0, 0, MIN("created_at")
       FROM "deliveries" WHERE "status" = 'pending' AND "seq" > 1 GROUP BY "subscription_id", "lane"`,
    );
  }
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}
