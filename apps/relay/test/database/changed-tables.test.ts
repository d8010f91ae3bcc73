import pg from 'pg';
import { expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { activity, signedBody } from '../support/vendor.ts';

/*
 * The tables of a running relay are not those it knows: a newer version has migrated them, somebody
 * changed them, or a backup is being restored over them.
 */

const server = sharedPostgres();

test('webhooks and calls are refused for now, or wait, and nothing is quarantined', async () => {
  const url = await server.createDatabase();
  const ask = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await using relay = await startTestRelay({
    environment: {
      DATABASE_URL: url,
      RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
    },
  });
  const { ingestUrl } = await relay.connect();
  const { pathname } = new URL(ingestUrl);
  const readiness = async () => (await relay.call('GET', '/readyz')).body.checks;
  let accepted = 0;
  for (const [change, back, status, check] of [
    ['TABLE "inbox" RENAME TO "old"', 'TABLE "old" RENAME TO "inbox"', 503, 'storage'],
    ['TABLE "activities" RENAME TO "old"', 'TABLE "old" RENAME TO "activities"', 200, 'projector'],
    [
      'TABLE "events" RENAME COLUMN "search_terms" TO "old"',
      'TABLE "events" RENAME COLUMN "old" TO "search_terms"',
      200,
      'projector',
    ],
  ] as const) {
    await ask(`ALTER ${change}`);
    // Not with `relay.post`, which waits for the events of what it sends.
    const answer = await fetch(`${relay.url}${pathname}`, {
      method: 'POST',
      body: signedBody(activity()),
    });
    expect([change, answer.status]).toEqual([change, status]);
    expect(await answer.text()).toMatch(/accepted|tables are not those of this version/);
    if (status === 200) accepted += 1;
    await expect.poll(readiness).toMatchObject({ [check]: 'failed' });
    await ask(`ALTER ${back}`);
    await expect.poll(readiness).toMatchObject({ [check]: 'ok' });
  }
  await ask('ALTER TABLE "events" RENAME TO "old"');
  expect((await relay.call('GET', '/v1/events')).status).toBe(503);
  await ask('ALTER TABLE "old" RENAME TO "events"');
  await expect
    .poll(async () => (await relay.call('GET', '/v1/events')).body.data)
    .toHaveLength(accepted);
  expect((await relay.call('GET', '/v1/quarantine')).body.data).toEqual([]);
});
