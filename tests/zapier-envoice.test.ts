import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import app from '../packages/zapier-envoice/src/index.ts';
import { createTester } from '../packages/zapier-kit/src/testing/index.ts';
import type { Tester } from '../packages/zapier-kit/src/testing/index.ts';
import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';
import { ask } from './support/ask.ts';
import type { Json } from './support/ask.ts';
import { startZapierHooks } from './support/zapier-hooks.ts';
import type { RawRequest, ZapierHooks } from './support/zapier-hooks.ts';
import { until } from './support/until.ts';

/**
 * The instant triggers of the Zapier app for Envoice, from an activity in the sandbox via the
 * relay, both as built and in separate processes, to what a Zap receives. Zapier itself is replaced
 * by its own tester and by a server that receives its hooks.
 */

const adminKey = 'an-administrator-key-for-tests';

let folder: string;
let sandbox: AppProcess;
let relay: AppProcess;
let hooks: ZapierHooks;
let zapier: Tester;
let connectionId: string;
let invoiceId: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zapier-envoice-'));
  sandbox = await startApp({ app: 'sandbox', folder, environment: {} });
  relay = await startRelay();
  hooks = await startZapierHooks();
  const connection = await api('POST', 'connections', {
    source: 'envoice',
    name: 'The shop',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: `${sandbox.url}/envoice`,
    },
    enrich: true,
  });
  connectionId = connection.id;
  await control('POST', 'webhooks', { url: connection.ingestUrl });
  const { key } = await api('POST', 'api-keys', { name: 'Zapier', scopes: ['subscribe'] });
  zapier = createTester(app, { ...account(), relayUrl: relay.url, relayKey: key });
  const created = await control('POST', 'activities', { type: 'Created' });
  invoiceId = created.InvoiceId;
});
afterAll(async () => {
  await hooks[Symbol.asyncDispose]();
  await relay[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const startRelay = () =>
  startApp({
    app: 'relay',
    folder,
    environment: { RELAY_API_KEY: adminKey, RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' },
  });
const account = () => ({
  authKey: 'sandbox-key',
  authSecret: 'sandbox-secret',
  baseUrl: `${sandbox.url}/envoice`,
});
const api = (method: string, path: string, body?: unknown): Promise<Json> =>
  ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body);
const control = (method: string, path: string, body?: unknown): Promise<Json> =>
  ask(`${sandbox.url}/control/${path}`, {}, method, body);

/** A Zap that a user has turned on. */
interface Zap {
  readonly targetUrl: string;
  readonly subscribeData: { readonly id: string; readonly secret: string };
  readonly inputData: object;
  /** Runs `perform` on a received request. */
  run(rawRequest: RawRequest): Promise<Json>;
  off(): Promise<Json>;
}

async function turnOn(key: string, inputData: object = {}): Promise<Zap> {
  const { operation } = (app.triggers as unknown as Record<string, Json>)[key];
  const targetUrl = hooks.newTargetUrl();
  const subscribeData = await zapier.run(operation.performSubscribe, { targetUrl, inputData });
  return {
    targetUrl,
    subscribeData,
    inputData,
    run: (rawRequest) =>
      zapier.run(operation.perform, { rawRequest, subscribeData, inputData, targetUrl }),
    off: () => zapier.run(operation.performUnsubscribe, { subscribeData, inputData, targetUrl }),
  };
}

const listOf = (key: string, inputData: object = {}, meta: object = {}): Promise<Json> =>
  zapier.run((app.triggers as unknown as Record<string, Json>)[key].operation.performList, {
    inputData,
    meta,
  });

/** The paths of all members, e.g. `invoice.buyer.name`; for lists, those of their first item. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return value.length === 0 ? [] : shapeOf(value[0], `${path}[]`);
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'extensions' ? [] : shapeOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

const topOf = (record: Json) => Object.keys(record).toSorted();

describe.each([
  ['invoice_paid', 'Paid', 'invoice.paid', 'invoice'],
  ['invoice_created', 'Created', 'invoice.created', 'invoice'],
  ['invoice_sent', 'SentViaEmail', 'invoice.sent', 'invoice'],
  ['invoice_viewed', 'Viewed', 'invoice.viewed', 'invoice'],
  ['invoice_overdue', 'Overdue', 'invoice.overdue', 'invoice'],
  ['invoice_updated', 'Updated', 'invoice.updated', 'invoice'],
  ['payment_received', 'NewManualPayment', 'payment.received', 'invoice'],
  ['estimate_accepted', 'EstimationAccepted', 'estimate.accepted', 'estimate'],
  ['order_created', 'OrderCreated', 'order.created', 'order'],
  ['any_activity', 'Rejected', 'invoice.rejected', 'invoice'],
  ['any_activity', 'OrderUpdated', 'order.updated', 'order'],
])('%s: %s', (key, activity, type, document) => {
  test('subscribes, is triggered, lists the same, and unsubscribes', async () => {
    const zap = await turnOn(key);
    const subscription = await api('GET', `subscriptions/${zap.subscribeData.id}`);
    expect(subscription).toMatchObject({ url: zap.targetUrl, status: 'active' });
    expect(zap.subscribeData.secret).toMatch(/^whsec_/);

    await control('POST', 'activities', { type: activity });
    await until(() => expect(hooks.received(zap.targetUrl).length).toBeGreaterThan(0));
    const records = [];
    for (const request of hooks.received(zap.targetUrl)) records.push(...(await zap.run(request)));
    const told = records.find((record) => record.type === type);
    expect(told).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      source: 'envoice',
      connectionId,
      subject: { kind: document },
      [document]: { id: told.subject.id },
      enrichment: { state: 'complete' },
    });

    const listed = await listOf(key);
    expect(listed.find(({ id }: Json) => id === told.id)).toEqual(told);
    const { sample } = (app.triggers as unknown as Record<string, Json>)[key].operation;
    expect(topOf(told)).toEqual(topOf(sample));
    const known = shapeOf(sample);
    const isKnown = (path: string) =>
      // A null value here may be an object in the sample.
      known.some((one) => one === path || one.startsWith(`${path}.`)) ||
      path.startsWith('attributes');
    const unknown = shapeOf(told).filter((path) => !isKnown(path));
    expect(unknown).toEqual([]);

    expect(await zap.off()).toEqual({});
    const { status } = await api('GET', `subscriptions/${zap.subscribeData.id}`);
    expect(status).toBe('released');
    // Zapier may call this twice.
    expect(await zap.off()).toEqual({});
  });
});

test('several Zaps with one trigger receive the same event, each with its own signature', async () => {
  const zaps = [await turnOn('invoice_paid'), await turnOn('invoice_paid')] as const;
  await control('POST', 'activities', { type: 'Paid', invoiceId });
  for (const { targetUrl } of zaps) {
    await until(() => expect(hooks.received(targetUrl)).toHaveLength(1));
  }
  const [one, other] = zaps.map(({ targetUrl }) => hooks.received(targetUrl)[0]!);
  const [[ofOne], [ofOther]] = [await zaps[0].run(one!), await zaps[1].run(other!)];
  expect(ofOne).toEqual(ofOther);
  // Signed with the secret of the other Zap, so it is rejected.
  await expect(zaps[0].run(other!)).rejects.toThrow(/not signed by your relay/);

  await zaps[0].off();
  await control('POST', 'activities', { type: 'Paid', invoiceId });
  await until(() => expect(hooks.received(zaps[1].targetUrl)).toHaveLength(2));
  expect(hooks.received(zaps[0].targetUrl)).toHaveLength(1);
  await zaps[1].off();
});

test('forged, modified and unsigned requests do not trigger the Zap', async () => {
  const zap = await turnOn('invoice_sent');
  await control('POST', 'activities', { type: 'SentViaEmail', invoiceId });
  await until(() => expect(hooks.received(zap.targetUrl)).toHaveLength(1));
  const request = hooks.received(zap.targetUrl)[0]!;
  const changed = { ...request, content: request.content.replace('invoice.sent', 'invoice.paid') };
  await expect(zap.run(changed)).rejects.toThrow(/not signed by your relay/);
  await expect(zap.run({ ...request, headers: {} })).rejects.toThrow(/not signed by your relay/);
  expect(await zap.run(request)).toHaveLength(1);
  await zap.off();
});

test('a deleted Zap responds with 410, and receives nothing more', async () => {
  const zap = await turnOn('invoice_viewed');
  hooks.gone(zap.targetUrl);
  await control('POST', 'activities', { type: 'Viewed', invoiceId });
  await until(async () => {
    const { status } = await api('GET', `subscriptions/${zap.subscribeData.id}`);
    expect(status).toBe('disabled');
  });
  expect(await zap.off()).toEqual({});
});

test('a repeated subscribe call creates no second subscription', async () => {
  const { operation } = (app.triggers as unknown as Record<string, Json>)['invoice_paid'];
  const targetUrl = hooks.newTargetUrl();
  const first = await zapier.run(operation.performSubscribe, { targetUrl });
  const second = await zapier.run(operation.performSubscribe, { targetUrl });
  expect(second.id).toBe(first.id);
  await control('POST', 'activities', { type: 'Paid', invoiceId });
  await until(() => expect(hooks.received(targetUrl)).toHaveLength(1));
  const bundle = { rawRequest: hooks.received(targetUrl)[0], targetUrl };
  expect(await zapier.run(operation.perform, { ...bundle, subscribeData: second })).toHaveLength(1);
  await zapier.run(operation.performUnsubscribe, { targetUrl, subscribeData: second });
});

test('a Zap that is off for a moment receives pending events once when it subscribes again', async () => {
  const { operation } = (app.triggers as unknown as Record<string, Json>)['invoice_sent'];
  const targetUrl = hooks.newTargetUrl();
  const before = await zapier.run(operation.performSubscribe, { targetUrl });
  await zapier.run(operation.performUnsubscribe, { targetUrl, subscribeData: before });
  await control('POST', 'activities', { type: 'SentViaEmail', invoiceId });
  const { Id } = await control('POST', 'activities', { type: 'Paid', invoiceId });
  // Once the later event is listed, the relay has processed both, and must have sent neither.
  await until(async () => {
    const { data } = await api('GET', 'events?order=desc&limit=5');
    expect(data.map(({ data: { activity } }: Json) => activity.id)).toContain(String(Id));
  });
  expect(hooks.received(targetUrl)).toEqual([]);
  const after = await zapier.run(operation.performSubscribe, { targetUrl });
  expect(after.id).toBe(before.id);
  await until(() => expect(hooks.received(targetUrl)).toHaveLength(1));
  const [rawRequest] = hooks.received(targetUrl);
  const records = await zapier.run(operation.perform, { rawRequest, subscribeData: after });
  expect(records).toMatchObject([{ type: 'invoice.sent' }]);
  await zapier.run(operation.performUnsubscribe, { targetUrl, subscribeData: after });
});

test('a Zap receives only the chosen event types and connection', async () => {
  const chosen = { event_types: ['invoice.opened', 'estimate.viewed'] };
  const zap = await turnOn('any_activity', { ...chosen, relay_connection_id: connectionId });
  expect(await api('GET', `subscriptions/${zap.subscribeData.id}`)).toMatchObject({
    eventTypes: chosen.event_types,
    connectionIds: [connectionId],
  });
  await control('POST', 'activities', { type: 'Rejected', invoiceId });
  await control('POST', 'activities', { type: 'Opened', invoiceId });
  await until(() => expect(hooks.received(zap.targetUrl)).toHaveLength(1));
  const listed = await listOf('any_activity', chosen);
  expect(new Set(listed.map(({ type }: Json) => type))).toEqual(new Set(['invoice.opened']));
  await zap.off();

  const connections = await zapier.trigger('relay_connection_list');
  expect(connections).toEqual([{ id: connectionId, name: 'The shop' }]);
});

test('events of other sources do not trigger Envoice Zaps', async () => {
  const zap = await turnOn('invoice_created');
  const site = await api('POST', 'connections', {
    source: 'drupal-invoice',
    name: 'The site',
    credentials: {
      baseUrl: `${sandbox.url}/invoice7`,
      auth: { kind: 'basic', username: 'sandbox', password: 'sandbox' },
    },
    poll: { intervalSeconds: 3600, startFrom: 'beginning' },
  });
  await until(() => expect(hooks.received(zap.targetUrl).length).toBeGreaterThan(0));
  const sources = hooks
    .received(zap.targetUrl)
    .map(({ content }) => JSON.parse(content).data.source);
  expect(new Set(sources)).toEqual(new Set(['drupal-invoice']));
  for (const request of hooks.received(zap.targetUrl)) expect(await zap.run(request)).toEqual([]);
  const listed = await listOf('invoice_created');
  expect(listed.length).toBeGreaterThan(0);
  expect(new Set(listed.map(({ source }: Json) => source))).toEqual(new Set(['envoice']));
  expect(await zapier.trigger('relay_connection_list')).toHaveLength(1);
  await zap.off();
  await api('DELETE', `connections/${site.id}`);
});

test('a Zap keeps working after its secret is rotated in the relay, and still ignores forgeries', async () => {
  const zap = await turnOn('invoice_sent');
  const { id } = zap.subscribeData;
  const settings = { maxPerSecond: 7, description: 'The accountant’s', ordering: 'none' };
  await api('PATCH', `subscriptions/${id}`, settings);
  await api('POST', `subscriptions/${id}/rotate-secret`, { overlapSeconds: 0 });
  await control('POST', 'activities', { type: 'SentViaEmail', invoiceId });
  await until(() => expect(hooks.received(zap.targetUrl)).toHaveLength(1));
  const request = hooks.received(zap.targetUrl)[0]!;
  expect(await zap.run(request)).toMatchObject([{ type: 'invoice.sent' }]);
  const forged = { ...request, content: request.content.replace('invoice.sent', 'invoice.paid') };
  await expect(zap.run(forged)).rejects.toThrow(/"delay":\d+/);
  // Asking for the secret has changed nothing.
  expect(await api('GET', `subscriptions/${id}`)).toMatchObject({ ...settings, status: 'active' });

  // Nor does it resume a paused subscription. Earlier deliveries are signed with the secret that
  // the relay returned.
  await api('PATCH', `subscriptions/${id}`, { status: 'paused' });
  expect(await zap.run(request)).toMatchObject([{ type: 'invoice.sent' }]);
  await expect(zap.run(forged)).rejects.toThrow(/"delay":\d+/);
  expect(await api('GET', `subscriptions/${id}`)).toMatchObject({ status: 'paused' });
  await zap.off();
});

test('a relay that is killed in between triggers the Zap afterwards', async () => {
  const zap = await turnOn('invoice_paid');
  const { port } = new URL(relay.url);
  await relay.kill();
  await control('POST', 'activities', { type: 'Paid', invoiceId });
  relay = await startApp({
    app: 'relay',
    folder,
    environment: {
      PORT: port,
      RELAY_API_KEY: adminKey,
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    },
  });
  await until(() => expect(hooks.received(zap.targetUrl)).toHaveLength(1));
  expect(await zap.run(hooks.received(zap.targetUrl)[0]!)).toMatchObject([
    { type: 'invoice.paid', invoice: { id: String(invoiceId), status: 'paid' } },
  ]);
  await zap.off();
});

describe('without a relay, or with an unsuitable one', () => {
  const { operation } = (app.triggers as unknown as Record<string, Json>)['invoice_paid'];
  const targetUrl = 'https://hooks.zapier.com/hooks/standard/1/abc/';

  test('an instant trigger explains how to get one', async () => {
    const alone = createTester(app, account());
    for (const step of [operation.performSubscribe, operation.performList]) {
      await expect(alone.run(step, { targetUrl })).rejects.toThrow(
        /need an Invoice Relay.*use-zapier\.md.*Relay URL and Relay Key/,
      );
    }
  });

  test('the account test detects incomplete settings', async () => {
    const half = createTester(app, { ...account(), relayUrl: relay.url });
    await expect(half.run(app.authentication!.test)).rejects.toThrow(/Relay Key is empty/);
  });

  test('a key unknown to the relay requires reconnecting', async () => {
    const wrong = createTester(app, {
      ...account(),
      relayUrl: relay.url,
      relayKey: 'not-a-key-of-this-relay-at-all',
    });
    await expect(wrong.run(app.authentication!.test)).rejects.toMatchObject({
      name: 'ExpiredAuthError',
      message: expect.stringContaining('relay key'),
    });
  });

  test('the account test detects a read-only key', async () => {
    const { key } = await api('POST', 'api-keys', { name: 'Reader', scopes: ['read'] });
    const reader = createTester(app, { ...account(), relayUrl: relay.url, relayKey: key });
    await expect(reader.run(app.authentication!.test)).rejects.toThrow(
      /needs an API key with the scope/,
    );
  });

  test("nothing listens at the relay's URL", async () => {
    const nobody = createTester(app, {
      ...account(),
      relayUrl: 'http://127.0.0.1:9',
      relayKey: 'some-key-of-a-relay-that-is-off',
    });
    await expect(nobody.run(operation.performList)).rejects.toThrow(/relay cannot be reached/i);
  });
});

test('a sample has at most three events', async () => {
  expect(await listOf('any_activity', {}, { isLoadingSample: true })).toHaveLength(3);
});

test('the account is tested and labeled', async () => {
  const tested = await zapier.run(app.authentication!.test);
  expect(tested.account).toMatch(/^127\.0\.0\.1:\d+, key ending in -key$/);
  expect(tested.relay).toMatch(/^127\.0\.0\.1:\d+$/);
  const wrong = createTester(app, { ...account(), authSecret: 'not-the-secret' });
  await expect(wrong.run(app.authentication!.test)).rejects.toMatchObject({
    name: 'ExpiredAuthError',
  });
});
