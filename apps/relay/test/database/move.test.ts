import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openSource, openTarget } from '../../src/app/commands/open-move-side.ts';
import type { Database } from '../../src/database/database.ts';
import { moveDatabase } from '../../src/database/move/move-database.ts';
import type { MoveSide } from '../../src/database/move/move-database.ts';
import { postgresInbox, sqliteInbox } from '../../src/database/move/moved-inbox.ts';
import { movedTables } from '../../src/database/move/moved-table.ts';
import { markMovedAway, movedAway, refuseMovedAway } from '../../src/database/move/moved-away.ts';
import { refuseUnfinishedMove } from '../../src/database/move/move-state.ts';
import { tableDigest } from '../../src/database/move/table-digest.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { ConnectionStore } from '../../src/database/stores/connection-store.ts';
import { openVault } from '../../src/database/vault/open-vault.ts';
import { systemClock } from '../../src/shared/clock/clock.ts';
import { encryptionKey, filledDatabase } from '../support/filled-database.ts';
import { until } from '../support/relay.ts';
import { seedEvent } from '../support/seed.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';

const server = sharedPostgres();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-move-'));
});
afterAll(() => rm(folder, { recursive: true }));

const events = 5_000;
const now = Date.UTC(2026, 10, 29, 23, 4, 5);
const keys = { current: Buffer.from(encryptionKey, 'base64'), previous: [] };

async function openEmpty(kind: MoveSide['kind']) {
  if (kind === 'postgres') {
    const { database, close } = await openPostgres({ url: await server.createDatabase() });
    return {
      kind,
      name: 'postgres://db.example.com/relay',
      database,
      inbox: postgresInbox({ database }),
      [Symbol.asyncDispose]: close,
    };
  }
  const path = join(folder, `${randomBytes(4).toString('hex')}.sqlite`);
  const { database, close } = await openSqlite({ path });
  return {
    kind,
    name: `sqlite:${path}`,
    database,
    inbox: sqliteInbox({ path, database }),
    [Symbol.asyncDispose]: close,
  };
}

/** What is acknowledged there but has no event yet. */
async function waiting({ inbox }: MoveSide): Promise<unknown> {
  const rows = await inbox.read(undefined);
  return rows.map(({ connectionId, receivedAt, activityId, body, trace }) => ({
    connectionId,
    receivedAt,
    activityId,
    body: Buffer.from(body).toString(),
    trace,
  }));
}

function side({ path }: { readonly path: string }, database: Database): MoveSide {
  return {
    kind: 'sqlite',
    name: `sqlite:${path}`,
    database,
    inbox: sqliteInbox({ path, database }),
  };
}

/** Counts and digests of all tables, to compare what was moved with what is there now. */
async function contents(database: Database): Promise<unknown> {
  const tables = await database.read(async (tx) =>
    movedTables(tx.entities.connection.entityMetadatas),
  );
  return Promise.all(
    tables.map(async (table) => ({
      table: table.name,
      // NUL is the one character that PostgreSQL cannot store.
      ...(await tableDigest({ database, table, adapt: (text) => text.replaceAll('\0', '\uFFFD') })),
    })),
  );
}

/** Moves, is interrupted after some batches, and moves again. */
async function moveCutOff(from: MoveSide, to: MoveSide, batches: number): Promise<void> {
  let seen = 0;
  const cut = moveDatabase({
    from,
    to,
    now,
    onProgress: () => {
      seen += 1;
      if (seen > batches) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  await expect(refuseUnfinishedMove(to.database)).rejects.toThrow(/Run the same "move"/);
  await refuseMovedAway(from.database);
  await moveDatabase({ from, to, now });
  expect(await movedAway(from.database)).toEqual({ to: to.name, at: now });
  await refuseMovedAway(to.database);
}

test('a log moved to PostgreSQL and back, with interruptions, stays the same', async () => {
  await using source = await filledDatabase({ events });
  const opened = await source.open();
  const from = side(source, opened.database);
  const acknowledged = [1, 2, 3].map((index) => ({
    connectionId: 'con_1',
    receivedAt: index,
    activityId: index === 2 ? 'two' : null,
    body: `webhook ${index}`,
    trace: index === 3 ? `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` : null,
  }));
  await opened.database.write((tx) =>
    from.inbox.append(
      tx,
      acknowledged.map((row) => ({ ...row, body: Buffer.from(row.body), place: 0 })),
    ),
  );
  const before = await contents(from.database);
  await using there = await openEmpty('postgres');

  await moveCutOff(from, there, 12);

  expect(await contents(there.database)).toEqual(before);
  expect(await waiting(there)).toEqual(acknowledged);
  expect(await contents(from.database)).toEqual(before);
  await opened.close();
  await refuseUnfinishedMove(there.database);

  // Sealed values open, and lookups find their rows.
  const vault = await openVault({ database: there.database, keys });
  const connections = new ConnectionStore(there.database, vault, systemClock);
  const token = new URL(source.ingestUrl).pathname.split('/').at(-1) ?? '';
  expect(await connections.findByToken(token)).toMatchObject({ source: 'envoice' });

  await using back = await openEmpty('sqlite');
  const moved = await contents(there.database);
  await moveCutOff(there, back, 12);
  expect(await contents(back.database)).toEqual(moved);
  expect(await waiting(back)).toEqual(acknowledged);

  // Numbering continues after the last number assigned, even though its row is gone.
  const last = events + 5;
  expect(await seedEvent(there.database, { id: 'evt_next' })).toBe(last + 1);
  expect(await seedEvent(back.database, { id: 'evt_next' })).toBe(last + 1);
});

test('a target that is not empty is left alone', async () => {
  await using source = await filledDatabase({ events: 1 });
  const opened = await source.open();
  await using to = await openEmpty('postgres');
  await seedEvent(to.database, { id: 'evt_other' });
  const moving = moveDatabase({ from: side(source, opened.database), to, now });
  await expect(moving).rejects.toThrow(/not empty \("events" has rows\)/);
  await refuseMovedAway(opened.database);
  await opened.close();
});

test('an error in one of two databases names the option it came from', async () => {
  const url = await server.createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE "events" ("id" integer)');
  await client.end();
  await expect(openTarget(url)).rejects.toThrow(/^--to: this database belongs to another program/);
  await expect(openSource(url)).rejects.toThrow(/^--from: this database belongs to another/);
});

test('the target of another move is left alone, and so is one never started', async () => {
  await using one = await filledDatabase({ events });
  await using other = await filledDatabase({ events: 1 });
  const first = await one.open();
  const second = await other.open();
  await using to = await openEmpty('postgres');
  const cut = moveDatabase({
    from: side(one, first.database),
    to,
    now,
    onProgress: ({ table, rows }) => {
      if (table === 'events' && rows > 0) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  const moving = moveDatabase({ from: side(other, second.database), to, now });
  await expect(moving).rejects.toThrow(
    /another move to this database, from a different relay, was started/,
  );
  // Half a log cannot be a source either.
  await using empty = await openEmpty('sqlite');
  await expect(moveDatabase({ from: to, to: empty, now })).rejects.toThrow(/nothing to move/);
  await first.close();
  await second.close();
});

test('a source changed since the move began is detected', async () => {
  await using source = await filledDatabase({ events });
  const { database, close } = await source.open();
  const from = side(source, database);
  await using to = await openEmpty('postgres');
  const cut = moveDatabase({
    from,
    to,
    now,
    onProgress: ({ table, rows }) => {
      if (table === 'events' && rows > 1_000) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  await database.write((tx) => tx.run(sql`UPDATE "events" SET "body" = '{}' WHERE "seq" = 2`));
  await expect(moveDatabase({ from, to, now })).rejects.toThrow(/"events" is not identical/);
  await refuseMovedAway(database);
  await close();
});

/** An unmoved relay on each engine. */
async function begun(kind: MoveSide['kind']): Promise<MoveSide & AsyncDisposable> {
  const made = await openEmpty(kind);
  await openVault({ database: made.database, keys });
  await seedEvent(made.database, { id: 'evt_1' });
  return made;
}

const directions = [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const;

test.each(directions)(
  'what was moved from %s to %s is never opened again, and can be moved on only from there',
  async (here, there) => {
    await using from = await begun(here);
    await using to = await openEmpty(there);
    await moveDatabase({ from, to, now });

    const opening = openVault({ database: from.database, keys });
    await expect(opening).rejects.toThrow(
      `was moved to ${to.name} at 2026-11-29T23:04:05.000Z, and has been out of date since`,
    );
    await openVault({ database: to.database, keys });
    // Moving again would make a second, outdated copy.
    await using other = await openEmpty(there);
    await expect(moveDatabase({ from, to: other, now })).rejects.toThrow(
      `--from: this database was moved to ${to.name}`,
    );
    // The database it moved to and the one it comes back to are different.
    await using back = await openEmpty(here);
    await moveDatabase({ from: to, to: back, now: now + 1 });
    expect(await movedAway(to.database)).toEqual({ to: back.name, at: now + 1 });
    await openVault({ database: back.database, keys });
  },
);

test.each(directions)(
  'a move from %s to %s interrupted after the mark continues',
  async (here, there) => {
    await using from = await begun(here);
    await using to = await openEmpty(there);
    let writes = 0;
    const write = to.database.write.bind(to.database);
    // The last write opens it.
    to.database.write = async (work, options) => {
      if ((await movedAway(from.database)) !== undefined && (writes += 1) === 1) {
        throw new Error('killed');
      }
      return write(work, options);
    };
    await expect(moveDatabase({ from, to, now })).rejects.toThrow('killed');
    // Both are never open at once.
    await expect(refuseMovedAway(from.database)).rejects.toThrow(/was moved to/);
    await expect(refuseUnfinishedMove(to.database)).rejects.toThrow(/Run the same "move"/);

    await moveDatabase({ from, to, now: now + 1 });
    expect(await movedAway(from.database)).toEqual({ to: to.name, at: now + 1 });
    await openVault({ database: to.database, keys });
  },
);

test('nothing is given up if a relay started working on the source in the meantime', async () => {
  const url = await server.createDatabase();
  const first = await openPostgres({ url });
  await openVault({ database: first.database, keys });
  await first.close();
  await using opened = new AsyncDisposableStack();
  const from = await openSource(url);
  opened.defer(() => from.close());
  await using to = await openEmpty('sqlite');
  const relay = new pg.Client({ connectionString: url, application_name: 'invoice-relay' });
  await relay.connect();

  await expect(moveDatabase({ from, to, now })).rejects.toThrow(
    /--from: a relay is running on this database \(1 connections\)/,
  );
  await refuseMovedAway(from.database);
  await expect(refuseUnfinishedMove(to.database)).rejects.toThrow(/Run the same "move"/);

  await relay.end();
  // It is gone for us; the server may take a moment to notice.
  await until(() => from.refuseRelays?.());
  await moveDatabase({ from, to, now });
  expect(await movedAway(from.database)).toEqual({ to: to.name, at: now });
});

test('a source that cannot be marked is not given up', async () => {
  await using from = await begun('sqlite');
  await using to = await openEmpty('postgres');
  const write = from.database.write.bind(from.database);
  from.database.write = () => Promise.reject(new Error('database or disk is full'));
  await expect(moveDatabase({ from, to, now })).rejects.toThrow(
    /cannot be marked as moved.*disk is full/,
  );
  await expect(refuseUnfinishedMove(to.database)).rejects.toThrow(/Run the same "move"/);
  from.database.write = write;
  await moveDatabase({ from, to, now });
  await refuseUnfinishedMove(to.database);
});

test('the mark of a database is not stored as one of its rows', async () => {
  await using marked = await begun('sqlite');
  const before = await contents(marked.database);
  await markMovedAway(marked.database, { to: 'postgres://db.example.com/relay', at: now });
  expect(await contents(marked.database)).toEqual(before);
});
