import { readFile } from 'node:fs/promises';

import pg from 'pg';
import { expect, test, vi } from 'vitest';

import { postgresMigrations } from '../../src/database/migrations/postgres/index.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';

const server = sharedPostgres();

/** What such a database lacks: all but the first two migrations. */
const missing = postgresMigrations.slice(2).map(({ name }) => name);

const earlyTables = new URL('../support/early-tables.sql', import.meta.url);

async function ask(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Everything PostgreSQL knows about the tables except the order of their columns. */
async function shapeOf(url: string): Promise<unknown> {
  const own = `"n"."nspname" = 'public'`;
  return {
    columns: await ask(
      url,
      `SELECT "c"."relname", "a"."attname", format_type("a"."atttypid", "a"."atttypmod") AS "type",
              "a"."attnotnull", "a"."attstattarget", "a"."attidentity", "l"."collname",
              pg_get_expr("d"."adbin", "d"."adrelid") AS "usually"
       FROM pg_attribute "a"
       JOIN pg_class "c" ON "c"."oid" = "a"."attrelid" AND "c"."relkind" = 'r'
       JOIN pg_namespace "n" ON "n"."oid" = "c"."relnamespace" AND ${own}
       LEFT JOIN pg_collation "l" ON "l"."oid" = "a"."attcollation"
       LEFT JOIN pg_attrdef "d" ON "d"."adrelid" = "c"."oid" AND "d"."adnum" = "a"."attnum"
       WHERE "a"."attnum" > 0 AND NOT "a"."attisdropped" ORDER BY 1, 2`,
    ),
    tables: await ask(
      url,
      `SELECT "c"."relname", "c"."reloptions" FROM pg_class "c"
       JOIN pg_namespace "n" ON "n"."oid" = "c"."relnamespace" AND ${own}
       WHERE "c"."relkind" = 'r' ORDER BY 1`,
    ),
    indexes: await ask(
      url,
      `SELECT "indexdef" FROM pg_indexes WHERE "schemaname" = 'public' ORDER BY 1`,
    ),
    triggers: await ask(
      url,
      `SELECT pg_get_triggerdef("oid") AS "trigger" FROM pg_trigger WHERE NOT "tgisinternal" ORDER BY 1`,
    ),
  };
}

test('a database of the first PostgreSQL build becomes identical to a new one, and keeps its data', async () => {
  const fresh = await server.createDatabase();
  const told: (readonly string[])[] = [];
  const onMigrations = (names: readonly string[]): void => void told.push(names);
  await (await openPostgres({ url: fresh, onMigrations })).close();
  const early = await server.createDatabase();
  await ask(early, await readFile(earlyTables, 'utf8'));
  await ask(
    early,
    `INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at", "received_at", "body")
     VALUES ('evt_1', 'con_1', '1', 'invoice.paid', 0, 0, '{"data":{"subject":{"number":"INV-0007"}}}')`,
  );

  await (await openPostgres({ url: early, onMigrations })).close();

  expect(told).toEqual([missing]);
  expect(await shapeOf(early)).toEqual(await shapeOf(fresh));
  expect(await ask(early, 'SELECT "term", "seq" FROM "event_terms" ORDER BY "term"')).toEqual(
    ['0007', 'inv0007', 'inv7'].map((term) => ({ term, seq: '1' })),
  );
});

test('its migration restarts when it conflicts with a process at work, and both succeed', async () => {
  const early = await server.createDatabase();
  await ask(early, await readFile(earlyTables, 'utf8'));
  const atWork = new pg.Client({ connectionString: early });
  await atWork.connect();
  // The other one should detect the deadlock.
  await atWork.query(`SET deadlock_timeout = '10min'; BEGIN; SELECT 1 FROM "subscriptions"`);

  const printed = vi.spyOn(console, 'log');
  const opened = openPostgres({ url: early });
  await expect.poll(() => ask(early, `SELECT 1 FROM pg_locks WHERE NOT "granted"`)).not.toEqual([]);
  await atWork.query('SELECT 1 FROM "activities"; COMMIT');

  await atWork.end();
  await (await opened).close();
  // Nor does it look like a failure: all that the relay prints is its log, in JSON.
  expect(printed).not.toHaveBeenCalled();
  expect(await ask(early, 'SELECT "name" FROM "migrations" WHERE "id" > 2')).toEqual(
    missing.map((name) => ({ name })),
  );
});
