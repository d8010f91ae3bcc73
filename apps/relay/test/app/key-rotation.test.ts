import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { openBesideRelay } from '../../src/app/commands/open-beside-relay.ts';
import type { Database } from '../../src/database/database.ts';
import { movedTables } from '../../src/database/move/moved-table.ts';
import { readTable } from '../../src/database/move/read-table.ts';
import { identifier } from '../../src/database/sql/insert.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { openVault } from '../../src/database/vault/open-vault.ts';
import { reseal } from '../../src/database/vault/reseal.ts';
import { sealedColumns } from '../../src/database/vault/sealed-columns.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { readConfig } from '../../src/operations/config/config.ts';
import { startTestRelay } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, credentials, signedBody } from '../support/vendor.ts';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
const both = { current: newKey, previous: [oldKey] };

/** A relay with data in every sealed column. */
async function filledRelay(environment: Record<string, string>) {
  Object.assign(environment, { RELAY_ENCRYPTION_KEY: oldKey.toString('base64') });
  const relay = await startTestRelay({ environment });
  const subscriber = await startSubscriber();
  const connection = await relay.connect();
  await relay.call('POST', `/v1/connections/${connection.id}/rotate-ingest-url`, {});
  await relay.call('PATCH', `/v1/connections/${connection.id}`, {
    credentials: { ...credentials, authSecret: 'the next secret of the account' },
  });
  const subscription = await relay.subscribe({
    url: subscriber.url,
    headers: { 'x-shop': 'a header of its own' },
  });
  await relay.call('POST', `/v1/subscriptions/${subscription.id}/rotate-secret`, {});
  const key = await relay.call(
    'POST',
    '/v1/api-keys',
    { name: 'n8n', scopes: ['read'] },
    { 'idempotency-key': 'made-once' },
  );
  return { relay, subscriber, connection, subscription, apiKey: key.body.key as string };
}

async function besideRelay<T>(
  relay: TestRelay,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { database, close } = await openBesideRelay(
    readConfig({
      DATABASE_URL: relay.databaseUrl,
      RELAY_ENCRYPTION_KEY: newKey.toString('base64'),
    }),
  );
  try {
    return await work(database);
  } finally {
    await close();
  }
}

/** Every stored text that looks sealed, wherever it is. */
async function sealedTexts(database: Database): Promise<{ where: string; text: string }[]> {
  const tables = await database.read(async (tx) =>
    movedTables(tx.entities.connection.entityMetadatas),
  );
  const found: { where: string; text: string }[] = [];
  for (const table of tables) {
    const names = Object.keys(table.columns);
    for await (const { rows } of readTable({ database, table })) {
      for (const row of rows) {
        row.forEach((value, index) => {
          if (typeof value !== 'string' || !/^v\d\./.test(value)) return;
          found.push({ where: `${table.name}.${names[index]}`, text: value });
        });
      }
    }
  }
  return found;
}

test('the encryption key is replaced while the relay runs: nothing stops working, and the old key is no longer needed', async () => {
  const environment: Record<string, string> = {};
  const { relay, subscriber, connection, apiKey } = await filledRelay(environment);
  await using _ = relay;
  await using __ = subscriber;
  const works = async (): Promise<void> => {
    const before = subscriber.requests.length;
    const read = { authorization: `Bearer ${apiKey}` };
    expect((await relay.call('GET', '/v1/events', undefined, read)).status).toBe(200);
    // The first URL and the first secret are both replaced, and still valid.
    const answer = await relay.post(connection.ingestUrl, signedBody(activity()));
    expect(answer.status).toBe(200);
    await expect.poll(() => subscriber.requests.length).toBe(before + 1);
    expect(subscriber.requests.at(-1)?.headers['x-shop']).toBe('a header of its own');
  };
  await works();

  environment['RELAY_ENCRYPTION_KEY'] = newKey.toString('base64');
  environment['RELAY_ENCRYPTION_KEY_PREVIOUS'] = oldKey.toString('base64');
  await relay.restart();
  await works();

  const [sealed, result, resealed] = await besideRelay(relay, async (database) => {
    const before = await sealedTexts(database);
    const vault = await openVault({ database, keys: both });
    return [before, await reseal({ database, vault }), await sealedTexts(database)];
  });
  const columns = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`));
  expect(new Set(sealed.map(({ where }) => where))).toEqual(columns);
  expect(result).toEqual({ resealed: sealed.length, unreadable: [] });
  const prefix = new Vault(newKey).sealedPrefix;
  expect(resealed.filter(({ text }) => !text.startsWith(prefix))).toEqual([]);
  await works();
  const again = await relay.call(
    'POST',
    '/v1/api-keys',
    { name: 'n8n', scopes: ['read'] },
    { 'idempotency-key': 'made-once' },
  );
  expect(again.body.key).toBe(apiKey);

  environment['RELAY_ENCRYPTION_KEY_PREVIOUS'] = '';
  await relay.restart();
  await works();
});

test('a relay that does not know the new key yet is not ready', async () => {
  const environment: Record<string, string> = {};
  const { relay, subscriber, connection } = await filledRelay(environment);
  await using _ = relay;
  await using __ = subscriber;
  expect((await relay.call('GET', '/readyz')).body.checks.encryptionKey).toBe('ok');
  await besideRelay(relay, async (database) => {
    await reseal({ database, vault: await openVault({ database, keys: both }) });
  });
  const { status, body } = await relay.call('GET', '/readyz');
  expect([status, body.checks.encryptionKey]).toEqual([503, 'failed']);
  const tried = await relay.call('POST', '/v1/connections/test', { connectionId: connection.id });
  expect([tried.status, tried.body.code]).toEqual([503, 'secret_unreadable']);
});

test('a relay that does not know the new key yet gives up nothing that it cannot decrypt', async () => {
  const environment: Record<string, string> = {};
  const { relay, subscriber, connection, subscription } = await filledRelay(environment);
  await using _ = relay;
  await using __ = subscriber;
  await relay.post(connection.ingestUrl, signedBody(activity()));
  await expect.poll(() => subscriber.requests.length).toBe(1);
  await besideRelay(relay, async (database) => {
    await reseal({ database, vault: await openVault({ database, keys: both }) });
  });
  const replay = await relay.call('POST', '/v1/replays', { subscriptionId: subscription.id });
  expect(replay.status).toBe(201);
  const { body: backfill } = await relay.call('POST', `/v1/connections/${connection.id}/backfill`);
  await expect.poll(() => relay.log()).toContain('does not have the encryption key');
  const { body: left } = await relay.call('GET', `/v1/subscriptions/${subscription.id}`);
  expect(left.status).toBe('active');

  environment['RELAY_ENCRYPTION_KEY'] = newKey.toString('base64');
  await relay.restart();
  await expect.poll(() => subscriber.requests.length).toBe(2);
  const { body: open } = await relay.call('GET', `/v1/backfills/${backfill.id}`);
  expect(['pending', 'running']).toContain(open.status);
});

test('a value that no key opens is named, and the others are resealed', async () => {
  const { relay, subscriber, subscription } = await filledRelay({});
  await using _ = relay;
  await using __ = subscriber;
  await besideRelay(relay, async (database) => {
    const foreign = new Vault(randomBytes(32)).seal('x', 'elsewhere');
    await database.write((tx) => tx.run(sql`UPDATE "subscriptions" SET "headers" = ${foreign}`));
    const vault = await openVault({ database, keys: both });
    const { resealed, unreadable } = await reseal({ database, vault });
    expect(unreadable).toEqual([
      { table: 'subscriptions', column: 'headers', id: subscription.id },
    ]);
    expect(resealed).toBeGreaterThan(5);
    expect(await reseal({ database, vault })).toEqual({ resealed: 0, unreadable });
  });
});

test('a database from before keys had ids is resealed as well', async () => {
  const { relay, subscriber } = await filledRelay({});
  await using _ = relay;
  await using __ = subscriber;
  await besideRelay(relay, async (database) => {
    for (const { where, text } of await sealedTexts(database)) {
      const [table, column] = where.split('.') as [string, string];
      const first = text.replace(/^v2\.[^.]+\./, 'v1.');
      await database.write((tx) =>
        tx.run(
          sql`UPDATE ${identifier(table)} SET ${identifier(column)} = ${first}
              WHERE ${identifier(column)} = ${text}`,
        ),
      );
    }
    await database.write((tx) =>
      tx.run(sql`DELETE FROM "settings" WHERE "name" = 'fingerprint_key'`),
    );
    const vault = await openVault({ database, keys: both });
    expect((await reseal({ database, vault })).unreadable).toEqual([]);
    // Fingerprints of values stored nowhere else still match.
    expect(vault.fingerprint('token')).toBe(new Vault(oldKey).fingerprint('token'));
  });
});

test('the previous key is required where it is needed, and a wrong one is refused', async () => {
  const environment: Record<string, string> = {};
  const { relay, subscriber } = await filledRelay(environment);
  await using _ = relay;
  await using __ = subscriber;
  await besideRelay(relay, async (database) => {
    const keys = { current: newKey, previous: [randomBytes(32)] };
    await expect(openVault({ database, keys })).rejects.toThrow(/RELAY_ENCRYPTION_KEY_PREVIOUS/);
  });
});
