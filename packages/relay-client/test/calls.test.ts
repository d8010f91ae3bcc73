import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport } from '../src/index.ts';
import { pageCalls } from './page-calls.ts';
import type { Case } from './page-calls.ts';
import { playRelay } from './played-relay.ts';
import {
  apiKey,
  backfill,
  connection,
  delivery,
  deliveryWithAttempts,
  event,
  poll,
  signatureDetection,
  subscription,
} from './samples.ts';

const key = 'irk_0123456789abcdefghijklmn';
const page = (item: unknown) => ({ data: [item], next: null });
const withSecret = { ...subscription, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const source = {
  name: 'envoice',
  title: 'Envoice',
  credentialsSchema: { type: 'object' },
  settingsSchema: { type: 'object' },
  eventTypes: ['invoice.paid'],
  capabilities: ['webhook'],
};
const eventType = {
  type: 'invoice.paid',
  title: 'Invoice Paid',
  description: 'An invoice was paid in full.',
  subject: 'invoice',
  schema: { type: 'object' },
  sample: event,
};
const { schema: _schema, sample: _sample, ...eventTypeName } = eventType;
const signedIn = {
  scopes: ['read'],
  key: { id: 'key_1', name: 'mine' },
  idleExpiresAt: '2026-11-20T11:00:00.000Z',
  expiresAt: '2026-11-20T22:00:00.000Z',
};
const attempt = { status: 204, durationMs: 3, error: null, response: null };

const newConnection = { source: 'envoice', name: 'My shop', credentials: { authKey: 'a' } };
const newSubscription = { url: 'https://example.com/hook', eventTypes: ['invoice.*'] as const };

const cases: Readonly<Record<string, Case>> = {
  ...pageCalls,
  'sources.list': {
    call: (relay) => relay.sources.list(),
    asks: 'GET /v1/sources',
    answer: page(source),
  },
  'connections.create': {
    call: (relay) => relay.connections.create(newConnection),
    asks: 'POST /v1/connections',
    body: newConnection,
    answer: connection,
  },
  'connections.list': {
    call: (relay) => relay.connections.list({ after: 'abc', limit: 10 }),
    asks: 'GET /v1/connections?after=abc&limit=10',
    answer: page(connection),
  },
  'connections.get': {
    call: (relay) => relay.connections.get({ id: 'con_1' }),
    asks: 'GET /v1/connections/con_1',
    answer: connection,
  },
  'connections.update': {
    call: (relay) => relay.connections.update({ id: 'con_1', name: 'Other' }),
    asks: 'PATCH /v1/connections/con_1',
    body: { name: 'Other' },
    answer: connection,
  },
  'connections.delete': {
    call: (relay) => relay.connections.delete({ id: 'con_1' }),
    asks: 'DELETE /v1/connections/con_1',
  },
  'connections.rotateIngestUrl': {
    call: (relay) => relay.connections.rotateIngestUrl({ id: 'con_1', overlapSeconds: 0 }),
    asks: 'POST /v1/connections/con_1/rotate-ingest-url',
    body: { overlapSeconds: 0 },
    answer: connection,
  },
  'connections.poll': {
    call: (relay) => relay.connections.poll({ connectionId: 'con_1' }),
    asks: 'POST /v1/connections/con_1/poll',
    answer: poll,
  },
  'connections.backfill': {
    call: (relay) => relay.connections.backfill({ connectionId: 'con_1', from: '2026-11-20' }),
    asks: 'POST /v1/connections/con_1/backfill',
    body: { from: '2026-11-20' },
    answer: backfill,
  },
  'connections.backfill of everything': {
    call: (relay) => relay.connections.backfill({ connectionId: 'con_1' }),
    asks: 'POST /v1/connections/con_1/backfill',
    body: {},
    answer: { ...backfill, status: 'pending', from: null, missingSince: null, finishedAt: null },
  },
  'connections.listBackfills': {
    call: (relay) => relay.connections.listBackfills({ connectionId: 'con_1', limit: 1 }),
    asks: 'GET /v1/connections/con_1/backfills?limit=1',
    answer: page(backfill),
  },
  'backfills.get': {
    call: (relay) => relay.backfills.get({ id: 'bf_1' }),
    asks: 'GET /v1/backfills/bf_1',
    answer: backfill,
  },
  'signatureDetections.create for a connection': {
    call: (relay) => relay.signatureDetections.create({ payload: '{}\n', connectionId: 'con_1' }),
    asks: 'POST /v1/signature-detections',
    body: { payload: '{}\n', connectionId: 'con_1' },
    answer: signatureDetection,
  },
  'signatureDetections.create for an account': {
    call: (relay) =>
      relay.signatureDetections.create({
        payload: '{}',
        source: 'envoice',
        credentials: { authKey: 'a' },
      }),
    asks: 'POST /v1/signature-detections',
    body: { payload: '{}', source: 'envoice', credentials: { authKey: 'a' } },
    answer: { ...signatureDetection, result: 'none', matches: [] },
  },
  'eventTypes.list': {
    call: (relay) => relay.eventTypes.list(),
    asks: 'GET /v1/event-types',
    answer: page(eventType),
  },
  'eventTypes.listNames': {
    call: (relay) => relay.eventTypes.listNames({ sources: ['envoice', 'drupal-invoice'] }),
    asks: 'GET /v1/event-types?view=names&sources=envoice%2Cdrupal-invoice',
    answer: page(eventTypeName),
  },
  'events.list': {
    call: (relay) =>
      relay.events.list({
        type: ['invoice.*', 'payment.received'],
        connectionId: 'con_1',
        subjectKind: 'invoice',
        search: 'inv 7%',
        subjectId: '39 71&',
        from: '2026-11-20T10:00:00+01:00',
        to: '2026-11-21',
        order: 'desc',
      }),
    asks: 'GET /v1/events?type=invoice.*%2Cpayment.received&connectionId=con_1&subjectKind=invoice&search=inv+7%25&subjectId=39+71%26&from=2026-11-20T10%3A00%3A00%2B01%3A00&to=2026-11-21&order=desc',
    answer: page(event),
  },
  'events.get': {
    call: (relay) => relay.events.get({ id: 'evt_1' }),
    asks: 'GET /v1/events/evt_1',
    answer: event,
  },
  'subscriptions.create': {
    call: (relay) => relay.subscriptions.create(newSubscription),
    asks: 'POST /v1/subscriptions',
    body: newSubscription,
    answer: withSecret,
  },
  'subscriptions.list': {
    call: (relay) => relay.subscriptions.list(),
    asks: 'GET /v1/subscriptions',
    answer: page(subscription),
  },
  'subscriptions.get': {
    call: (relay) => relay.subscriptions.get({ id: 'sub_1' }),
    asks: 'GET /v1/subscriptions/sub_1',
    answer: subscription,
  },
  'subscriptions.update': {
    call: (relay) => relay.subscriptions.update({ id: 'sub_1', status: 'paused' }),
    asks: 'PATCH /v1/subscriptions/sub_1',
    body: { status: 'paused' },
    answer: subscription,
  },
  'subscriptions.delete': {
    call: (relay) => relay.subscriptions.delete({ id: 'sub_1' }),
    asks: 'DELETE /v1/subscriptions/sub_1',
  },
  'subjects.erase': {
    call: (relay) => relay.subjects.erase({ connectionId: 'con_1', kind: 'invoice', id: '7/8' }),
    asks: 'DELETE /v1/subjects/con_1/invoice/7%2F8',
    answer: {
      connectionId: 'con_1',
      kind: 'invoice',
      id: '7/8',
      erased: { events: 2, activities: 2, attempts: 1, unconfirmedActivities: 0, backfillFinds: 0 },
      pendingDeliveries: 0,
    },
  },
  'subscriptions.claim': {
    call: (relay) => relay.subscriptions.claim({ url: subscription.url, eventTypes: ['*'] }),
    asks: 'POST /v1/subscriptions/claim',
    body: { url: subscription.url, eventTypes: ['*'] },
    answer: { ...withSecret, claimed: true },
  },
  'subscriptions.release': {
    call: (relay) => relay.subscriptions.release({ id: 'sub_1', restSeconds: 60 }),
    asks: 'POST /v1/subscriptions/sub_1/release',
    body: { restSeconds: 60 },
    answer: { ...subscription, status: 'released' },
  },
  'subscriptions.rotateSecret': {
    call: (relay) => relay.subscriptions.rotateSecret({ id: 'sub_1' }),
    asks: 'POST /v1/subscriptions/sub_1/rotate-secret',
    body: {},
    answer: withSecret,
  },
  'subscriptions.test': {
    call: (relay) => relay.subscriptions.test({ id: 'sub_1', eventType: 'invoice.paid' }),
    asks: 'POST /v1/subscriptions/sub_1/test',
    body: { eventType: 'invoice.paid' },
    answer: attempt,
  },
  'deliveries.list': {
    call: (relay) => relay.deliveries.list({ subscriptionId: 'sub_1', status: 'dead' }),
    asks: 'GET /v1/deliveries?subscriptionId=sub_1&status=dead',
    answer: page(delivery),
  },
  'deliveries.get': {
    call: (relay) => relay.deliveries.get({ id: 'dlv_1' }),
    asks: 'GET /v1/deliveries/dlv_1',
    answer: deliveryWithAttempts,
  },
  'deliveries.retry': {
    call: (relay) => relay.deliveries.retry({ id: 'dlv_1' }),
    asks: 'POST /v1/deliveries/dlv_1/retry',
    answer: deliveryWithAttempts,
  },
  'apiKeys.create': {
    call: (relay) => relay.apiKeys.create({ name: 'Zapier', scopes: ['subscribe'] }),
    asks: 'POST /v1/api-keys',
    body: { name: 'Zapier', scopes: ['subscribe'] },
    answer: { ...apiKey, key: 'irk_new' },
  },
  'apiKeys.list': {
    call: (relay) => relay.apiKeys.list(),
    asks: 'GET /v1/api-keys',
    answer: page(apiKey),
  },
  'apiKeys.delete': {
    call: (relay) => relay.apiKeys.delete({ id: 'key_1' }),
    asks: 'DELETE /v1/api-keys/key_1',
  },
  'session.get': {
    call: (relay) => relay.session.get(),
    asks: 'GET /v1/session',
    answer: signedIn,
  },
};

test.each(Object.entries(cases))('%s', async (_name, { call, asks, body, answer }) => {
  await using relay = await playRelay(answer === undefined ? { status: 204 } : { body: answer });
  const client = createRelayClient({
    baseUrl: relay.baseUrl,
    apiKey: key,
    transport: fetchTransport({ fetch }),
  });
  expect(await call(client)).toEqual(answer);
  const [request] = relay.seen;
  expect(`${request?.method} ${request?.url}`).toBe(asks);
  expect(request?.headers['authorization']).toBe(`Bearer ${key}`);
  expect(request?.headers['idempotency-key']).toBeUndefined();
  expect(request?.headers['content-type']).toBe(
    body === undefined ? undefined : 'application/json',
  );
  expect(request?.body).toBe(body === undefined ? '' : JSON.stringify(body));
  expect(relay.seen).toHaveLength(1);
});

test('every call is listed above or has its own test', () => {
  const client = createRelayClient({ baseUrl: 'http://127.0.0.1', transport: async () => never() });
  const all = Object.entries(client).flatMap(([resource, calls]) =>
    Object.keys(calls as object).map((name) => `${resource}.${name}`),
  );
  const listed = new Set(Object.keys(cases).map((name) => name.split(' ')[0]));
  // `iterate` and `wait…` are made of others: iterating.test.ts, waiting.test.ts.
  const own = /\.(iterate|wait.*)$|^events\.getActivity$|^session\.signIn$/;
  expect(all.filter((name) => !listed.has(name) && !own.test(name))).toEqual([]);
  expect(all.length).toBeGreaterThan(40);
});

function never(): never {
  throw new Error('Nothing is asked here.');
}

const clientOf = (baseUrl: string) =>
  createRelayClient({ baseUrl, apiKey: key, transport: fetchTransport({ fetch }) });

test('returns any activity byte for byte', async () => {
  const raw = '{"Id":  99120,"Id":1,}';
  await using relay = await playRelay({ body: raw });
  const activity = await clientOf(relay.baseUrl).events.getActivity({ id: 'evt_1' });
  expect(new TextDecoder().decode(activity)).toBe(raw);
  expect(relay.seen[0]?.url).toBe('/v1/events/evt_1/activity');
});

test.each(['asking', 'unreachable', 'unauthorized'])(
  'a connection that asks the vendor about each activity can be %s',
  async (state) => {
    const verification = { mode: 'callback', state, scheme: null };
    await using relay = await playRelay({ body: { ...connection, verification, enrich: true } });
    const changed = await clientOf(relay.baseUrl).connections.update({
      id: 'con_1',
      verification: { mode: 'callback' },
      enrich: true,
    });
    expect(changed).toMatchObject({ verification, enrich: true });
    expect(relay.seen[0]?.body).toBe('{"verification":{"mode":"callback"},"enrich":true}');
  },
);

test('sends the idempotency key', async () => {
  await using relay = await playRelay({ body: withSecret });
  await clientOf(relay.baseUrl).subscriptions.create(newSubscription, { idempotencyKey: 'abc' });
  expect(relay.seen[0]?.headers['idempotency-key']).toBe('abc');
});

test.each(['/relay', '/relay//', '/relay/#', '/relay?', '/relay/\n'])(
  'accepts a base URL as it is copied: with the path %j',
  async (path) => {
    await using relay = await playRelay({ body: event });
    await clientOf(` ${relay.baseUrl}${path}`).events.get({ id: 'evt_1' });
    expect(relay.seen[0]?.url).toBe('/relay/v1/events/evt_1');
  },
);

test.each([
  [200, { status: 'ok', checks: { database: 'ok' } }],
  [503, { status: 'unavailable', checks: { database: 'failed' } }],
])('health is an answer with %i too, and takes no key', async (status, body) => {
  await using relay = await playRelay({ status, body });
  expect(await clientOf(relay.baseUrl).health()).toEqual(body);
  expect(relay.seen[0]?.url).toBe('/readyz');
  expect(relay.seen[0]?.headers['authorization']).toBeUndefined();
});

test.each([{ key: 'irk_other' }, { code: 'irc_once' }])(
  '%j signs in, without the key',
  async (input) => {
    await using relay = await playRelay({ status: 201, body: signedIn });
    expect(await clientOf(relay.baseUrl).session.signIn(input)).toEqual(signedIn);
    const [request] = relay.seen;
    expect(`${request?.method} ${request?.url}`).toBe('POST /v1/session');
    expect(request?.body).toBe(JSON.stringify(input));
    expect(request?.headers['authorization']).toBeUndefined();
  },
);

test('without a key, calls use the browser session', async () => {
  await using relay = await playRelay({ body: page(delivery) }, { status: 401, body: 'x' });
  const client = createRelayClient({
    baseUrl: relay.baseUrl,
    transport: fetchTransport({ fetch }),
  });
  await client.deliveries.list();
  expect(relay.seen[0]?.headers['authorization']).toBeUndefined();
  await expect(client.deliveries.list()).rejects.toThrow('401');
});

test('passes through fields that a newer relay adds', async () => {
  const newer = {
    ...event,
    type: 'invoice.framed',
    data: { ...event.data, subject: { kind: 'frame', id: '1', number: null, size: 3 } },
    colour: 'red',
  };
  await using relay = await playRelay({ body: { data: [newer], next: null, total: 1 } });
  expect(await clientOf(relay.baseUrl).events.list()).toEqual({
    data: [newer],
    next: null,
    total: 1,
  });
});

test('passes through backfill statuses and types that a newer relay adds', async () => {
  const newer = {
    ...backfill,
    reason: 'restored',
    status: 'paused',
    missingTypes: { 'invoice.framed': 1 },
    colour: 'red',
  };
  await using relay = await playRelay({ body: newer });
  expect(await clientOf(relay.baseUrl).backfills.get({ id: 'bf_1' })).toEqual(newer);
});
