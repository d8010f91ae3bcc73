import type { BackfillStep } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import {
  fromEstimate,
  fromEstimateUpdate,
  fromInvoice,
  fromInvoiceUpdate,
  fromOrder,
  fromParty,
  fromPartyUpdate,
  toEstimate,
  toInvoice,
  toOrder,
  toParty,
} from '../src/index.ts';
import { createTestClient, fetchTransport } from './support/client.ts';
import {
  acceptedEstimation,
  guideInvoice,
  paidInvoice,
  shippedOrder,
} from './support/documents.ts';
import { mockCredentials, startMockEnvoice } from './support/mock-envoice.ts';
import { answerFrom } from './support/played-account.ts';
import { connect, webhookActivity } from './support/source-calls.ts';

/** Over HTTP, with numbers instead of names, as observed in Envoice's responses. */
const withOrdinals = {
  ...paidInvoice,
  Status: 1,
  Activities: [
    { ...paidInvoice.Activities[0], Type: 11 },
    { ...paidInvoice.Activities[1], Type: 0 },
  ],
  Payments: [
    { ...paidInvoice.Payments[0], Type: 2 },
    { ...paidInvoice.Payments[1], Type: 4 },
  ],
};
const account = {
  invoices: [withOrdinals, guideInvoice],
  estimations: [acceptedEstimation],
  orders: [shippedOrder],
};

const startAccount = () => startMockEnvoice({ route: (request) => answerFrom(account, request) });

test('the full invoice, as with names', async () => {
  await using envoice = await startAccount();
  const { enrich } = connect(fetchTransport, { baseUrl: envoice.url });
  expect(await enrich({ kind: 'invoice', id: '3972', number: null })).toEqual({
    kind: 'invoice',
    invoice: toInvoice(paidInvoice),
  });
  expect(envoice.requests[0]?.headers).toMatchObject({
    'x-auth-key': mockCredentials.authKey,
    'x-auth-secret': mockCredentials.authSecret,
  });
});

test('a backfill finds what webhooks would have delivered, and each activity can be confirmed', async () => {
  await using envoice = await startAccount();
  const { backfill, confirm, normalize } = connect(fetchTransport, { baseUrl: envoice.url });
  const steps: BackfillStep[] = [];
  for await (const step of backfill({ cursor: null })) steps.push(step);
  expect(steps.map(({ done, total }) => [done, total])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  const activities = steps.flatMap((step) => step.activities);
  expect(activities.map((activity) => normalize(activity)[0])).toMatchObject([
    { type: 'invoice.created', subject: { kind: 'invoice', id: '3972', number: 'INV-0002' } },
    { type: 'invoice.paid', subject: { kind: 'invoice', id: '3972', number: 'INV-0002' } },
    { type: 'estimate.accepted', subject: { kind: 'estimate', id: '207', number: 'EST-0001' } },
  ]);
  const forged = webhookActivity({ Id: 99_121, Type: 34, InvoiceId: 3972 });
  expect(await confirm([...activities, forged])).toEqual([true, true, true, false]);
});

describe('what canonical documents are converted to matches the description', () => {
  const invoice = toInvoice(paidInvoice);
  const estimate = toEstimate(acceptedEstimation);
  const order = toOrder(shippedOrder);
  const party = toParty(paidInvoice.Client);

  test.each([
    ['invoices', 'create', fromInvoice({ invoice })],
    ['invoices', 'update', fromInvoiceUpdate({ invoice })],
    ['estimations', 'create', fromEstimate({ estimate })],
    ['estimations', 'update', fromEstimateUpdate({ estimate })],
    ['orders', 'create', fromOrder({ order })],
    ['clients', 'create', fromParty({ party })],
    ['clients', 'update', fromPartyUpdate({ party })],
  ] as const)('%s.%s', async (resource, method, body) => {
    await using envoice = await startMockEnvoice();
    const client = createTestClient({ baseUrl: envoice.url });
    const call = client[resource] as unknown as Record<string, (body: unknown) => Promise<unknown>>;
    await call[method]?.(body);
    expect(envoice.requests.map((request) => request.body)).toEqual([body]);
  });
});
