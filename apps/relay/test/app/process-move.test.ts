import { existsSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { openPostgres } from '../../src/database/open-postgres.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { maskedPostgresUrl } from '../../src/operations/config/database-url.ts';
import { encryptionKey, filledDatabase } from '../support/filled-database.ts';
import { startCommand } from '../support/relay-command.ts';
import { spawnRelay } from '../support/relay-process.ts';
import { until } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';

const server = sharedPostgres();

const environment = { RELAY_ENCRYPTION_KEY: encryptionKey };
const events = 20_000;

function move(from: string, to: string, env: Record<string, string> = environment) {
  return startCommand(['move', '--from', from, '--to', to], env);
}

async function countEvents(url: string): Promise<number> {
  const { database, close } = await openPostgres({ url });
  const row = await database.read((tx) =>
    tx.first<{ count: number }>(sql`SELECT COUNT(*) AS "count" FROM "events"`),
  );
  await close();
  return Number(row?.count);
}

test('a move killed in the middle continues where it ended, and the data can be moved back', async () => {
  await using source = await filledDatabase({ events });
  const there = await server.createDatabase();
  const killed = move(`sqlite:${source.path}`, there);
  await until(() => expect(killed.output()).toMatch(/copying deliveries/));
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');

  const again = move(`sqlite:${source.path}`, there);
  expect([await again.ended, again.output()]).toEqual([
    0,
    expect.stringMatching(/identical on both/),
  ]);
  expect(await countEvents(there)).toBe(events + 4);

  const path = join(dirname(source.path), 'back.sqlite');
  const back = move(there, `sqlite:${path}`);
  expect([await back.ended, back.output()]).toEqual([
    0,
    expect.stringMatching(/identical on both/),
  ]);
  const relay = await spawnRelay({
    DATABASE_URL: `sqlite:${path}`,
    RELAY_API_KEY: source.adminKey,
    ...environment,
  });
  const answer = await fetch(`${relay.url}/v1/subscriptions/${source.subscriptionId}`, {
    headers: { authorization: `Bearer ${source.adminKey}` },
  });
  expect(await answer.json()).toMatchObject({ url: 'http://127.0.0.1:9/nobody-listens' });
  relay.child.kill('SIGKILL');
  await relay.ended();
  expect(relay.output()).not.toContain('inbox is missing');
});

test.each(['sqlite', 'postgres'] as const)(
  'a database moved away from %s is not used until it is reopened',
  async (engine) => {
    await using source = await filledDatabase({ events: 1 });
    const first = `sqlite:${source.path}`;
    const there = await server.createDatabase();
    const back = `sqlite:${join(dirname(source.path), 'back.sqlite')}`;
    const [old, next, shown] =
      engine === 'sqlite'
        ? [first, there, maskedPostgresUrl(there)]
        : [there, back, `${back} on ${hostname()}`];
    // The way back is the second move.
    const ways = new Map([
      [first, there],
      [old, next],
    ]);
    for (const [from, to] of ways) expect(await move(from, to).ended).toBe(0);

    const env = { DATABASE_URL: old, PORT: '0', ...environment };
    const refused = startCommand([], env);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain(`this database was moved to ${shown} at 20`);
    expect(refused.output()).not.toMatch(/:[^/@\s]+@/);
    const key = startCommand(['admin-key'], env);
    expect([await key.ended, key.output()]).toEqual([1, expect.stringMatching(/was moved to/)]);

    const asked = startCommand(['reopen'], env);
    expect([await asked.ended, asked.output()]).toEqual([
      0,
      expect.stringMatching(/was moved to [^]*Nothing was changed/),
    ]);
    expect(await startCommand([], env).ended).toBe(1);
    const opened = startCommand(['reopen', '--confirm'], env);
    expect([await opened.ended, opened.output()]).toEqual([
      0,
      expect.stringMatching(/can work on it again/),
    ]);
    const relay = await spawnRelay(env);
    relay.child.kill('SIGTERM');
    expect(await relay.ended()).toBe(0);
    const again = startCommand(['reopen', '--confirm'], env);
    expect([await again.ended, again.output()]).toEqual([
      1,
      expect.stringMatching(/was not moved/),
    ]);
  },
);

test('nothing is moved from under a running relay', async () => {
  await using source = await filledDatabase({ events: 1 });
  const relay = await spawnRelay({ DATABASE_URL: `sqlite:${source.path}`, ...environment });
  const refused = move(`sqlite:${source.path}`, await server.createDatabase());
  expect(await refused.ended).toBe(1);
  // Of the two databases, it names the right one.
  expect(refused.output()).toMatch(/--from: another relay is running/);
  relay.child.kill('SIGKILL');
  await relay.ended();
});

test('the key must be the one that everything is sealed with', async () => {
  await using source = await filledDatabase({ events: 1 });
  const there = await server.createDatabase();
  const other = { RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') };
  const refused = move(`sqlite:${source.path}`, there, other);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(/RELAY_ENCRYPTION_KEY: this is not the key/);
  expect(await countEvents(there)).toBe(0);
  const none = move(`sqlite:${source.path}`, there, {});
  expect(await none.ended).toBe(1);
  expect(none.output()).toMatch(/encryption\.key is missing/);
});

test.each([
  [['move'], /--from: name a database/],
  [['move', '--from', 'mysql://x', '--to', 'sqlite:./x'], /--from: must look like/],
  [['move', '--from', 'mysql://x', '--to', 'y'], /--from: must look like[^]*--to: must look like/],
  [['move', '--from', 'sqlite:./nothing.sqlite', '--to', 'sqlite:./x'], /no database at/],
  [['move', '--from', `sqlite:${tmpdir()}`, '--to', 'sqlite:./x'], /--from: .* is a folder/],
])('%j is refused with an explanation', async (words, problem) => {
  const refused = startCommand(words, environment);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(problem);
  expect(existsSync('x')).toBe(false);
});
