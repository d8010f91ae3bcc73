import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';
import { ask } from './support/ask.ts';
import type { Json } from './support/ask.ts';
import { until } from './support/until.ts';

/**
 * Everything that involves the vendor's API, end to end: the relay and the stand-in for Envoice,
 * both as built and in separate processes. All requests are plain HTTP, without our clients.
 */

const adminKey = 'an-administrator-key-for-tests';
let folder: string;
let sandbox: AppProcess;
let relay: AppProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vendor-api-'));
  sandbox = await startApp({ app: 'sandbox', folder, environment: {} });
  relay = await startApp({
    app: 'relay',
    folder,
    environment: { RELAY_API_KEY: adminKey, RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' },
  });
});
afterEach(async () => {
  await relay[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const control = (method: string, path: string, body?: unknown) =>
  ask(`${sandbox.url}/control/${path}`, {}, method, body);
const vendor = (method: string, path: string, body?: unknown) =>
  ask(
    `${sandbox.url}/envoice/api/${path}`,
    { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' },
    method,
    body,
  );
const api = (method: string, path: string, body?: unknown) =>
  ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body);

async function connect(more: object = {}): Promise<{ id: string; ingestUrl: string }> {
  return api('POST', 'connections', {
    source: 'envoice',
    name: 'Sandbox',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: `${sandbox.url}/envoice`,
    },
    ...more,
  });
}

/** Returns all events, in log order. */
async function events(): Promise<Json[]> {
  const all: Json[] = [];
  let after = '';
  do {
    const page = await api('GET', `events?limit=200${after}`);
    all.push(...page.data);
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return all;
}

const activityIds = async () =>
  (await control('GET', 'activities')).data.map(({ Id }: Json) => String(Id));
const eventActivityIds = async () => (await events()).map(({ data }) => data.activity.id);

async function newInvoice(): Promise<number> {
  const created = await vendor('POST', 'invoice/new', {
    ClientId: (await vendor('GET', 'client/all'))[0]?.Id ?? (await newClient()),
    Items: [
      { Description: 'Consulting', Quantity: 3, Cost: 0.1 },
      { Description: 'Travel', Quantity: 1, Cost: 19.99 },
    ],
  });
  return typeof created === 'number' ? created : created.Id;
}

const newClient = () =>
  vendor('POST', 'client/new', { Name: 'Ada Lovelace', Email: 'ada@example.com' });

test('an enriched event contains the invoice as returned by the API', async () => {
  const { ingestUrl } = await connect({ enrich: true });
  await control('POST', 'webhooks', { url: ingestUrl });
  const id = await newInvoice();
  await until(async () => {
    const states = (await events()).map(({ data }) => data.enrichment?.state);
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(['complete']));
  });
  const details = await vendor('GET', `invoice/details?id=${id}`);
  const [event] = await events();
  expect(event.data.subject).toMatchObject({ kind: 'invoice', id: String(id) });
  expect(event.data.invoice).toMatchObject({ id: String(id), number: details.Number });
  expect(Number(event.data.invoice.totals.taxInclusiveAmount)).toBe(details.TotalAmount);
  expect(event.data.invoice.invoiceLines).toHaveLength(2);
});

test('a backfill finds activities that never arrived, without duplicates', async () => {
  const { id, ingestUrl } = await connect();
  await control('POST', 'webhooks', { url: ingestUrl });
  const first = await newInvoice();
  await until(async () => expect(await eventActivityIds()).toEqual(await activityIds()));
  const before = (await activityIds()).length;

  // Disconnected: the vendor has no URL to send to.
  await control('DELETE', 'webhooks');
  for (const type of ['SentViaEmail', 'Viewed', 'Paid']) {
    await control('POST', 'activities', { type, invoiceId: first });
  }
  await newInvoice();
  await control('POST', 'activities', { type: 'EstimationCreated' });
  const all = await activityIds();
  expect(all.length).toBeGreaterThan(before + 4);
  expect(await eventActivityIds()).toHaveLength(before);

  const job = await api('POST', `connections/${id}/backfill`, {});
  await until(async () => {
    expect(await api('GET', `backfills/${job.id}`)).toMatchObject({
      status: 'completed',
      missing: all.length - before,
      appended: all.length - before,
    });
  });
  expect(await eventActivityIds()).toEqual(all);

  // Reconnected: new activities arrive once, and so do those that the vendor repeats.
  await control('PUT', 'trouble', { repeatEvery: 1 });
  await control('POST', 'webhooks', { url: ingestUrl });
  await control('POST', 'activities', { type: 'Updated', invoiceId: first });
  await until(async () => expect(await eventActivityIds()).toEqual(await activityIds()));
  const again = await api('POST', `connections/${id}/backfill`, {});
  await until(async () => {
    const { status, missing } = await api('GET', `backfills/${again.id}`);
    expect({ status, missing }).toEqual({ status: 'completed', missing: 0 });
  });
});

test('callback mode trusts what the vendor confirms, and not a forgery', async () => {
  const { ingestUrl } = await connect({ verification: { mode: 'callback' } });
  const invoiceId = await newInvoice();
  await control('POST', 'webhooks', { url: ingestUrl });
  const forged = {
    Message: 'Invoice was paid',
    Type: 11,
    InvoiceId: invoiceId,
    Id: 2_000_000_000,
    CreatedOn: '2026-11-20T10:00:00Z',
  };
  const signature = createHmac('sha256', 'guess').update('x').digest('hex');
  const body = { Signature: signature, Timestamp: '2026-11-20T10:00:00Z', Activity: forged };
  const answer = await fetch(ingestUrl, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);

  const real = await control('POST', 'activities', { type: 'Paid', invoiceId });
  await until(async () => expect(await eventActivityIds()).toContain(String(real.Id)));
  expect(await eventActivityIds()).not.toContain('2000000000');
});

test('waits for a vendor that is slow, fails and limits its rate, without adding load', async () => {
  const { id, ingestUrl } = await connect({ enrich: true });
  await control('POST', 'webhooks', { url: ingestUrl });
  const invoiceId = await newInvoice();
  await until(async () => expect(await eventActivityIds()).toEqual(await activityIds()));
  await control('PUT', 'trouble', { latencyMs: 100, failRate: 0.3, rateLimitPerSecond: 20 });
  for (const type of ['SentViaEmail', 'Viewed', 'Paid']) {
    await control('POST', 'activities', { type, invoiceId });
  }
  await until(async () => {
    const all = await events();
    expect(all.map(({ data }) => data.activity.id)).toEqual(await activityIds());
    expect(all.map(({ data }) => data.enrichment.state)).not.toContain('pending');
  });
  const job = await api('POST', `connections/${id}/backfill`, {});
  await control('PUT', 'trouble', {});
  await until(async () => {
    expect(await api('GET', `backfills/${job.id}`)).toMatchObject({
      status: 'completed',
      missing: 0,
    });
  });
});

test('handles a vendor with a wrong clock and other numbers that gives up on URLs soon', async () => {
  const { id, ingestUrl } = await connect();
  await control('PUT', 'trouble', {
    ignoreAfter: 3,
    ignoreForMs: 86_400_000,
    payoneerLast: true,
    webhookClockHours: 1,
    apiOffset: '+01:00',
    webhookStrings: 'simpleJson',
    webhookWithoutNulls: true,
  });
  await control('POST', 'webhooks', { url: ingestUrl });
  const message = 'raw \u0001 \u2028 <b> & "ü"';
  const happens = (type: string, invoiceId: number) =>
    control('POST', 'activities', { type, invoiceId, message });
  const invoiceId = await newInvoice();
  await happens('SentToAccountant', invoiceId);
  await until(async () => expect(await eventActivityIds()).toEqual(await activityIds()));
  const types = async () => (await events()).map(({ type }) => type);
  expect((await types()).at(-1)).toBe('payment.received');

  await api('POST', `connections/${id}/backfill`, {});
  await until(async () => expect((await types()).at(-1)).toBe('invoice.sent_to_accountant'));
  const [misread, correction] = (await events()).slice(-2);
  expect(correction.data.corrects).toEqual({ eventId: misread.data.id, type: misread.type });
  expect((await api('GET', `connections/${id}`)).notes).toEqual(
    expect.arrayContaining([
      expect.stringContaining('SentToAccountant what its webhooks number 17'),
      expect.stringMatching(/1 h ahead since .* are corrected/),
    ]),
  );

  const before = Date.now();
  await happens('NewPaymentWithPayoneer', invoiceId);
  await until(async () => expect((await types()).at(-1)).toBe('payment.received'));
  const last = (await events()).at(-1);
  expect(last.data).toMatchObject({
    timestampSource: 'corrected',
    activity: { type: 'NewPaymentWithPayoneer', message },
    attributes: { gateway: expect.any(String) },
  });
  expect(Math.abs(Date.parse(last.timestamp) - before)).toBeLessThan(20 * 60_000);

  // The signature scheme changes in the middle of it.
  await control('PUT', 'signature', {
    digest: 'hmac-sha256',
    key: 'authSecret',
    parts: ['payload'],
    separator: '',
    encoding: 'hex',
    form: { nulls: 'dropped' },
  });
  await happens('Paid', invoiceId);
  await until(async () => expect((await types()).at(-1)).toBe('invoice.paid'));
  const { data } = await control('GET', 'webhooks');
  expect(data).toMatchObject([{ state: 'working', failedTries: 0, waiting: 0 }]);
});
