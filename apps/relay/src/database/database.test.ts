import { link, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { temporaryDatabase } from '../../test/support/temp-database.ts';
import type { Database } from './database.ts';

async function put(database: Database, name: string): Promise<void> {
  await database.write((transaction) =>
    transaction.query(`INSERT INTO "settings" ("name", "value") VALUES (?, '')`, [name]),
  );
}

async function names(database: Database): Promise<string[]> {
  const rows = await database.read((transaction) =>
    transaction.query<{ name: string }[]>('SELECT "name" FROM "settings" ORDER BY "name"'),
  );
  return rows.map(({ name }) => name);
}

test('a nested write joins: both are kept, or neither', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  await expect(
    database.write(async () => {
      await put(database, 'inner');
      throw new Error('outer failed');
    }),
  ).rejects.toThrow('outer failed');
  expect(await names(database)).toEqual([]);
});

test('calls back after the outermost commit, and not on failure', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const calls: string[] = [];
  await database.write(async () => {
    await database.write(async () => database.afterCommit(() => calls.push('kept')));
    expect(calls).toEqual([]);
  });
  await database
    .write(async () => {
      database.afterCommit(() => calls.push('lost'));
      throw new Error('failed');
    })
    .catch(() => {});
  expect(calls).toEqual(['kept']);
});

test('calls back after the end of a transaction, however it ends, once', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const calls: string[] = [];
  await database.write(async () => {
    await database.write(async () => database.afterEnd(() => calls.push('committed')));
    expect(calls).toEqual([]);
  });
  const failed = database.write(async () => {
    await database.write(async () => database.afterEnd(() => calls.push('rolled back')));
    expect(calls).toEqual(['committed']);
    throw new Error('failed');
  });
  await expect(failed).rejects.toThrow('failed');
  database.afterEnd(() => calls.push('at once'));
  expect(calls).toEqual(['committed', 'rolled back', 'at once']);
});

test('a callback that throws does not prevent others, and the commit succeeds', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const faults: unknown[] = [];
  database.onFault = (error) => faults.push(error);
  const calls: string[] = [];
  const fault = new Error('fault');
  const throwing = () => {
    throw fault;
  };
  const answer = await database.write(async () => {
    await put(database, 'kept');
    database.afterCommit(throwing);
    database.afterCommit(() => calls.push('next'));
    return 'written';
  });
  expect(answer).toBe('written');
  expect(calls).toEqual(['next']);
  database.afterCommit(throwing);
  expect(faults).toEqual([fault, fault]);
  expect(database.writable).toBe(true);
  expect(await names(database)).toEqual(['kept']);
});

test('work that outlives its transaction does not join it', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const ended = Promise.withResolvers<void>();
  let late: Promise<void> = Promise.resolve();
  await database
    .write(async () => {
      late = ended.promise.then(() => put(database, 'late'));
      throw new Error('failed');
    })
    .catch(() => {});
  ended.resolve();
  await late;
  expect(await names(database)).toEqual(['late']);
});

test('a second process is told that the database is taken', async () => {
  await using temporary = await temporaryDatabase();
  const { openSqlite } = await import('./open-sqlite.ts');
  await expect(openSqlite({ path: temporary.path })).rejects.toThrow(/another relay is running/);
});

test('so is one that opens it by another name of the file', async () => {
  await using temporary = await temporaryDatabase();
  const { openSqlite } = await import('./open-sqlite.ts');
  const folder = await mkdtemp(join(tmpdir(), 'relay-link-'));
  await symlink(temporary.path, join(folder, 'linked.sqlite'));
  await expect(openSqlite({ path: join(folder, 'linked.sqlite') })).rejects.toThrow(
    /another relay is running/,
  );
  await rm(folder, { recursive: true });
});

test('one that opens it by a hard link is refused, whether the first still runs or not', async () => {
  await using temporary = await temporaryDatabase();
  const { openSqlite } = await import('./open-sqlite.ts');
  const folder = await mkdtemp(join(tmpdir(), 'relay-link-'));
  const other = join(folder, 'linked.sqlite');
  await link(temporary.path, other);
  await expect(openSqlite({ path: other })).rejects.toThrow(/a hard link/);
  await rm(folder, { recursive: true });
});

test('every commit is flushed to disk', async () => {
  await using temporary = await temporaryDatabase();
  const [synchronous, journal] = await temporary.database.write(async (transaction) => [
    await transaction.query<unknown>('PRAGMA synchronous'),
    await transaction.query<unknown>('PRAGMA journal_mode'),
  ]);
  expect(synchronous).toEqual([{ synchronous: 2 }]);
  expect(journal).toEqual([{ journal_mode: 'wal' }]);
});

test('a transaction that SQLite rolled back leaves nothing open: later commits succeed', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const endedBySqlite = database.write(async (transaction) => {
    // What SQLite does on a full disk or an I/O error.
    await transaction.query('ROLLBACK');
    throw new Error('disk full');
  });
  await expect(endedBySqlite).rejects.toThrow('disk full');
  await expect(
    database.write(async () => {
      await put(database, 'b');
      throw new Error('failed');
    }),
  ).rejects.toThrow('failed');
  await put(database, 'c');
  // The reader has its own connection: it sees only what is committed.
  expect(await names(database)).toEqual(['c']);
  await temporary.reopen();
  expect(await names(temporary.database)).toEqual(['c']);
});

test('waiting for the end of a transaction inside one is refused, not awaited', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  await expect(database.write(() => database.forget())).rejects.toThrow('inside a transaction');
  expect(await database.forget()).toBe(true);
  await put(database, 'afterwards');
});

test('a transaction that does not end is reported after two minutes', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  using now = vi.spyOn(performance, 'now');
  now.mockReturnValue(1_000);
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const write = database.write(() => {
    begun.resolve();
    return end.promise;
  });
  await begun.promise;
  now.mockReturnValue(121_000);
  expect(database.isStuck).toBe(false);
  now.mockReturnValue(121_001);
  expect(database.isStuck).toBe(true);
  end.resolve();
  await write;
  expect(database.isStuck).toBe(false);
});
