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

/** Ways to copy a file that is in use. */
const means = {
  'the backup API, as `.backup` of the sqlite3 shell': async (from: string, to: string) => {
    const file = new BetterSqlite3(from, { readonly: true });
    await file.backup(to);
    file.close();
  },
  'VACUUM INTO': async (from: string, to: string) => {
    const file = new BetterSqlite3(from, { readonly: true });
    file.prepare('VACUUM INTO ?').run(to);
    file.close();
  },
};

test.each(Object.entries(means))(
  'a running relay on SQLite, copied with %s, inbox first, contains everything acknowledged before',
  async (_, copy) => {
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
    await copy(`${path}.inbox`, `${restored}.inbox`);
    await copy(path, restored);
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
  },
);

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
