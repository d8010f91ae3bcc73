import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Database } from '../src/database/database.ts';
import { moveDatabase } from '../src/database/move/move-database.ts';
import type { MoveSide } from '../src/database/move/move-database.ts';
import { postgresInbox, sqliteInbox } from '../src/database/move/moved-inbox.ts';
import { movedTables } from '../src/database/move/moved-table.ts';
import { refuseUnfinishedMove } from '../src/database/move/move-state.ts';
import { tableDigest } from '../src/database/move/table-digest.ts';
import { openPostgres } from '../src/database/open-postgres.ts';
import { openSqlite } from '../src/database/open-sqlite.ts';
import { sql } from '../src/database/sql/sql.ts';
import { ConnectionStore } from '../src/database/stores/connection-store.ts';
import { openVault } from '../src/database/vault/open-vault.ts';
import { systemClock } from '../src/shared/clock/clock.ts';
import { encryptionKey, filledDatabase } from './support/filled-database.ts';
import { startPostgres } from './support/postgres-server.ts';
import type { PostgresServer } from './support/postgres-server.ts';
import { seedEvent } from './support/seed.ts';

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'relay-move-'));
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const events = 5_000;
const keys = { current: Buffer.from(encryptionKey, 'base64'), previous: [] };

async function openEmpty(kind: MoveSide['kind']) {
  if (kind === 'postgres') {
    const { database, close } = await openPostgres({ url: await server.createDatabase() });
    return { kind, database, inbox: postgresInbox({ database }), [Symbol.asyncDispose]: close };
  }
  const path = join(folder, `${randomBytes(4).toString('hex')}.sqlite`);
  const { database, close } = await openSqlite({ path });
  return { kind, database, inbox: sqliteInbox({ path, database }), [Symbol.asyncDispose]: close };
}

/** What is acknowledged there, and no event yet. */
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
  return { kind: 'sqlite', database, inbox: sqliteInbox({ path, database }) };
}

/** Counts and digests of all tables: what was moved is compared with what is there now. */
async function contents(database: Database): Promise<unknown> {
  const tables = await database.read(async (tx) =>
    movedTables(tx.entities.connection.entityMetadatas),
  );
  return Promise.all(
    tables.map(async (table) => ({
      table: table.name,
      // NUL is the one thing that PostgreSQL does not hold.
      ...(await tableDigest({ database, table, adapt: (text) => text.replaceAll('\0', '\uFFFD') })),
    })),
  );
}

/** Moves, is cut off after some batches, and moves again. */
async function moveCutOff(from: MoveSide, to: MoveSide, batches: number): Promise<void> {
  let seen = 0;
  const cut = moveDatabase({
    from,
    to,
    onProgress: () => {
      seen += 1;
      if (seen > batches) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  await expect(refuseUnfinishedMove(to.database)).rejects.toThrow(/Run the same "move"/);
  await moveDatabase({ from, to });
}

test('a log moves to PostgreSQL and back, cut off on the way, and stays what it was', async () => {
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

  // What was sealed opens, and what is looked up is found.
  const vault = await openVault({ database: there.database, keys });
  const connections = new ConnectionStore(there.database, vault, systemClock);
  const token = new URL(source.ingestUrl).pathname.split('/').at(-1) ?? '';
  expect(await connections.findByToken(token)).toMatchObject({ source: 'envoice' });

  await using back = await openEmpty('sqlite');
  const moved = await contents(there.database);
  await moveCutOff(there, back, 12);
  expect(await contents(back.database)).toEqual(moved);
  expect(await waiting(back)).toEqual(acknowledged);

  // Numbers go on from the last one that was given, though its row is gone.
  const last = events + 5;
  expect(await seedEvent(there.database, { id: 'evt_next' })).toBe(last + 1);
  expect(await seedEvent(back.database, { id: 'evt_next' })).toBe(last + 1);
});

test('a target with anything in it is left alone', async () => {
  await using source = await filledDatabase({ events: 1 });
  const opened = await source.open();
  await using to = await openEmpty('postgres');
  await seedEvent(to.database, { id: 'evt_other' });
  const moving = moveDatabase({ from: side(source, opened.database), to });
  await expect(moving).rejects.toThrow(/not empty \("events" has rows\)/);
  await opened.close();
});

test('a target of another move is left alone, and so is one that was never begun', async () => {
  await using one = await filledDatabase({ events });
  await using other = await filledDatabase({ events: 1 });
  const first = await one.open();
  const second = await other.open();
  await using to = await openEmpty('postgres');
  const cut = moveDatabase({
    from: side(one, first.database),
    to,
    onProgress: ({ table, rows }) => {
      if (table === 'events' && rows > 0) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  const moving = moveDatabase({ from: side(other, second.database), to });
  await expect(moving).rejects.toThrow(/another move to this database was begun/);
  // Half a log is no source either.
  await using empty = await openEmpty('sqlite');
  await expect(moveDatabase({ from: to, to: empty })).rejects.toThrow(/nothing to move/);
  await first.close();
  await second.close();
});

test('a source that was changed since the move began is noticed', async () => {
  await using source = await filledDatabase({ events });
  const { database, close } = await source.open();
  const from = side(source, database);
  await using to = await openEmpty('postgres');
  const cut = moveDatabase({
    from,
    to,
    onProgress: ({ table, rows }) => {
      if (table === 'events' && rows > 1_000) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  await database.write((tx) => tx.run(sql`UPDATE "events" SET "body" = '{}' WHERE "seq" = 2`));
  await expect(moveDatabase({ from, to })).rejects.toThrow(/"events" is not the same/);
  await close();
});
