import { ConfigError } from '@invoice-relay/core/errors';
import pg from 'pg';
import { expect, test, vi } from 'vitest';

import { PostgresInboxWriter } from '../../src/database/inbox/postgres-inbox.ts';
import { refuseRunning } from '../../src/database/move/refuse-running.ts';
import { migrationLock, openPostgres } from '../../src/database/open-postgres.ts';
import { Notifications } from '../../src/database/postgres/notifications.ts';
import { createPool, defaultPostgresSettings } from '../../src/database/postgres/postgres-pool.ts';
import { DatabaseClock } from '../../src/database/postgres/database-clock.ts';
import { Presence } from '../../src/database/postgres/presence.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { FaultyPostgres } from '../faults/support/postgres.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startTransactionPooler } from '../support/transaction-pooler.ts';
import { until } from '../support/until.ts';
import { startWay } from '../support/way-to-server.ts';

/*
 * What can happen around a relay's database: custom settings, poolers, networks that go silent,
 * standbys that go away.
 */

const server = sharedPostgres();

async function connect(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

async function databaseWith(setting: string): Promise<string> {
  const url = await server.createDatabase();
  await using admin = await connect(url);
  await admin.query(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET ${setting}`);
  return url;
}

test.each(['repeatable read', 'serializable'])(
  'writers see what was committed before their turn where %s is the default',
  async (isolation) => {
    const url = await databaseWith(`default_transaction_isolation = '${isolation}'`);
    const { database, close } = await openPostgres({ url });
    const found = await database.write((tx) =>
      tx.first(sql`SELECT current_setting('transaction_isolation') AS "isolation"`),
    );
    expect(found).toEqual({ isolation: 'read committed' });
    await close();
  },
);

test('a start waits for the migrations of another process, whatever timeout its role has', async () => {
  const url = await databaseWith(`lock_timeout = '1ms'`);
  await using other = await connect(url);
  await other.query(`SELECT pg_advisory_lock(${migrationLock})`);
  let failed: unknown;
  const opening = openPostgres({ url }).catch((error: unknown) => void (failed = error));
  await until(async () => {
    const { rows } = await other.query(
      `SELECT 1 FROM pg_locks WHERE "locktype" = 'advisory' AND NOT "granted"
         AND "database" = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(failed !== undefined || rows.length === 1).toBe(true);
  });
  // Longer than the timeout.
  await other.query('SELECT pg_sleep(0.05)');
  await other.query('SELECT pg_advisory_unlock_all()');
  const opened = await opening;
  expect(failed).toBeUndefined();
  await opened?.close();
});

/** A value that nobody else sets. */
const foreignTimeoutMs = 123_457;

/** Which timeouts of its database apply to a session. */
async function foreignTimeouts(session: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
  const { rows } = await session.query<{ name: string }>(
    `SELECT "name" FROM pg_settings WHERE "setting" = '${foreignTimeoutMs}' ORDER BY "name"`,
  );
  return rows.map(({ name }) => name);
}

test('no timeout that its database sets for sessions applies to those of a relay', async () => {
  const url = await server.createDatabase();
  await using other = await connect(url);
  const { rows: known } = await other.query<{ name: string }>(
    `SELECT "name" FROM pg_settings
     WHERE "name" IN ('lock_timeout', 'statement_timeout', 'transaction_timeout',
       'idle_in_transaction_session_timeout', 'idle_session_timeout') ORDER BY "name"`,
  );
  for (const { name } of known) {
    await other.query(
      `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET ${name} = ${foreignTimeoutMs}`,
    );
  }
  await using another = await connect(url);
  expect(await foreignTimeouts(another)).toEqual(known.map(({ name }) => name));

  const { pool, close } = await openPostgres({ url });
  expect(await foreignTimeouts(pool)).toEqual([]);
  const presence = new Presence({ owner: 'one' });
  const begin = vi.spyOn(presence, 'begin');
  const notifications = new Notifications({
    settings: { ...defaultPostgresSettings, url },
    presence,
    onMessage: () => {},
    onListening: () => {},
    onError: () => {},
  });
  await notifications.start();
  expect(await foreignTimeouts(begin.mock.calls[0]?.[0] as pg.ClientBase)).toEqual([]);
  await notifications.close();
  await close();
});

test('a connection that is cut without a word fails the statement it was running, and nothing else', async () => {
  await using way = await startWay(await server.createDatabase());
  const settings = { ...defaultPostgresSettings, url: way.url };
  const { pool, close } = await openPostgres(settings);
  const thread = createPool(settings);
  for (const one of [pool, thread]) {
    const running = await Promise.all(
      Array.from({ length: settings.poolSize }, async () => {
        const client = await one.connect();
        // Nobody listens for errors of the client itself: one without any listener fails the run.
        return { client, statement: client.query('SELECT pg_sleep(600)') };
      }),
    );
    const ended = Promise.allSettled(running.map(({ statement }) => statement));
    way.cut();
    for (const { status } of await ended) expect(status).toBe('rejected');
    for (const { client } of running) client.release(true);
    expect((await one.query<{ one: number }>('SELECT 1 AS "one"')).rows).toEqual([{ one: 1 }]);
  }
  await thread.end();
  await close();
});

test('the session that keeps relays away from a move may be idle for as long as that takes', async () => {
  // Enough for a busy machine to set another one after it has connected.
  const url = await databaseWith(`idle_session_timeout = '2s'`);
  await using other = await connect(server.url);
  const alone = await refuseRunning({ url, option: '--from' });
  // Longer than the timeout.
  await other.query('SELECT pg_sleep(2.5)');
  await expect(alone.refuseRelays()).resolves.toBeUndefined();
  await alone.release();
});

test('a pooler that assigns each transaction another session is refused with an explanation', async () => {
  const url = await server.createDatabase();
  await using pooler = await startTransactionPooler(url);
  const opened = openPostgres({ url: pooler.url });
  await expect(opened).rejects.toBeInstanceOf(ConfigError);
  await expect(opened).rejects.toThrow(/pool_mode = session/);
});

test.each(['LATIN1', 'SQL_ASCII'])(
  'a database with the encoding %s is refused with an explanation',
  async (encoding) => {
    const name = `relay_test_${encoding.toLowerCase()}`;
    await using admin = await connect(server.url);
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(
      `CREATE DATABASE ${name} ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
    const url = new URL(server.url);
    url.pathname = name;
    await expect(openPostgres({ url: url.href })).rejects.toThrow(/ENCODING 'UTF8'/);
    await admin.query(`DROP DATABASE ${name}`);
  },
);

test('a process whose listening connection goes silent opens another, and is present again', async () => {
  await using way = await startWay(await server.createDatabase());
  await (await openPostgres({ url: way.url })).close();
  const clock = new DatabaseClock();
  const onTime = vi.spyOn(clock, 'seen');
  const presence = new Presence({ owner: 'one', onTime: (time) => clock.seen(time) });
  let listening = 0;
  const notifications = new Notifications({
    settings: { ...defaultPostgresSettings, url: way.url },
    presence,
    onMessage: () => {},
    onListening: () => (listening += 1),
    onError: () => {},
    unheardMs: 500,
  });
  await notifications.start();
  // A busy machine may be too slow for this timeout a few times.
  await until(async () => expect(await presence.stands()).toBe(true));
  const before = listening;
  way.beSilent(true);
  await until(async () => expect(await presence.stands()).toBe(false));
  way.beSilent(false);
  await until(() => expect(listening).toBeGreaterThan(before));
  await until(async () => expect(await presence.stands()).toBe(true));
  // Checking whether the session is alive also reads the database's time.
  await until(() => expect(onTime).toHaveBeenCalled());
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
  await notifications.close();
});

test('a write that a required standby may not have counts as not stored', async () => {
  await using primary = await FaultyPostgres.start({
    settings: ['synchronous_standby_names=nobody', 'synchronous_commit=local'],
  });
  const url = await primary.createDatabase();
  await (await openPostgres({ url })).close();
  const name = new URL(url).pathname.slice(1);
  await primary.ask(`ALTER DATABASE "${name}" SET synchronous_commit = on`);
  const { database, pool, close } = await openPostgres({ url });
  const inbox = new PostgresInboxWriter({ pool, onAppended: () => {} });
  const row = {
    connectionId: 'c',
    receivedAt: 1,
    activityId: 'a',
    body: Buffer.from('{}'),
    trace: null,
  };
  const results = Promise.allSettled([
    inbox.append([row]),
    database.write((tx) => tx.run(sql`INSERT INTO "settings" VALUES (${'a'}, ${''})`)),
  ]);
  // As an operator would do at night on finding them.
  await using admin = await connect(primary.url('postgres'));
  const ended = new Set<number>();
  await until(async () => {
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT pid, pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`,
    );
    for (const { pid } of rows) ended.add(pid);
    expect(ended.size).toBe(2);
  });
  for (const result of await results) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'database_unreachable' } });
  }
  await close();
});

test('notifications of anybody else are ignored, whatever they contain', async () => {
  const url = await server.createDatabase();
  const received: string[] = [];
  const listening = Promise.withResolvers<void>();
  const notifications = new Notifications({
    settings: { ...defaultPostgresSettings, url },
    presence: new Presence({ owner: 'one' }),
    onMessage: (message) => received.push(message),
    onListening: () => listening.resolve(),
    onError: () => {},
  });
  const { close } = await openPostgres({ url });
  await notifications.start();
  await listening.promise;
  await using other = await connect(url);
  const payloads = [null, {}, 'text', [], { from: 'two' }, { from: 'two', said: [1] }];
  const texts = ['', 'no JSON', ...payloads.map((payload) => JSON.stringify(payload))];
  for (const text of [...texts, JSON.stringify({ from: 'two', said: ['jobs'] })]) {
    await other.query('SELECT pg_notify($1, $2)', ['invoice_relay', text]);
  }
  await until(() => expect(received).toEqual(['jobs']));
  await notifications.close();
  await close();
});
