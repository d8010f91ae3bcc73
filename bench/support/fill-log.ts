import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const BetterSqlite3 = require('better-sqlite3');

/** Number of subjects, so that lanes and indexes resemble real use. */
const subjects = 5_000;
/** Time between events, in milliseconds. */
const stepMs = 60_000;
/** Above all ids that a generator creates. */
const firstActivityId = 10_000_000_000;

/**
 * Grows the database of a stopped relay as if it had run for years: copies the single event it
 * contains, with its activity and delivery, this many times, with new ids. Writes to the database
 * directly: through the relay, it would take an hour.
 *
 * @param options.status status of the deliveries; pending ones also get lanes
 * @param options.terms search terms of the event at a position of the log; by default the copies
 *   keep those of the original and are not indexed
 * @param options.connectionIds connections that take turns owning the events
 */
export function fillLog(options: {
  readonly path: string;
  readonly events: number;
  readonly status: 'delivered' | 'pending';
  readonly terms?: (place: number) => readonly string[];
  readonly connectionIds?: readonly string[];
}): void {
  const { path, events, status, terms, connectionIds } = options;
  const database = new BetterSqlite3(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -200000');
  database.pragma('wal_autocheckpoint = 100000');
  const tables = ['activities', 'events', 'deliveries'];
  // Inserts rows before creating indexes: one sort instead of a random page access per row.
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
      occurred_at: `"occurred_at" - (${events} - n) * ${stepMs}`,
      ...(terms && { search_terms: 'terms_of(n + 1)' }),
      ...(connectionIds && {
        connection_id: `json_extract('${JSON.stringify(connectionIds)}', '$[' || ((n + 1) % ${connectionIds.length}) || ']')`,
      }),
    },
    deliveries: {
      seq: 'n + 1',
      event_seq: 'n + 1',
      lane: `'filled/' || ${subject}`,
      status: `'${status}'`,
      finished_at: status === 'pending' ? 'NULL' : '"created_at"',
    },
  };
  if (terms !== undefined) {
    database.function('terms_of', (place: number) =>
      terms(place)
        .map((term) => `\n${term}`)
        .join(''),
    );
    fillTerms({ database, events, terms });
  }
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

/** Segment size of the relay's term index. */
const segmentSize = 8_192;

/** Segment by segment, in index order, so that it is written sequentially. */
function fillTerms(options: {
  // oxlint-disable-next-line typescript/no-explicit-any -- benchmarks have no types of the driver
  readonly database: any;
  readonly events: number;
  readonly terms: (place: number) => readonly string[];
}): void {
  const { database, events, terms } = options;
  const insert = database.prepare(
    `INSERT OR IGNORE INTO "event_terms" ("segment", "term", "seq")
     SELECT ?, "value" ->> 0, "value" ->> 1 FROM json_each(?)`,
  );
  for (let segment = 0; segment * segmentSize <= events + 1; segment += 1) {
    const rows: [string, number][] = [];
    const first = Math.max(2, segment * segmentSize);
    for (let seq = first; seq < (segment + 1) * segmentSize && seq <= events + 1; seq += 1) {
      for (const term of terms(seq)) rows.push([term, seq]);
    }
    rows.sort(([a, placeOfA], [b, placeOfB]) =>
      a < b ? -1 : Number(a > b) || placeOfA - placeOfB,
    );
    insert.run(segment, JSON.stringify(rows));
  }
}
