import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { startCommand } from '../support/relay-command.ts';
import { spawnRelay } from '../support/relay-process.ts';
import type { RelayProcess } from '../support/relay-process.ts';
import { until } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, credentials, signedBody } from '../support/vendor.ts';

const adminKey = 'an-administrator-key-for-tests';
const lostKey = Buffer.alloc(32, 1).toString('base64');
const newKey = Buffer.alloc(32, 2).toString('base64');

const server = sharedPostgres();
let folder: string;
const running = new Set<RelayProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-lost-key-'));
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  running.clear();
  await rm(folder, { recursive: true });
});

async function start(environment: Record<string, string>): Promise<RelayProcess> {
  const relay = await spawnRelay({
    RELAY_API_KEY: adminKey,
    RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    ...environment,
  });
  running.add(relay);
  return relay;
}

async function stop(relay: RelayProcess): Promise<void> {
  relay.child.kill('SIGTERM');
  expect(await relay.ended()).toBe(0);
  running.delete(relay);
}

async function reset(environment: Record<string, string>, ...words: string[]) {
  const command = startCommand(['reset-encryption-key', ...words], environment);
  return { code: await command.ended, output: command.output() };
}

/** Calls the API. @returns status and body */
async function call(
  relay: RelayProcess,
  [method, path]: readonly [method: string, path: string],
  options: { readonly body?: object; readonly key?: string } = {},
) {
  const { body, key = adminKey } = options;
  const response = await fetch(`${relay.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any response
  const json: any = await response.json();
  return { status: response.status, body: json };
}

async function happens(ingestUrl: string): Promise<number> {
  return (await fetch(ingestUrl, { method: 'POST', body: signedBody(activity()) })).status;
}

/** The same URL after a restart, which has another port. */
function at(relay: RelayProcess, ingestUrl: string): string {
  return `${relay.url}${new URL(ingestUrl).pathname}`;
}

/** What an administrator and n8n set up before the key is lost. */
async function setUp(relay: RelayProcess, subscriberUrl: string) {
  const create = async (path: string, body: object, key = adminKey) =>
    (await call(relay, ['POST', path], { body, key })).body;
  const subscribe = (url: string, key: string) =>
    create('/v1/subscriptions', { url, eventTypes: ['*'], headers: { 'x-shop': '7' } }, key);
  const connection = await create('/v1/connections', {
    source: 'envoice',
    name: 'Shop',
    credentials,
  });
  const n8n = await create('/v1/api-keys', { name: 'n8n', scopes: ['subscribe'] });
  return {
    connection,
    n8n,
    mine: await subscribe(subscriberUrl, adminKey),
    theirs: await subscribe(`${subscriberUrl}/n8n`, n8n.key),
    found: await subscribe(`${subscriberUrl}/found`, adminKey),
  };
}

/** Sets a connection up again. @returns its new ingest URL */
async function restoreConnection(relay: RelayProcess, id: string): Promise<string> {
  const path = `/v1/connections/${id}`;
  const { trouble } = (await call(relay, ['GET', path])).body;
  expect(trouble).toMatch(/ingest URL \(rotate it\), credentials \(set them again\)/);
  await call(relay, ['PATCH', path], { body: { credentials } });
  return (await call(relay, ['POST', `${path}/rotate-ingest-url`])).body.ingestUrl;
}

/** Sets a subscription of the administrator up again. @returns its new secret */
async function restoreSubscription(
  relay: RelayProcess,
  { id, url }: { readonly id: string; readonly url: string },
): Promise<string> {
  const path = `/v1/subscriptions/${id}`;
  expect((await call(relay, ['GET', path])).body).toMatchObject({
    status: 'disabled',
    disabledReason: expect.stringContaining('is lost'),
  });
  const refused = await call(relay, ['PATCH', path], { body: { status: 'active', url } });
  expect(refused).toMatchObject({ status: 409, body: { code: 'subscription_unreadable' } });
  expect(refused.body.detail).toMatch(/: "secret" \(or rotate it\), "headers" \(null for none\)/);
  const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
  const body = { status: 'active', url, secret, headers: null };
  expect((await call(relay, ['PATCH', path], { body })).status).toBe(200);
  return secret;
}

/** n8n comes back with a new key, for which an administrator set the URL again. */
async function claimAgain(
  relay: RelayProcess,
  { id, url }: { readonly id: string; readonly url: string },
): Promise<void> {
  await call(relay, ['PATCH', `/v1/subscriptions/${id}`], { body: { url, headers: null } });
  const { key } = (
    await call(relay, ['POST', '/v1/api-keys'], { body: { name: 'n8n', scopes: ['subscribe'] } })
  ).body;
  const body = { url, eventTypes: ['*'] };
  const claim = await call(relay, ['POST', '/v1/subscriptions/claim'], { body, key });
  expect(claim).toMatchObject({ body: { id, claimed: true, status: 'active' } });
}

test.each(['SQLite', 'PostgreSQL'])(
  'the encryption key is lost on %s: clear-text data stays, and the rest can be set again',
  async (engine) => {
    const DATABASE_URL =
      engine === 'SQLite'
        ? `sqlite:${join(folder, 'relay.sqlite')}`
        : await server.createDatabase();
    const lost = { DATABASE_URL, RELAY_ENCRYPTION_KEY: lostKey };
    const anew = { DATABASE_URL, RELAY_ENCRYPTION_KEY: newKey };
    await using subscriber = await startSubscriber(() => 500);
    const before = await start(lost);
    const { connection, n8n, mine, theirs, found } = await setUp(before, subscriber.url);
    expect(await happens(connection.ingestUrl)).toBe(200);
    await until(() => expect(subscriber.requests).toHaveLength(3));

    // Nothing is reset under a running relay.
    expect(await reset(anew, '--confirm')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/another relay is running|a relay is running on this database/),
    });
    await stop(before);
    // Until then, it may have tried again what the subscriber refused.
    const sentBefore = subscriber.requests.length;
    await expect(start(anew)).rejects.toThrow(/not the key.*reset-encryption-key/s);
    expect(await reset(lost, '--confirm')).toMatchObject({
      code: 1,
      output: expect.stringContaining('No key is lost'),
    });
    const plan = await reset(anew);
    expect(plan.code).toBe(0);
    for (const { id } of [connection, n8n, mine, theirs, found]) expect(plan.output).toContain(id);
    expect(plan.output).toMatch(/ 1 connection: .* 3 subscriptions: /s);
    expect(plan.output).toContain('Nothing was changed');
    await expect(start(anew)).rejects.toThrow(/not the key/);

    expect((await reset(anew, '--confirm')).code).toBe(0);

    let relay = await start(anew);
    expect((await call(relay, ['GET', '/readyz'])).status).toBe(200);
    expect((await call(relay, ['GET', '/v1/events'])).body.data).toHaveLength(1);
    expect((await call(relay, ['GET', '/v1/events'], { key: n8n.key })).status).toBe(401);
    expect(await happens(at(relay, connection.ingestUrl))).toBe(404);

    const ingestUrl = await restoreConnection(relay, connection.id);
    expect(await happens(ingestUrl)).toBe(200);

    subscriber.answers(() => 200);
    const receivedBy = (name: string) =>
      subscriber.requests.slice(sentBefore).filter(({ path }) => path === `/hook${name}`);
    const secret = await restoreSubscription(relay, { id: mine.id, url: subscriber.url });
    await until(() => expect(receivedBy('')).toHaveLength(2));
    for (const { body, headers } of receivedBy('')) new Webhook(secret).verify(body, headers);

    await claimAgain(relay, { id: theirs.id, url: `${subscriber.url}/n8n` });
    await until(() => expect(receivedBy('/n8n')).toHaveLength(2));

    // The key turns up: what was not set again becomes readable.
    await stop(relay);
    relay = await start({ ...anew, RELAY_ENCRYPTION_KEY_PREVIOUS: lostKey });
    const enabled = await call(relay, ['PATCH', `/v1/subscriptions/${found.id}`], {
      body: { status: 'active' },
    });
    expect(enabled).toMatchObject({ status: 200, body: { url: `${subscriber.url}/found` } });
    await until(() => expect(receivedBy('/found')).toHaveLength(2));
    expect(receivedBy('/found')[0]?.headers['x-shop']).toBe('7');
  },
);
