import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, authKey, authSecret, signedBody } from '../support/vendor.ts';

test('a full disk: 503 and nothing half written; everything continues once there is space', async () => {
  let connection: BetterSqlite3.Database | undefined;
  await using relay = await startTestRelay({
    prepareDatabase(opened) {
      connection = opened;
    },
  });
  await using subscriber = await startSubscriber();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  await until(() => expect(subscriber.requests).toHaveLength(1));

  // SQLite's own limit causes SQLite's own error: SQLITE_FULL.
  const pages = connection?.pragma('page_count', { simple: true }) as number;
  connection?.pragma(`max_page_count = ${pages}`);
  const large = () => activity({ Message: 'x'.repeat(20_000) });
  const waiting = Array.from({ length: 30 }, large);
  const refused = await Promise.all(waiting.map((one) => relay.post(ingestUrl, signedBody(one))));
  const statuses = new Set(refused.map(({ status }) => status));
  expect(statuses).toEqual(new Set([503]));
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(refused[0]?.body).toMatchObject({ code: 'storage_unavailable' });
  expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(1);
  expect((await relay.call('GET', '/v1/deliveries')).body.data).toHaveLength(1);

  const readiness = async () => (await relay.call('GET', '/readyz')).status;
  expect(await readiness()).toBe(503);
  expect(relay.log()).toContain('"outcome":"failed"');

  connection?.pragma('max_page_count = 1000000');
  expect(await readiness()).toBe(200);
  for (const one of waiting) {
    expect((await relay.post(ingestUrl, signedBody(one))).status).toBe(200);
  }
  await until(() => expect(subscriber.requests).toHaveLength(31));
});

test('no secret appears in clear text in the data folder, the log or a response', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber(() => 500);
  const connection = await relay.connect();
  const { id, secret } = await relay.subscribe({ url: subscriber.url });
  const made = await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['read'] });
  const token = connection.ingestUrl.split('/').at(-1) as string;
  await relay.post(connection.ingestUrl, signedBody(activity()));
  await relay.post(connection.ingestUrl, signedBody(activity(), { secret: 'wrong' }));
  await relay.post(connection.ingestUrl, '{"Activity": ');
  await relay.call('POST', '/v1/connections', { source: 'envoice', credentials: { authSecret } });
  const rotated = await relay.call('POST', `/v1/subscriptions/${id}/rotate-secret`, {});
  const refused = await relay.call('GET', '/v1/events', undefined, {
    authorization: 'Bearer wrong-key-x',
  });
  await until(() => expect(subscriber.requests).toHaveLength(1));

  const secrets = [
    authSecret,
    authKey,
    secret,
    secret.slice('whsec_'.length),
    rotated.body.secret,
    token,
    made.body.key,
    relay.adminKey,
  ];
  expect(secrets.every((text) => typeof text === 'string' && text.length > 8)).toBe(true);
  const answers = await Promise.all(
    [
      '/v1/connections',
      '/v1/subscriptions',
      '/v1/api-keys',
      '/v1/events',
      '/v1/deliveries',
      '/v1/sources',
      '/metrics',
    ].map(async (path) => JSON.stringify((await relay.call('GET', path)).body)),
  );
  // The ingest URL is shown to administrators, since they have to give it to the vendor.
  const shown = [...answers, JSON.stringify(refused.body)]
    .join()
    .replaceAll(connection.ingestUrl, '');
  const files = await readdir(relay.folder);
  expect(files).toContain('relay.sqlite');
  const kept = await Promise.all(
    files.map(async (file) => (await readFile(join(relay.folder, file))).toString('latin1')),
  );
  for (const text of secrets) {
    expect(shown).not.toContain(text);
    expect(relay.log()).not.toContain(text);
    expect(kept.join()).not.toContain(text);
  }
});

test('the log makes it possible to follow an activity from receipt to delivery', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const connection = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  const made = activity();
  await relay.post(connection.ingestUrl, signedBody(made));
  await until(() => expect(relay.log()).toContain('attempt delivered'));
  const lines = relay
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ingest = lines.find(({ msg }) => msg === 'ingest');
  const attempt = lines.find(({ msg }) => msg === 'attempt delivered');
  expect(ingest).toMatchObject({
    connectionId: connection.id,
    outcome: 'accepted',
    activityIds: [String(made.Id)],
    eventIds: [attempt.eventId],
  });
  expect(attempt).toMatchObject({
    connectionId: connection.id,
    deliveryId: expect.stringMatching(/^dlv_/),
    subscriptionId: expect.stringMatching(/^sub_/),
    attempt: 1,
    status: 200,
    durationMs: expect.any(Number),
  });
});
