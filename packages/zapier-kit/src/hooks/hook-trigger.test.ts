import { findEventType } from '@invoice-relay/core/events';
import { generateStandardWebhookSecret, signStandardWebhook } from '@invoice-relay/core/signature';
import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import type { Answer } from '../../test/support/server.ts';
import { hookTrigger } from './hook-trigger.ts';
import type { HookTriggerOptions } from './hook-trigger.ts';

const at = '2026-01-31T09:00:00.000Z';
const secret = generateStandardWebhookSecret();
const targetUrl = 'https://hooks.zapier.example/1';

const lineFields = { unitPrice: 'unit_price', taxPercentage: 'tax_percentage' };

const options: HookTriggerOptions = {
  key: 'invoice_paid',
  noun: 'Invoice',
  label: 'Invoice Paid',
  description: 'Triggers when an invoice is paid.',
  source: 'envoice',
  service: 'Envoice',
  eventTypes: ({ types }) => (types === 'all' ? ['*'] : ['invoice.paid']),
  sample: findEventType('invoice.paid')!.sample,
  lineFields,
};
const trigger = hookTrigger(options);

const run = (step: string, bundle: object) =>
  inZapier(Reflect.get(trigger.operation, step) as never, { bundle });

const eventOf = (number: number, source = 'envoice') => ({
  type: 'invoice.paid',
  timestamp: at,
  data: {
    id: `evt_${number}`,
    connectionId: 'con_1',
    source,
    subject: { kind: 'invoice', id: '7', number: 'INV-7' },
    attributes: {},
    activity: { id: `${number}`, type: 'Paid', message: null, link: null, createdAt: null },
    invoice: null,
    enrichment: { state: 'complete' },
  },
});

const subscription = {
  id: 'sub_1',
  url: targetUrl,
  eventTypes: ['invoice.paid'],
  connectionIds: null,
  ordering: 'subject',
  description: null,
  status: 'active',
  disabledReason: null,
  failingSince: null,
  createdAt: at,
  updatedAt: at,
  secret,
};

const startRelay = (answers: Readonly<Record<string, Answer>>) =>
  startServer(({ method, url }) => answers[`${method} ${url.split('?')[0]}`] ?? { status: 500 });

test.each([
  [{}, { eventTypes: ['invoice.paid'], connectionIds: null }],
  [{ relay_connection_id: ' con_1 ' }, { eventTypes: ['invoice.paid'], connectionIds: ['con_1'] }],
  [
    { relay_connection_id: '', types: 'all' },
    { eventTypes: ['*'], connectionIds: null },
  ],
])('a Zap with %j subscribes for itself, and keeps id and secret', async (inputData, wanted) => {
  await using relay = await startRelay({
    'POST /v1/subscriptions/claim': { body: { ...subscription, claimed: false } },
  });
  const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
  const kept = await run('performSubscribe', { authData, inputData, targetUrl });
  expect(kept).toEqual({ id: 'sub_1', secret });
  expect(JSON.parse(relay.seen.at(-1)!.body.toString())).toEqual({
    url: targetUrl,
    ordering: 'subject',
    description: 'Zapier: Invoice Paid (Envoice)',
    ...wanted,
  });
});

test.each([
  [true, 'filled in if `enrich` is on for the connection.'],
  [false, 'how to get one'],
])('says when documents may be missing: %j', (needsEnrich, text) => {
  const { operation } = hookTrigger({ ...options, needsEnrich });
  expect(operation.inputFields).toMatchObject([
    { key: 'relay_connection_id', helpText: expect.stringContaining(text) },
  ]);
});

test('without a relay, turning the Zap on says how to get one', async () => {
  expect(await errorOf(run('performSubscribe', { targetUrl }))).toMatchObject({
    code: 'relay_missing',
  });
});

test.each([200, 404])(
  'the subscription ends with the Zap; the relay answers %i',
  async (status) => {
    const body = {
      type: 'about:blank',
      code: 'subscription_not_found',
      title: 'x',
      detail: 'x',
      status,
    };
    await using relay = await startRelay({
      'POST /v1/subscriptions/sub_1/release': {
        status,
        headers: { 'content-type': 'application/problem+json' },
        body: status === 200 ? { ...subscription, status: 'released' } : body,
      },
    });
    const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
    await run('performUnsubscribe', { authData, subscribeData: { id: 'sub_1', secret } });
    expect(relay.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/subscriptions/sub_1/release',
    ]);
  },
);

test('a Zap that never subscribed has nothing to unsubscribe', async () => {
  expect(await run('performUnsubscribe', { authData: {} })).toEqual({});
});

/** What Zapier hands over when the relay has delivered this event. */
function delivered(event: object) {
  const content = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = signStandardWebhook({ id: 'dlv_1', timestamp, body: content, secrets: [secret] });
  return { subscribeData: { id: 'sub_1', secret }, rawRequest: { headers, content } };
}

test('a delivery starts the Zap with the same shape as the list', async () => {
  const [record] = (await run('perform', delivered(eventOf(1)))) as object[];
  await using relay = await startRelay({
    'GET /v1/events': { body: { data: [eventOf(1)], next: null } },
  });
  const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
  const inputData = { relay_connection_id: 'con_1' };
  expect(await run('performList', { authData, inputData })).toEqual([record]);
  expect(Object.keys(record!)).toEqual(Object.keys(trigger.operation.sample as object));
});

test('totals, customer and lines are at the top level, next to the document', async () => {
  const { invoice } = findEventType('invoice.created')!.sample.data;
  const event = eventOf(1);
  const [record] = (await run(
    'perform',
    delivered({ ...event, data: { ...event.data, invoice } }),
  )) as Record<string, unknown>[];
  expect(record).toMatchObject({
    id: 'evt_1',
    number: 'INV-0001',
    total: '1298.81',
    amount_due: '1298.81',
    amount_paid: '0.00',
    tax_total: '208.31',
    subtotal: '1090.50',
    currency: 'EUR',
    due_date: '2026-11-16',
    customer_name: 'Café Noordzee B.V.',
    customer_email: 'accounts@noordzee.example',
    customer_country: 'Netherlands',
    line_items: [
      { quantity: '12', unit_price: '85', tax_percentage: '21', discount_percentage: '10' },
      { description: 'Printed menu cards', line_total: '172.50', reference: 'MENU-A5' },
    ],
    invoice,
  });
});

test('includes the number without the document', async () => {
  const [record] = (await run('perform', delivered(eventOf(1)))) as object[];
  expect(record).toMatchObject({ number: 'INV-7', total: null, line_items: [], invoice: null });
});

test('says why the document is not there, or null for a connection that does not enrich', async () => {
  const enrichments = [{ state: 'unavailable', reason: 'timeout' }, undefined];
  const records = await Promise.all(
    enrichments.map((enrichment) => {
      const event = eventOf(1);
      return run('perform', delivered({ ...event, data: { ...event.data, enrichment } }));
    }),
  );
  expect(records.flat()).toMatchObject([{ enrichment: enrichments[0] }, { enrichment: null }]);
});

test('what a correction and a late event name can be mapped and filtered by before there is one', async () => {
  const keys = [
    'corrects__eventId',
    'corrects__type',
    'late__newerEventId',
    'late__newerTimestamp',
  ];
  const { outputFields } = trigger.operation as { outputFields: { key: string }[] };
  expect(outputFields.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
  const event = eventOf(1);
  const corrects = { eventId: 'evt_0', type: 'payment.received' };
  const late = { newerEventId: 'evt_9', newerTimestamp: at };
  const records = await Promise.all(
    [{}, { corrects, late }].map((more) =>
      run('perform', delivered({ ...event, data: { ...event.data, ...more } })),
    ),
  );
  expect(records.flat()).toMatchObject([
    {
      corrects: { eventId: null, type: null },
      late: { newerEventId: null, newerTimestamp: null },
    },
    { corrects, late },
  ]);
});

test('events of other sources do not start it', async () => {
  expect(await run('perform', delivered(eventOf(1, 'drupal-invoice')))).toEqual([]);
});

test('lists three examples in the Zap editor', async () => {
  await using relay = await startRelay({
    'GET /v1/events': { body: { data: [1, 2, 3, 4, 5].map((n) => eventOf(n)), next: null } },
  });
  const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
  const idsWith = async (meta: object) =>
    (
      (await run('performList', {
        authData,
        meta,
        inputData: { relay_connection_id: 'con_1' },
      })) as { id: string }[]
    ).map(({ id }) => id);
  expect(await idsWith({ isLoadingSample: true })).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(await idsWith({})).toHaveLength(5);
});

test('a trigger with different events has every possible document, or null', async () => {
  const sampleOf = (type: 'invoice.paid' | 'order.created' | 'estimate.created') =>
    findEventType(type)!.sample;
  const { order } = sampleOf('order.created').data;
  const { estimate } = sampleOf('estimate.created').data;
  const paid = sampleOf('invoice.paid');
  const any = hookTrigger({
    key: 'any_activity',
    noun: 'Activity',
    label: 'Any Activity',
    description: 'Triggers when anything happens.',
    source: 'envoice',
    service: 'Envoice',
    eventTypes: () => ['*'],
    sample: { ...paid, data: { ...paid.data, order, estimate } } as typeof paid,
    lineFields,
  });
  const { perform, sample } = any.operation as { perform: never; sample: Record<string, unknown> };
  const [record] = (await inZapier(perform, {
    bundle: delivered({ ...eventOf(1), type: 'order.created' }),
  })) as Record<string, unknown>[];
  expect(record).toMatchObject({ invoice: null, order: null, estimate: null });
  expect(Object.keys(record!).toSorted()).toEqual(Object.keys(sample).toSorted());
  for (const kind of ['invoice', 'order', 'estimate']) {
    expect(sample[kind]).toMatchObject({ id: expect.any(String) });
  }
});

test('hook errors do not contain the subscription secret', async () => {
  const { rawRequest, subscribeData } = delivered(eventOf(1));
  const forged = { subscribeData, rawRequest: { ...rawRequest, content: '{}' } };
  await using relay = await startServer(() => ({ status: 401 }));
  const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
  for (const refused of [
    run('perform', forged),
    run('performUnsubscribe', { authData, subscribeData }),
  ]) {
    const told = await refused.then(String, String);
    expect(told).toMatch(/Error: /);
    expect(told).not.toContain(secret);
  }
});
