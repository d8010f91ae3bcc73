import { readFileSync } from 'node:fs';

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openPostgres } from '../../src/database/open-postgres.ts';
import { startTestRelay } from '../support/relay.ts';
import { startPostgres } from '../support/postgres-server.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

/** The statements that operators are told: each block of SQL of the guide, in order. */
function statementsOfGuide(): string[] {
  const guide = readFileSync(
    new URL('../../../../docs/guides/operate.md', import.meta.url),
    'utf8',
  );
  return [...guide.matchAll(/```sql\n(.*?)```/gs)].map(([, block]) => String(block));
}

async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function urlOf(role: string): string {
  const url = new URL(server.url);
  url.pathname = '/relay';
  url.username = role;
  url.password = 'change-me';
  return url.href;
}

test('with the role and the rights that the guide gives it, a relay does all its work and changes no table', async () => {
  const [asSuperuser = '', asOwner = ''] = statementsOfGuide();
  for (const statement of asSuperuser.split(';').filter((text) => /\w/.test(text))) {
    await ask(server.url, statement);
  }
  await (await openPostgres({ url: urlOf('relay_owner') })).close();
  await ask(urlOf('relay_owner'), asOwner);

  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay({
    environment: {
      DATABASE_URL: urlOf('relay_app'),
      RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
    },
  });
  const { ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({ url: subscriber.url });
  expect((await relay.post(ingestUrl, signedBody(activity()))).status).toBe(200);
  await expect.poll(() => subscriber.requests.length).toBe(1);
  expect((await relay.call('GET', '/readyz')).status).toBe(200);
  expect((await relay.call('DELETE', `/v1/subscriptions/${id}`)).status).toBe(204);
  // It starts again where there is nothing to migrate.
  await relay.restart();

  for (const change of [
    'DROP TABLE "events"',
    'ALTER TABLE "events" ADD COLUMN "x" text',
    'CREATE TABLE "mine" ()',
    'TRUNCATE "events"',
  ]) {
    await expect(ask(urlOf('relay_app'), change)).rejects.toMatchObject({ code: '42501' });
  }
});
