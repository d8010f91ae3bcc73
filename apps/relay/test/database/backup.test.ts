import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const server = sharedPostgres();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-backup-'));
});
afterAll(() => rm(folder, { recursive: true }));

const key = { RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64') };

async function activityIds(relay: TestRelay): Promise<string[]> {
  const { body } = await relay.call('GET', '/v1/events?limit=200');
  return body.data.map((event: { data: { activity: { id: string } } }) => event.data.activity.id);
}

/** As the guide does, with the sqlite3 shell. */
function copyFileInUse(from: string, to: string): void {
  const file = new BetterSqlite3(from, { readonly: true });
  file.prepare('VACUUM INTO ?').run(to);
  file.close();
}

test('a running relay on SQLite, copied with VACUUM INTO, inbox first, contains everything acknowledged before', async () => {
  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay({ environment: key });
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  const path = join(relay.folder, 'relay.sqlite');
  const restored = join(await mkdtemp(join(folder, 'sqlite-')), 'relay.sqlite');
  const acknowledged: string[] = [];
  const stop = new AbortController();
  const sending = (async () => {
    while (!stop.signal.aborted) {
      const made = activity();
      const body = signedBody(made);
      const { status } = await fetch(ingestUrl, { method: 'POST', body });
      if (status === 200) acknowledged.push(String(made.Id));
    }
  })();
  await expect.poll(() => acknowledged.length).toBeGreaterThan(20);

  const before = [...acknowledged];
  copyFileInUse(`${path}.inbox`, `${restored}.inbox`);
  copyFileInUse(path, restored);
  stop.abort();
  await sending;

  const url = `sqlite:${restored}`;
  await using again = await startTestRelay({ environment: { ...key, DATABASE_URL: url } });
  await expect
    .poll(async () => {
      const there = new Set(await activityIds(again));
      return before.filter((id) => !there.has(id));
    })
    .toEqual([]);
  // Pending deliveries are sent from the copy, and the ingest URL works.
  const made = activity();
  expect((await again.post(ingestUrl, signedBody(made))).status).toBe(200);
  await expect.poll(() => subscriber.activityIds()).toContain(String(made.Id));
  expect(again.log()).not.toContain('relay.sqlite.inbox is missing');
});

// Which is why the guide does not use `.backup` of the sqlite3 shell: it copies 100 pages at a time.
test('a copy with the backup API starts over with each commit, and does not end while a relay works', async () => {
  const from = join(await mkdtemp(join(folder, 'backup-api-')), 'relay.sqlite');
  const writer = new BetterSqlite3(from);
  writer.pragma('journal_mode = WAL');
  writer.exec('CREATE TABLE "log" ("text" text)');
  const write = writer.prepare('INSERT INTO "log" VALUES (hex(zeroblob(20000)))');
  write.run();
  const reader = new BetterSqlite3(from, { readonly: true });
  const done: number[] = [];
  await reader.backup(`${from}.copy`, {
    progress({ totalPages, remainingPages }) {
      done.push(totalPages - remainingPages);
      if (done.length > 10) return totalPages;
      write.run();
      return 2;
    },
  });
  expect(Math.max(...done.slice(0, 11))).toBeLessThanOrEqual(2);
  reader.close();
  writer.close();
});

test('a copy made with cp while it runs, without the files beside it, is incomplete', async () => {
  await using relay = await startTestRelay({ environment: key });
  const { ingestUrl } = await relay.connect();
  await relay.post(ingestUrl, signedBody(activity()));
  const copied = join(await mkdtemp(join(folder, 'cp-')), 'relay.sqlite');
  await copyFile(join(relay.folder, 'relay.sqlite'), copied);
  const file = new BetterSqlite3(copied);
  expect(() => file.prepare('SELECT COUNT(*) FROM "events"').pluck().get()).toThrow(
    /no such table/,
  );
  file.close();
});

// The server installed from npm has no pg_dump: a copy by template has the same rows and
// privileges.
test('a relay on a copied PostgreSQL database continues where the original was', async () => {
  const url = await server.createDatabase();
  await using relay = await startTestRelay({ environment: { ...key, DATABASE_URL: url } });
  const { ingestUrl } = await relay.connect();
  for (let count = 0; count < 10; count += 1) await relay.post(ingestUrl, signedBody(activity()));
  const before = await activityIds(relay);
  await relay.stop();

  const name = `${new URL(url).pathname.slice(1)}_restored`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${new URL(url).pathname.slice(1)}"`);
  await client.end();
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  await using again = await startTestRelay({ environment: { ...key, DATABASE_URL: copy.href } });
  expect(await activityIds(again)).toEqual(before);
  const made = activity();
  expect((await again.post(ingestUrl, signedBody(made))).status).toBe(200);
  expect(await activityIds(again)).toEqual([...before, String(made.Id)]);
});
