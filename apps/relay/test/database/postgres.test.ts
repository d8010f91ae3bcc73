import pg from 'pg';
import { DataSource } from 'typeorm';
import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { entities } from '../../src/database/entities/index.ts';
import { Leases } from '../../src/database/leases.ts';
import { acceptEntities, openPostgres } from '../../src/database/open-postgres.ts';
import { createPool, defaultPostgresSettings } from '../../src/database/postgres/postgres-pool.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import { HealthService } from '../../src/http/resources/health/health.service.ts';
import { Readiness } from '../../src/http/resources/health/readiness.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { databaseContract } from '../support/database-contract.ts';
import { deliveryQueueContract } from '../support/delivery-queue-contract.ts';
import { jobStoreContract } from '../support/job-store-contract.ts';
import { postgresDatabase } from '../support/postgres-database.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startWay } from '../support/way-to-server.ts';
import { until } from '../support/until.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

const server = sharedPostgres();

databaseContract({ engine: 'PostgreSQL', open: () => postgresDatabase(server) });

jobStoreContract({
  engine: 'the table of jobs on PostgreSQL',
  async open() {
    const opened = await postgresDatabase(server);
    return Object.assign(opened, { store: new EmbeddedJobStore(opened.database) });
  },
});

deliveryQueueContract({
  engine: 'lanes on PostgreSQL',
  async open() {
    const url = await server.createDatabase();
    let opened = await openPostgres({ url });
    return {
      database: opened.database,
      queue: sharedQueue(opened.database, 'one'),
      async restart() {
        // While the claims of the previous process hold, nobody else gets its deliveries.
        await opened.database.write((tx) => tx.run(sql`UPDATE "lanes" SET "claimed_until" = ${0}`));
        await opened.close();
        opened = await openPostgres({ url });
        return { database: opened.database, queue: sharedQueue(opened.database, 'two') };
      },
      [Symbol.asyncDispose]: () => opened.close(),
    };
  },
});

function sharedQueue(database: Database, owner: string): SharedDeliveryQueue {
  return new SharedDeliveryQueue({ database, leases: new Leases({ database, owner }) });
}

test('the migrations make exactly what the entities declare', async () => {
  const url = await server.createDatabase();
  await (await openPostgres({ url })).close();
  const source = new DataSource({ type: 'postgres', url, entities });
  acceptEntities(source);
  await source.initialize();
  const pending = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
});

test('texts are compared byte by byte, whatever the server’s locale', async () => {
  await using opened = await postgresDatabase(server);
  const others = await opened.database.read((tx) =>
    tx.all(
      sql`SELECT "table_name", "column_name" FROM information_schema.columns
          WHERE "table_schema" = 'public' AND "data_type" = 'text' AND "collation_name" IS DISTINCT FROM 'C'`,
    ),
  );
  expect(others).toEqual([]);
});

test('two simultaneous first starts create the tables once', async () => {
  const url = await server.createDatabase();
  const opened = await Promise.all([1, 2, 3].map(() => openPostgres({ url })));
  for (const { database, close } of opened) {
    expect(await database.read((tx) => tx.all(sql`SELECT 1 FROM "settings"`))).toEqual([]);
    await close();
  }
});

test('writers of all processes form one queue', async () => {
  const url = await server.createDatabase();
  const opened = await Promise.all([1, 2, 3].map(() => openPostgres({ url })));
  const count = 10;
  const putNext = ({ database }: (typeof opened)[number]) =>
    database.write(async (tx) => {
      const row = await tx.first<{ count: number }>(
        sql`SELECT COUNT(*) AS "count" FROM "settings"`,
      );
      await tx.run(
        sql`INSERT INTO "settings" ("name", "value") VALUES (${String(row?.count)}, ${''})`,
      );
    });
  await Promise.all(opened.flatMap((one) => Array.from({ length: count }, () => putNext(one))));
  const [first] = opened;
  const total = await first?.database.read((tx) =>
    tx.first<{ count: number }>(sql`SELECT COUNT(*) AS "count" FROM "settings"`),
  );
  expect(total?.count).toBe(30);
  for (const { close } of opened) await close();
});

test('a transaction that conflicts with another is rerun as a whole, and its callbacks count once', async () => {
  await using opened = await postgresDatabase(server);
  const { database } = opened;
  let runs = 0;
  let called = 0;
  await database.write(async (tx) => {
    runs += 1;
    database.afterCommit(() => {
      called += 1;
    });
    await tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${'a'}, ${String(runs)})`);
    if (runs < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  });
  expect({ runs, called }).toEqual({ runs: 3, called: 1 });
  expect(await database.read((tx) => tx.all(sql`SELECT "value" FROM "settings"`))).toEqual([
    { value: '3' },
  ]);
});

test('a write that takes its turn late, with rows locked, starts over instead of blocking the others', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  const name = 'contended';
  await one.database.write((tx) =>
    tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${name}, ${''})`),
  );
  const add = async (tx: Transaction, value: string): Promise<void> => {
    // Nobody is to be rescued by the detection of deadlocks, which takes a second.
    await tx.query(`SET LOCAL deadlock_timeout = '10min'`);
    await tx.run(sql`UPDATE "settings" SET "value" = "value" || ${value} WHERE "name" = ${name}`);
  };
  let inLine: Promise<unknown> | undefined;
  let runs = 0;
  await one.database.write(
    async (tx) => {
      runs += 1;
      await add(tx, 'late ');
      inLine ??= two.database.write((other) => add(other, 'in line '));
      await expect.poll(async () => runs > 1 || (await somebodyWaits(two.database))).toBe(true);
      await tx.takeTurn();
    },
    { inLine: false },
  );
  await inLine;
  expect(runs).toBe(2);
  expect(
    await two.database.read((tx) =>
      tx.all(sql`SELECT "value" FROM "settings"
    WHERE "name" = ${name}`),
    ),
  ).toEqual([{ value: 'in line late ' }]);
});

test('a table that a newer version changed is written and read by connections that knew it before', async () => {
  const url = await server.createDatabase();
  const poolSize = 7;
  const opened = await openPostgres({ url, poolSize });
  const { database } = opened;
  const ask = (tx: Transaction) => tx.all(sql`SELECT "value" FROM "settings"`);
  // Each connection prepares the statement.
  const all = Promise.withResolvers<void>();
  let asked = 0;
  const askOnAll = async (tx: Transaction): Promise<void> => {
    await ask(tx);
    asked += 1;
    if (asked === poolSize) all.resolve();
    await all.promise;
  };
  await Promise.all(
    Array.from({ length: poolSize }, () => database.write(askOnAll, { inLine: false })),
  );
  const newer = new pg.Client({ connectionString: url });
  await newer.connect();
  await newer.query(`ALTER TABLE "settings" ALTER COLUMN "value" TYPE text COLLATE "POSIX"`);
  await newer.end();
  await expect(database.write(ask, { inLine: false })).resolves.toBeDefined();
  await expect(database.read(ask)).resolves.toBeDefined();
  await opened.close();
});

test('a dropped connection fails only its own write, and the next one works', async () => {
  await using opened = await postgresDatabase(server);
  const { database, url } = opened;
  const cut = database.write(async (tx) => {
    await tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${'a'}, ${''})`);
    const row = await tx.first<{ pid: number }>(sql`SELECT pg_backend_pid() AS "pid"`);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    await other.end();
    await tx.first(sql`SELECT 1 AS "one"`);
  });
  await expect(cut).rejects.toThrow();
  await database.write((tx) =>
    tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${'b'}, ${''})`),
  );
  expect(await database.read((tx) => tx.all(sql`SELECT "name" FROM "settings"`))).toEqual([
    { name: 'b' },
  ]);
});

test('an idle connection that is dropped crashes no process', async () => {
  const pool = createPool({ ...defaultPostgresSettings, url: await server.createDatabase() });
  const client = await pool.connect();
  // As the driver emits it, before the caller that requested the connection could listen.
  expect(client.emit('error', new Error('terminating connection'))).toBe(true);
  client.release(true);
  await pool.end();
});

test('a server that goes silent fails what is waiting for it, and is asked again afterwards', async () => {
  await using way = await startWay(await server.createDatabase());
  const { database, close } = await openPostgres({ url: way.url, statementTimeoutMs: 200 });
  let names = 0;
  const put = () =>
    database.write((tx) =>
      tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${`${(names += 1)}`}, ${''})`),
    );
  // A busy machine may be too slow for this timeout a few times.
  await until(async () => expect(await put()).toBe(1));
  way.beSilent(true);
  const results = await Promise.allSettled([
    put(),
    database.read((tx) => tx.all(sql`SELECT 1 FROM "settings"`)),
  ]);
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'database_unreachable' } });
  }
  way.beSilent(false);
  await until(async () => expect(await put()).toBe(1));
  await close();
});

test('connections start with nothing that a pooler in between refuses, and have their settings', async () => {
  await using way = await startWay(await server.createDatabase());
  const settings = { ...defaultPostgresSettings, url: way.url, statementTimeoutMs: 1_234 };
  const opened = await openPostgres(settings);
  const pool = createPool(settings);
  for (const one of [opened.pool, pool]) {
    const { rows } = await one.query(
      `SELECT "name", "setting" FROM "pg_settings" WHERE "name" = ANY ($1) ORDER BY "name"`,
      [['lock_timeout', 'plan_cache_mode', 'statement_timeout']],
    );
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
      'lock_timeout 5000',
      'plan_cache_mode force_custom_plan',
      'statement_timeout 1234',
    ]);
  }
  await pool.end();
  await opened.close();
  // What PgBouncer 1.18 accepts in its default configuration, found by connecting to it.
  const taken = ['user', 'database', 'client_encoding', 'application_name'];
  expect(way.starts.length).toBeGreaterThan(2);
  for (const start of way.starts) expect(taken).toEqual(expect.arrayContaining(start));
});

test('a process that waits in vain for what others have locked still becomes ready', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const lock = (tx: Transaction) =>
    tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${'locked'}, ${''})`);
  const slow = one.database.write(async (tx) => {
    await lock(tx);
    begin();
    await ended;
  });
  await begun;
  const refused = two.database.write(lock, { patienceMs: 1, inLine: false });
  await expect(refused).rejects.toMatchObject({ code: '55P03' });
  expect(two.database.writable).toBe(false);
  const health = new HealthService(two.database, new Readiness(), { role: 'api' });
  expect(await health.check()).toMatchObject({ status: 'ok', checks: { storage: 'ok' } });
  end();
  await slow;
});
