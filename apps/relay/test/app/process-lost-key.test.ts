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
    const connection = (
      await call(before, ['POST', '/v1/connections'], {
        body: { source: 'envoice', name: 'Shop', credentials },
      })
    ).body;
    const n8n = (
      await call(before, ['POST', '/v1/api-keys'], { body: { name: 'n8n', scopes: ['subscribe'] } })
    ).body;
    const subscribe = async (url: string, key: string) =>
      (
        await call(before, ['POST', '/v1/subscriptions'], {
          body: { url, eventTypes: ['*'], headers: { 'x-shop': '7' } },
          key,
        })
      ).body;
    const mine = await subscribe(subscriber.url, adminKey);
    const theirs = await subscribe(`${subscriber.url}/n8n`, n8n.key);
    const found = await subscribe(`${subscriber.url}/found`, adminKey);
    expect(await happens(connection.ingestUrl)).toBe(200);
    await until(() => expect(subscriber.requests).toHaveLength(3));

    // Nothing is reset under a running relay.
    expect(await reset(anew, '--confirm')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/another relay is running|a relay is running on this database/),
    });
    await stop(before);
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

    // The connection.
    const connectionPath = `/v1/connections/${connection.id}`;
    const { trouble } = (await call(relay, ['GET', connectionPath])).body;
    expect(trouble).toMatch(/ingest URL \(rotate it\), credentials \(set them again\)/);
    await call(relay, ['PATCH', connectionPath], { body: { credentials } });
    const { ingestUrl } = (await call(relay, ['POST', `${connectionPath}/rotate-ingest-url`])).body;
    expect(await happens(ingestUrl)).toBe(200);

    // A subscription of the administrator.
    subscriber.answers(() => 200);
    const minePath = `/v1/subscriptions/${mine.id}`;
    expect((await call(relay, ['GET', minePath])).body).toMatchObject({
      status: 'disabled',
      disabledReason: expect.stringContaining('is lost'),
    });
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    const refused = await call(relay, ['PATCH', minePath], {
      body: { status: 'active', url: subscriber.url },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'subscription_unreadable' } });
    expect(refused.body.detail).toMatch(/: "secret" \(or rotate it\), "headers" \(null for none\)/);
    const body = { status: 'active', url: subscriber.url, secret, headers: null };
    expect((await call(relay, ['PATCH', minePath], { body })).status).toBe(200);
    const receivedBy = (name: string) =>
      subscriber.requests.slice(3).filter(({ path }) => path === `/hook${name}`);
    await until(() => expect(receivedBy('')).toHaveLength(2));
    for (const { body: text, headers } of receivedBy('')) {
      new Webhook(secret).verify(text, headers);
    }

    // One of n8n, which comes back with a new key.
    const url = `${subscriber.url}/n8n`;
    const theirPath = `/v1/subscriptions/${theirs.id}`;
    await call(relay, ['PATCH', theirPath], { body: { url, headers: null } });
    const { key } = (
      await call(relay, ['POST', '/v1/api-keys'], { body: { name: 'n8n', scopes: ['subscribe'] } })
    ).body;
    const claim = await call(relay, ['POST', '/v1/subscriptions/claim'], {
      body: { url, eventTypes: ['*'] },
      key,
    });
    expect(claim).toMatchObject({ body: { id: theirs.id, claimed: true, status: 'active' } });
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
