import { createEvent, eventId } from '@invoice-relay/core/events';
import type { Event } from '@invoice-relay/core/events';
import { signStandardWebhook } from '@invoice-relay/core/signature';
import { createPollMemory, pollUntilDone } from '@invoice-relay/core/testing';
import { createDrupalInvoiceSource } from '@invoice-relay/drupal-invoice';
import { createTester } from '@invoice-relay/zapier-kit/testing';
import type { Json } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { sampleEvent } from '../src/triggers/sample-event.ts';
import type { SiteEventType } from '../src/triggers/sample-event.ts';
import { accountOf } from './support/account.ts';
import { differingMembers } from './support/members.ts';
import { startServer } from './support/server.ts';
import { answerOf, invoice } from './support/site.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const changes: Readonly<Record<SiteEventType, 'changed' | 'deleted' | 'new'>> = {
  'invoice.created': 'new',
  'invoice.paid': 'changed',
  'invoice.unpaid': 'changed',
  'invoice.updated': 'changed',
  'invoice.deleted': 'deleted',
};

const siteSource = createDrupalInvoiceSource({
  now: () => Date.parse('2026-11-21T10:00:00Z'),
  random: () => 0,
  sleep: async () => {},
});

/** The activity that a poll makes of an invoice, normalized and put as the relay sends it. */
function eventOfSite(type: SiteEventType): Event {
  const change = changes[type];
  const isUpdate = type === 'invoice.updated';
  const record = {
    id: '9',
    revision: change === 'new' ? 1 : 2,
    change,
    turned: type === 'invoice.paid' ? 'paid' : type === 'invoice.unpaid' ? 'unpaid' : null,
    isEdited: isUpdate,
    changed: isUpdate ? ['customer.city'] : [],
    observedAt: '2026-11-20T10:00:00.000Z',
    number: 'A20260009',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    ...(change !== 'deleted' && {
      invoice: {
        ...invoice,
        description: 'x',
        pay_status: type === 'invoice.paid' ? 'paid' : 'unpaid',
        customer: { ...invoice.customer, firstname: 'John' },
        vat_totals: [{ vat: 21, vattotal: 1.29 }],
      },
    }),
  };
  const raw = new TextEncoder().encode(JSON.stringify(record));
  const id = `9-${record.revision}`;
  const [normalized] = siteSource.normalize({ id, seenAt: record.observedAt, raw } as never);
  const connectionId = 'con_0000000000000001';
  return createEvent({
    id: eventId({ connectionId, activityId: id }),
    connectionId,
    source: 'drupal-invoice',
    normalized,
  });
}

const types = Object.keys(changes) as readonly SiteEventType[];

test.each(types)('the sample of %s matches the relay’s events of a site', (type) => {
  const made = eventOfSite(type);
  expect(made.type).toBe(type);
  expect(differingMembers(sampleEvent(type), made)).toEqual([]);
});

test('the ids in the samples look like those of a polled site', async () => {
  const { activities } = await pollUntilDone({
    source: siteSource,
    memory: createPollMemory(),
    startFrom: 'beginning',
    credentials: {
      baseUrl: 'http://site.example',
      auth: { kind: 'basic', username: 'api', password: 'secret' },
    },
    settings: { timeZone: 'UTC', pageSize: 1000 },
    transport: async ({ method, url }) => {
      const { pathname, search } = new URL(url);
      const { status = 200, body } = answerOf({
        method,
        path: `${pathname}${search}`,
        headers: {},
        body: '',
      });
      return { status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
    },
  });
  const shape = /^\d-\d-[\w-]{10}$/;
  expect(activities.map(({ id }) => id)).toEqual([expect.stringMatching(shape)]);
  for (const type of types) expect(sampleEvent(type).data.activity?.id).toMatch(shape);
});

test.each(types)('%s: subscribed, received, listed and unsubscribed', async (type) => {
  const event = eventOfSite(type);
  const other = { ...event, data: { ...event.data, source: 'envoice' } };
  const id = 'sub_0000000000000001';
  const subscription = {
    id,
    secret,
    status: 'active',
    disabledReason: null,
    failingSince: null,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
  };
  const targetUrl = 'https://hooks.zapier.com/1';
  const wanted = { eventTypes: [type], connectionIds: null, ordering: 'subject', description: '' };
  await using relay = await startServer(({ method, path, body }) => {
    if (path.startsWith('/v1/events')) return { body: { data: [other, event], next: null } };
    if (path.endsWith('/release')) return { body: { ...subscription, url: targetUrl, ...wanted } };
    if (method === 'POST' && path === '/v1/subscriptions/claim') {
      return { body: { ...subscription, ...wanted, ...(body as object), claimed: false } };
    }
    return { status: 500 };
  });
  const zap = createTester(app, {
    ...accountOf('http://site.example'),
    relayUrl: relay.url,
    relayKey: 'irk_key',
  });
  const { operation } = app.triggers![type.replace('.', '_')] as Json;

  const subscribeData = await zap.run(operation.performSubscribe, { targetUrl });
  expect(subscribeData).toEqual({ id, secret });
  const made = relay.asked.find(({ method }) => method === 'POST');
  expect(made?.body).toMatchObject({ url: targetUrl, eventTypes: [type], connectionIds: null });

  const receive = (body: object) => {
    const content = JSON.stringify(body);
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = signStandardWebhook({
      id: event.data.id,
      timestamp,
      body: content,
      secrets: [secret],
    });
    return zap.run(operation.perform, {
      subscribeData,
      cleanedRequest: body,
      rawRequest: { method: 'POST', headers: { ...headers }, content, querystring: '' },
    });
  };
  const [received, ...others] = await receive(event);
  expect(others).toEqual([]);
  const document = changes[type] === 'deleted' ? null : { id: '9' };
  expect(received).toMatchObject({
    type,
    subject: { id: '9', number: 'A20260009' },
    invoice: document,
  });
  expect(differingMembers(received, operation.sample)).toEqual([]);
  expect(await receive(other)).toEqual([]);

  expect(
    await zap.run(operation.performList, {
      inputData: { relay_connection_id: 'con_0000000000000001' },
      meta: {},
    }),
  ).toEqual([received]);
  await zap.run(operation.performUnsubscribe, { subscribeData, targetUrl });
  expect(relay.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: `/v1/subscriptions/${id}/release`,
  });
});

test('without a relay, a trigger says how to get one', async () => {
  const zap = createTester(app, accountOf('http://site.example'));
  const { operation } = app.triggers!['invoice_paid'] as Json;
  await expect(
    zap.run(operation.performList, {
      inputData: { relay_connection_id: 'con_0000000000000001' },
    }),
  ).rejects.toThrow(/Instant triggers need an Invoice Relay/);
});
