import {
  copyFile,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { openSource } from '../../src/app/commands/open-move-side.ts';
import { startProblem } from '../../src/app/start-problem.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const files = [['relay.sqlite'], ['relay.sqlite.inbox']] as const;

/** Overwrites everything after the header of a file with garbage. */
async function damage(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size - 100, 0xa5), 0, size - 100, 100);
}

/** Overwrites the first pages of a table and of its indexes. */
async function damageTable(options: {
  readonly connection: BetterSqlite3.Database | undefined;
  readonly folder: string;
  readonly table: string;
}): Promise<void> {
  const { connection, folder, table } = options;
  const size = Number(connection?.pragma('page_size', { simple: true }));
  const pages = connection
    ?.prepare<[string], { page: number }>(
      'SELECT "rootpage" AS "page" FROM "sqlite_master" WHERE "tbl_name" = ?',
    )
    .all(table);
  await using file = await open(join(folder, 'relay.sqlite'), 'r+');
  for (const { page } of pages ?? []) {
    await file.write(Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  }
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'relay-files-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test.each(files)(
  'nothing is acknowledged after %s is moved away from a running relay',
  async (name) => {
    await using relay = await startTestRelay();
    await using subscriber = await startSubscriber();
    const { ingestUrl } = await relay.connect();
    await relay.subscribe({ url: subscriber.url });
    const path = join(relay.folder, name);
    const readiness = async () => (await relay.call('GET', '/readyz')).status;
    expect(await readiness()).toBe(200);

    await rename(path, `${path}.away`);
    // Nothing has been written yet.
    expect(await readiness()).toBe(503);
    expect(relay.log()).toContain('the relay is not ready');
    const body = signedBody(activity());
    const refused = await relay.post(ingestUrl, body);
    expect([refused.status, refused.body.code]).toEqual([503, 'storage_unavailable']);
    expect(refused.body.detail).toContain('replaced or deleted');
    expect(refused.body.detail).not.toContain(relay.folder);
    expect(relay.log()).toContain(`${path} was replaced or deleted while the relay was running`);
    expect((await relay.call('GET', '/healthz')).status).toBe(200);

    // A different file in its place is not accepted either.
    await copyFile(`${path}.away`, path);
    expect((await relay.post(ingestUrl, body)).status).toBe(503);
    expect(await readiness()).toBe(503);

    await rename(`${path}.away`, path);
    expect((await relay.post(ingestUrl, body)).status).toBe(200);
    await until(() => expect(subscriber.requests).toHaveLength(1));
    expect(await readiness()).toBe(200);
  },
);

test.each(files)(
  'nothing is acknowledged after %s was restored underneath a running relay',
  async (name) => {
    await using relay = await startTestRelay();
    const { ingestUrl } = await relay.connect();
    const path = join(relay.folder, name);
    const backup = new BetterSqlite3(path);
    await backup.backup(`${path}.backup`);
    backup.close();

    // As the guide says, except that the relay was not stopped. Copying keeps the file's identity.
    await rm(`${path}-wal`);
    await rm(`${path}-shm`);
    await copyFile(`${path}.backup`, path);
    const refused = await relay.post(ingestUrl, signedBody(activity()));
    expect([refused.status, refused.body.code]).toEqual([503, 'storage_unavailable']);
    expect((await relay.call('GET', '/readyz')).status).toBe(503);
    expect(relay.log()).toContain(`${path}-wal was replaced or deleted`);
  },
);

test('the API refuses changes when the database is moved away', async () => {
  await using relay = await startTestRelay();
  const path = join(relay.folder, 'relay.sqlite');
  const key = { name: 'n8n', scopes: ['read'] };
  await rename(path, `${path}.away`);
  expect((await relay.call('POST', '/v1/api-keys', key)).status).toBe(503);
  await rename(`${path}.away`, path);
  expect((await relay.call('POST', '/v1/api-keys', key)).status).toBe(201);
});

test.each(files)('%s is damaged while the relay runs: 503 with the reason', async (name) => {
  const opened = new Map<string, BetterSqlite3.Database>();
  await using relay = await startTestRelay({
    prepareDatabase: (connection, file) => void opened.set(file, connection),
  });
  const { ingestUrl } = await relay.connect();
  const connection = opened.get(name === 'relay.sqlite' ? 'database' : 'inbox');
  connection?.pragma('wal_checkpoint(TRUNCATE)');
  await damage(join(relay.folder, name));
  connection?.pragma('shrink_memory');
  const answer =
    name === 'relay.sqlite'
      ? await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['read'] })
      : await relay.post(ingestUrl, signedBody(activity()));
  expect([answer.status, answer.body.code]).toEqual([503, 'storage_unavailable']);
  expect(answer.body.detail).toContain('is damaged');
  expect((await relay.call('GET', '/readyz')).status).toBe(503);
  expect(relay.log()).toMatch(/SQLITE_(CORRUPT|NOTADB)/);
});

test('a part of relay.sqlite that only reads need is damaged: it is known from then on', async () => {
  let connection: BetterSqlite3.Database | undefined;
  await using relay = await startTestRelay({
    prepareDatabase: (one, file) => {
      if (file === 'database') connection = one;
    },
  });
  const { ingestUrl } = await relay.connect();
  connection?.pragma('wal_checkpoint(TRUNCATE)');
  await damageTable({ connection, folder: relay.folder, table: 'replays' });
  // Nothing has noticed it yet.
  expect((await relay.call('GET', '/readyz')).status).toBe(200);

  const list = await relay.call('GET', '/v1/replays');
  expect([list.status, list.body.detail]).toEqual([503, expect.stringContaining('is damaged')]);
  const ready = await relay.call('GET', '/readyz');
  expect([ready.status, ready.body]).toEqual([
    503,
    expect.objectContaining({
      checks: expect.objectContaining({ database: 'ok', storage: 'failed' }),
      reasons: { storage: expect.stringContaining('backup') },
    }),
  ]);
  expect(relay.log()).toContain('the database is damaged: stop the relay');
  // What is acknowledged now would be lost when the file is restored.
  const refused = await relay.post(ingestUrl, signedBody(activity()));
  expect([refused.status, refused.body.code]).toEqual([503, 'storage_unavailable']);
});

test('a damaged database is refused at startup in one sentence, without a stack trace', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'relay.sqlite');
  await (await openSqlite({ path })).close();
  await damage(path);
  const error: unknown = await openSqlite({ path }).catch((thrown: unknown) => thrown);
  const words = startProblem(error, 'The relay cannot start');
  expect(words).toMatch(/^The relay cannot start: .*Check DATABASE_URL.*damaged.*backup/);
  expect(words).not.toContain('\n');
});

test('an emptied database is not mistaken for a new one', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'relay.sqlite');
  await writeFile(path, '');
  await writeFile(`${path}.inbox`, 'rows');
  await expect(openSqlite({ path })).rejects.toMatchObject({
    problems: [expect.stringContaining('is empty, but was a relay')],
  });
  // Nothing was created from it.
  expect((await readdir(folder.path)).toSorted()).toEqual(['relay.sqlite', 'relay.sqlite.inbox']);
  // An empty file alone was created by someone for a first start.
  await rm(`${path}.inbox`);
  await (await openSqlite({ path })).close();
});

test.each([
  ['deleted', (path: string) => rm(path)],
  ['emptied', (path: string) => writeFile(path, '')],
] as const)('an inbox that was %s is reported by the next start, once', async (_, lose) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const report = /relay\.sqlite\.inbox is missing or empty, though it was in use before/g;
  await relay.restart();
  // Nothing was ever acknowledged.
  await relay.stop();
  await rm(join(relay.folder, 'relay.sqlite.inbox'));
  await relay.restart();
  await relay.post(ingestUrl, signedBody(activity()));
  await relay.restart();
  expect(relay.log()).not.toMatch(report);

  await relay.stop();
  await lose(join(relay.folder, 'relay.sqlite.inbox'));
  await relay.restart();
  expect(relay.log().match(report)).toHaveLength(1);
  await relay.post(ingestUrl, signedBody(activity()));
  expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(2);
  await relay.restart();
  expect(relay.log().match(report)).toHaveLength(1);
});

test.each(['delete', 'wal'])(
  'another program’s file, in the journal mode %s, is refused and left unchanged',
  async (mode) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'theirs.sqlite');
    const theirs = new BetterSqlite3(path);
    theirs.pragma(`journal_mode = ${mode}`);
    theirs.exec('CREATE TABLE "migrations" ("version" integer)');
    theirs.exec('INSERT INTO "migrations" VALUES (1)');
    const look = async () => {
      const names = (await readdir(folder.path)).toSorted();
      // The index of a write-ahead log is not content: readers leave marks in it.
      const contents = names.filter((name) => !name.endsWith('-shm'));
      const bytes = await Promise.all(contents.map((name) => readFile(join(folder.path, name))));
      return { names, bytes };
    };
    const before = await look();
    await expect(openSqlite({ path })).rejects.toThrow(/belongs to another program/);
    expect(await look()).toEqual(before);
    // Moving from it leaves nothing there either.
    await expect(openSource(`sqlite:${path}`)).rejects.toThrow(/belongs to another program/);
    expect(await look()).toEqual(before);
    theirs.exec('INSERT INTO "migrations" VALUES (2)');
    theirs.close();
  },
);

test('a file left half written by a kill is recovered and opened', async () => {
  await using folder = await temporaryFolder();
  const made = join(folder.path, 'made.sqlite');
  const writing = new BetterSqlite3(made);
  writing.pragma('cache_size = 2');
  writing.exec('BEGIN; CREATE TABLE "half" ("value" blob)');
  writing.exec('INSERT INTO "half" VALUES (randomblob(100000))');
  const path = join(folder.path, 'relay.sqlite');
  await copyFile(made, path);
  await copyFile(`${made}-journal`, `${path}-journal`);
  writing.close();
  await (await openSqlite({ path })).close();
  expect(await readdir(folder.path)).not.toContain('relay.sqlite-journal');
});
