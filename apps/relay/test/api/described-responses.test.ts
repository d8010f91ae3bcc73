import { expect, test } from 'vitest';

import { DescribedResponses } from '../support/described-responses.ts';
import { startEnvoiceAccount } from '../support/envoice-account.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { ApiResponse, TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiResponse>;

/** Calls of a relay of which every response must be as described. */
async function describedCalls(relay: TestRelay) {
  const described = new DescribedResponses((await relay.call('GET', '/openapi.json')).body);
  const checked = (method: string, path: string, response: ApiResponse): ApiResponse => {
    const { status } = response;
    const problems = described.problems({ method, path, response });
    expect({ method, path, status, problems }).toEqual({ method, path, status, problems: [] });
    return response;
  };
  const call: Send = async (method, path, body, headers) =>
    checked(method, path, await relay.call(method, path, body, headers));
  /** Without a key. */
  const post = async (path: string, body: string, headers?: Record<string, string>) =>
    checked('POST', path, await relay.post(`${relay.url}${path}`, body, headers));
  return { described, call, post };
}

const statusOf = async (response: Promise<ApiResponse>): Promise<number> => (await response).status;

test('every response is as the description says', async () => {
  await using vendor = await startEnvoiceAccount();
  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay();
  const { described, call, post } = await describedCalls(relay);

  for (const path of ['/healthz', '/readyz', '/metrics']) await call('GET', path);
  for (const path of ['sources', 'event-types', 'overview']) await call('GET', `/v1/${path}`);

  const { id: keyId } = (await call('POST', '/v1/api-keys', { name: 'A', scopes: ['read'] })).body;
  await call('GET', '/v1/api-keys');
  const badKey = { 'idempotency-key': 'two words' };
  expect(await statusOf(call('DELETE', `/v1/api-keys/${keyId}`, undefined, badKey))).toBe(400);
  await call('DELETE', `/v1/api-keys/${keyId}`);
  expect(await statusOf(call('DELETE', `/v1/api-keys/${keyId}`))).toBe(404);

  const { credentials } = vendor;
  const shop = { source: 'envoice', name: 'Shop', credentials };
  const connection = (await call('POST', '/v1/connections', shop)).body;
  const connectionPath = `/v1/connections/${connection.id}`;
  await call('POST', '/v1/connections/test', { connectionId: connection.id });
  await call('GET', '/v1/connections');
  await call('GET', connectionPath);
  await call('PATCH', connectionPath, { name: 'Another' });
  expect(await statusOf(call('POST', `${connectionPath}/poll`))).toBe(409);
  const site = {
    source: 'drupal-invoice',
    name: 'Site',
    credentials: {
      baseUrl: 'http://127.0.0.1:9',
      auth: { kind: 'basic', username: 'a', password: 'b' },
    },
  };
  const { id: siteId } = (await call('POST', '/v1/connections', site)).body;
  await call('POST', `/v1/connections/${siteId}/poll`);
  expect(await statusOf(call('POST', `/v1/connections/${siteId}/rotate-ingest-url`))).toBe(409);
  expect(await statusOf(call('POST', `/v1/connections/${siteId}/backfill`))).toBe(409);
  await call('DELETE', `/v1/connections/${siteId}`);

  const wanted = { url: subscriber.url, eventTypes: ['*'] };
  const { id: subscriptionId } = (await call('POST', '/v1/subscriptions', wanted)).body;
  const subscriptionPath = `/v1/subscriptions/${subscriptionId}`;
  await call('GET', '/v1/subscriptions');
  await call('GET', subscriptionPath);
  await call('PATCH', subscriptionPath, { description: 'ours' });
  await call('POST', `${subscriptionPath}/test`, { eventType: 'invoice.paid' });
  for (let count = 0; count < 5; count += 1)
    await call('POST', `${subscriptionPath}/rotate-secret`);
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
  expect(await statusOf(call('POST', `${subscriptionPath}/rotate-secret`))).toBe(409);
  expect(await statusOf(call('PATCH', subscriptionPath, { secret }))).toBe(409);
  const claim = { ...wanted, secret };
  expect(await statusOf(call('POST', '/v1/subscriptions/claim', claim))).toBe(409);
  await call('POST', '/v1/subscriptions/claim', wanted);

  const hook = `/hooks/${connection.ingestUrl.split('/').at(-1)}`;
  await post(hook, '');
  expect(await statusOf(post(hook, '{"nonsense":1}'))).toBe(400);
  expect(await statusOf(post('/hooks/unknown', '{}'))).toBe(404);
  expect(await statusOf(post(hook, 'x', { 'content-encoding': 'zstd' }))).toBe(415);
  expect(await statusOf(post(hook, 'x'.repeat(1024 * 1024 + 1)))).toBe(413);
  await post(hook, signedBody(activity()));
  const bare = '{"Signature":"x","Timestamp":"y"}';
  expect((await post(hook, bare)).body).toEqual({ status: 'quarantined' });
  const unsigned = signedBody(activity(), { secret: 'of another account' });
  expect((await post(hook, unsigned)).body).toEqual({ status: 'unconfirmed' });
  expect((await post(hook, unsigned)).body).toEqual({ status: 'duplicate' });

  const [event] = (await call('GET', '/v1/events')).body.data;
  const eventPath = `/v1/events/${event.data.id}`;
  await call('GET', eventPath);
  await call('GET', `${eventPath}/activity`);
  const delivered = async () => (await call('GET', '/v1/deliveries?status=delivered')).body.data;
  await until(async () => expect(await delivered()).not.toEqual([]));
  const [delivery] = await delivered();
  const deliveryPath = `/v1/deliveries/${delivery.id}`;
  await call('GET', deliveryPath);
  expect(await statusOf(call('POST', `${deliveryPath}/retry`))).toBe(409);

  await call('PATCH', subscriptionPath, { status: 'paused' });
  await call('POST', '/v1/replays', { subscriptionId, dryRun: true });
  const replay = (await call('POST', '/v1/replays', { subscriptionId })).body;
  await call('GET', '/v1/replays');
  await until(async () => {
    expect((await call('GET', `/v1/replays/${replay.id}`)).body.state).toBe('done');
  });
  const [waiting] = (await call('GET', '/v1/deliveries?status=pending')).body.data;
  await call('POST', `/v1/deliveries/${waiting.id}/cancel`);
  await call('POST', `/v1/deliveries/${waiting.id}/retry`);
  await call('DELETE', `/v1/replays/${replay.id}`);

  const [quarantined] = (await call('GET', '/v1/quarantine')).body.data;
  await call('GET', `/v1/quarantine/${quarantined.id}`);
  await call('POST', `/v1/quarantine/${quarantined.id}/retry`);
  await call('DELETE', `/v1/quarantine/${quarantined.id}`);

  const backfill = (await call('POST', `${connectionPath}/backfill`)).body;
  await call('GET', `/v1/backfills/${backfill.id}`);
  await call('GET', `${connectionPath}/backfills`);
  const detection = { connectionId: connection.id, payload: signedBody(activity()) };
  await call('POST', '/v1/signature-detections', detection);
  await call('POST', `${connectionPath}/rotate-ingest-url`);
  await call('DELETE', `/v1/subjects/${connection.id}/invoice/3971`);
  expect(await statusOf(call('GET', `${eventPath}/activity`))).toBe(404);
  await call('POST', `${subscriptionPath}/release`);
  await call('DELETE', subscriptionPath);

  const { status, headers } = await post('/v1/session', JSON.stringify({ key: relay.adminKey }));
  expect(status).toBe(201);
  expect(await statusOf(post('/v1/session', 'x', { 'content-type': 'text/plain' }))).toBe(415);
  const cookie = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  const own = { ...cookie, 'sec-fetch-site': 'same-origin' };
  const bySession = async (method: string, path: string) => {
    const fetched = await fetch(`${relay.url}${path}`, { method, headers: own });
    const text = await fetched.text();
    const body = text === '' ? '' : JSON.parse(text);
    const response = { status: fetched.status, headers: fetched.headers, body };
    expect(described.problems({ method, path, response })).toEqual([]);
  };
  await bySession('GET', '/v1/session');
  await bySession('DELETE', '/v1/session');
  await bySession('GET', '/v1/session');
  await call('DELETE', '/v1/sessions');
  await call('DELETE', connectionPath);

  // It has no end, and `stream.test.ts` reads it.
  expect(described.untried).toEqual(['GET /v1/stream']);
});
