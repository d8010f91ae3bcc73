import { readFileSync } from 'node:fs';

import pg from 'pg';
import { expect, test } from 'vitest';

import { openPostgres } from '../../src/database/open-postgres.ts';
import { startTestRelay } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const server = sharedPostgres();

/** The statements the guide gives to operators: each of its SQL blocks, in order. */
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

test('with the role and privileges from the guide, the relay does all of its work and changes no table definition', async () => {
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
  // It starts again with nothing to migrate.
  await relay.restart();

  for (const change of [
    'DROP TABLE "events"',
    'ALTER TABLE "events" ADD COLUMN "x" text',
    'CREATE TABLE "mine" ()',
    'TRUNCATE "events"',
  ]) {
    await expect(ask(urlOf('relay_app'), change)).rejects.toMatchObject({ code: '42501' });
  }

  // A missing privilege is not the webhook's fault: the webhook is refused for now, or waits, and
  // the problem is reported.
  const { pathname } = new URL(ingestUrl);
  const readiness = async () => (await relay.call('GET', '/readyz')).body.checks;
  for (const [table, status, said, check] of [
    ['inbox', 503, 'lacks a privilege', 'storage'],
    ['activities', 200, 'accepted', 'projector'],
  ] as const) {
    await ask(urlOf('relay_owner'), `REVOKE INSERT ON "${table}" FROM relay_app`);
    // Not with `relay.post`, which waits for the events of what it sends.
    const answer = await fetch(`${relay.url}${pathname}`, {
      method: 'POST',
      body: signedBody(activity()),
    });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(said);
    await expect.poll(readiness).toMatchObject({ [check]: 'failed' });
    await ask(urlOf('relay_owner'), `GRANT INSERT ON "${table}" TO relay_app`);
    await expect.poll(readiness).toMatchObject({ [check]: 'ok' });
  }
  expect((await relay.call('GET', '/v1/quarantine')).body.data).toEqual([]);
  await expect.poll(async () => (await relay.call('GET', '/v1/events')).body.data).toHaveLength(2);
});
