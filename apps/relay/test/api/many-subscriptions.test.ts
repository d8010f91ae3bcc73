import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { expect, test } from 'vitest';

import { engine } from '../support/engine.ts';
import { startTestRelay } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';

/** More than the parameters of one statement on either engine: 32,766 and 65,535. */
const many = 66_000;

/** n8n and Zapier create a subscription for each test of a workflow. Deleted ones stay readable. */
async function addDeleted({ folder, databaseUrl }: TestRelay, apiKeyId: string): Promise<void> {
  const text = `INSERT INTO "subscriptions" ("id", "url", "event_types", "ordering", "secret",
      "status", "api_key_id", "created_at", "updated_at", "deleted_at")
    WITH RECURSIVE "numbers" ("n") AS (
      SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${many})
    SELECT 'sub_old_' || "n", '', '["*"]', 'subject', '', 'active', '${apiKeyId}', 0, 0, 0
    FROM "numbers"`;
  if (engine === 'sqlite') {
    const database = new BetterSqlite3(join(folder, 'relay.sqlite'));
    database.exec(text);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // It would raise the version of what is cached for each of them.
  const trigger = (change: string) =>
    client.query(`ALTER TABLE "subscriptions" ${change} TRIGGER "subscriptions_version"`);
  await trigger('DISABLE');
  await client.query(text);
  await trigger('ENABLE');
  await client.end();
}

test('a key may have created any number of subscriptions', async () => {
  await using relay = await startTestRelay();
  const made = await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['subscribe'] });
  const { id: apiKeyId, key } = made.body;
  const as = { authorization: `Bearer ${key}` };
  const body = { url: 'https://subscriber.example/', eventTypes: ['*'] };
  const { id } = (await relay.call('POST', '/v1/subscriptions', body, as)).body;
  const replay = (await relay.call('POST', '/v1/replays', { subscriptionId: id }, as)).body;
  await addDeleted(relay, apiKeyId);

  const lists = ['subscriptions', 'replays', 'deliveries', 'events?type=*,relay.*'];
  for (const list of lists) {
    const { status, body: page } = await relay.call('GET', `/v1/${list}`, undefined, as);
    const ids = page.data?.map((one: { readonly id: string }) => one.id);
    const expected = { subscriptions: [id], replays: [replay.id] }[list] ?? [];
    expect({ list, status, ids }).toEqual({ list, status: 200, ids: expected });
  }
  const foreign = await relay.call('GET', '/v1/replays?subscriptionId=sub_old_1', undefined, as);
  expect(foreign.body.data).toEqual([]);

  // Only those that are still there lose their owner: others would wait while all are changed.
  expect((await relay.call('DELETE', `/v1/api-keys/${apiKeyId}`)).status).toBe(204);
  const owned = `SELECT COUNT(*) AS "count" FROM "subscriptions" WHERE "api_key_id" = '${apiKeyId}'`;
  const [row] = (await relay.rows(owned)) as { readonly count: number | string }[];
  expect(Number(row?.count)).toBe(many);
  expect((await relay.call('GET', `/v1/subscriptions/${id}`)).body.apiKeyId).toBeNull();
});
