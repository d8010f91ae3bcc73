import { DataSource } from 'typeorm';
import { expect, test } from 'vitest';

import { entities } from '../entities/index.ts';
import { runMigrations } from '../run-migrations.ts';
import { migrations } from './index.ts';

async function migrated(): Promise<DataSource> {
  const source = await new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities,
    migrations,
  }).initialize();
  await source.runMigrations();
  return source;
}

async function appliedTo(source: DataSource): Promise<readonly string[]> {
  const rows: { name: string }[] = await source.query(
    'SELECT "name" FROM "migrations" ORDER BY "id"',
  );
  return rows.map(({ name }) => name);
}

test('the migrations make exactly what the entities declare', async () => {
  await using cleanup = new AsyncDisposableStack();
  const source = await migrated();
  cleanup.defer(() => source.destroy());

  const pending = await source.driver.createSchemaBuilder().log();

  expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
});

test('a database of a build whose "LateEvents" added trace columns gets only what it lacks', async () => {
  await using cleanup = new AsyncDisposableStack();
  const source = await migrated();
  cleanup.defer(() => source.destroy());
  while ((await appliedTo(source)).at(-1) !== 'Search1795982400000')
    await source.undoLastMigration();
  for (const table of ['events', 'held_events']) {
    await source.query(`ALTER TABLE "${table}" ADD COLUMN "trace" text`);
  }

  await source.runMigrations();

  const pending = await source.driver.createSchemaBuilder().log();
  expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
});

test('changes to a database in use are announced first, and nothing is announced for a new one', async () => {
  await using cleanup = new AsyncDisposableStack();
  const source = new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities,
    migrations,
  });
  await source.initialize();
  cleanup.defer(() => source.destroy());
  const told: unknown[] = [];
  const run = () => runMigrations(source, (names) => told.push(names));

  await run();
  await run();
  expect(told).toEqual([]);

  const [last] = (await appliedTo(source)).slice(-1);
  await source.undoLastMigration();
  await run();
  expect(told).toEqual([[last]]);
  expect(await appliedTo(source)).toHaveLength(migrations.length);
});

test('a purge that an upgrade interrupts reads the events again, and counts on', async () => {
  await using cleanup = new AsyncDisposableStack();
  const source = await migrated();
  cleanup.defer(() => source.destroy());
  while ((await appliedTo(source)).at(-1) !== 'IndexConditions1796022000000')
    await source.undoLastMigration();
  const state = { cursors: { activities: 7, events: 5 }, purged: { events: 3 } };
  await source.query(
    `INSERT INTO "settings" ("name", "value") VALUES ('retention', '${JSON.stringify(state)}')`,
  );

  await source.runMigrations();

  const [{ value }] = await source.query(`SELECT "value" FROM "settings"`);
  expect(JSON.parse(value)).toEqual({ ...state, cursors: { activities: 7, events: 0 } });
});

test('each can be reverted', async () => {
  await using cleanup = new AsyncDisposableStack();
  const source = await migrated();
  cleanup.defer(() => source.destroy());

  for (const _ of migrations) await source.undoLastMigration();

  const tables: { name: string }[] = await source.query(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  expect(tables.map(({ name }) => name)).toEqual(['migrations']);
});
