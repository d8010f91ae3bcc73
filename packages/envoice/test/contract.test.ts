import { sourceContract } from '@invoice-relay/core/testing';
import type { SignOptions, SourceContractOptions } from '@invoice-relay/core/testing';
import { describe, expect, test } from 'vitest';

import { createSource } from '../src/index.ts';
import type { EnvoiceCredentials } from '../src/index.ts';
import {
  acceptedActivity,
  orderedActivity,
  paidActivity,
  unknownActivity,
} from './support/activities.ts';
import { acceptedEstimation, paidInvoice, shippedOrder } from './support/documents.ts';
import { playAccount } from './support/played-account.ts';
import { credentials, hmacScheme, otherCredentials, signWebhook } from './support/sign-webhook.ts';

const options: SourceContractOptions<EnvoiceCredentials> = {
  createSource,
  credentials,
  otherCredentials,
  secrets: [credentials, otherCredentials].flatMap(({ authKey, authSecret }) => [
    authKey,
    authSecret,
  ]),
  fixtures: [
    {
      name: 'an invoice was paid',
      raw: paidActivity,
      id: '99120',
      event: {
        type: 'invoice.paid',
        subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
      },
    },
    {
      name: 'an order came in from a shop',
      raw: orderedActivity,
      id: '99121',
      event: { type: 'order.created', subject: { kind: 'order', id: '812', number: 'ORD-0042' } },
    },
    {
      name: 'an estimation was accepted',
      raw: acceptedActivity,
      id: '99122',
      event: {
        type: 'estimate.accepted',
        subject: { kind: 'estimate', id: '57', number: 'EST-0009' },
      },
    },
  ],
  unknownActivity: {
    raw: unknownActivity,
    id: '99123',
    attributes: { Type: 4711, Id: 99123, UserId: 12, Score: { Value: 9.5, Of: 10 } },
  },
};

/** An ambiguous number, and one that is not. */
const learn: typeof options.learn = {
  activities: [
    {
      name: 'what the table takes for a payment',
      id: '99130',
      webhook: '{"Id":99130,"Type":17,"InvoiceId":3971,"CreatedOn":"2026-11-20T10:00:00Z"}',
      api: '{"Id":99130,"Type":"SentToAccountant","InvoiceId":3971}',
      event: {
        type: 'invoice.sent_to_accountant',
        subject: { kind: 'invoice', id: '3971', number: null },
      },
    },
    {
      name: 'a webhook that agrees with the API',
      id: '99131',
      webhook: '{"Id":99131,"Type":11,"InvoiceId":3971}',
      api: '{"Id":99131,"Type":"Paid","InvoiceId":3971}',
      event: null,
    },
  ],
};

/** Responses of Envoice's API for an account with one invoice, one estimation and one order. */
const api: Pick<typeof options, 'vendor' | 'backfill' | 'confirm' | 'enrich'> = {
  vendor: () =>
    playAccount({
      invoices: [paidInvoice],
      estimations: [acceptedEstimation],
      orders: [shippedOrder],
    }),
  backfill: {
    activities: [
      {
        id: '99120',
        event: {
          type: 'invoice.created',
          subject: { kind: 'invoice', id: '3972', number: 'INV-0002' },
        },
      },
      {
        id: '99121',
        event: {
          type: 'invoice.paid',
          subject: { kind: 'invoice', id: '3972', number: 'INV-0002' },
        },
      },
      {
        id: '99122',
        event: {
          type: 'estimate.accepted',
          subject: { kind: 'estimate', id: '207', number: 'EST-0001' },
        },
      },
    ],
  },
  confirm: {
    activities: [
      {
        name: 'a payment that the invoice lists',
        raw:
          '{"Message":"Invoice INV-0002 was paid","Link":"https://www.envoice.in/i/3972?token=xyz",' +
          '"Type":11,"InvoiceNumber":"INV-0002","InvoiceId":3972,"Id":99121}',
        id: '99121',
        answer: true,
      },
      {
        name: 'a payment of an invoice that does not list it',
        raw:
          '{"Message":"Invoice INV-0002 was paid","Link":"https://www.envoice.in/i/3972?token=xyz",' +
          '"Type":11,"InvoiceNumber":"INV-0002","InvoiceId":3972,"Id":99999}',
        id: '99999',
        answer: false,
      },
      {
        name: 'an order, of which Envoice lists no activities',
        raw: '{"Message":"New order","Link":null,"Type":29,"OrderId":1058,"Id":99200}',
        id: '99200',
        answer: 'plausible',
      },
      {
        name: 'a payment of an invoice that is not there',
        raw: paidActivity,
        id: '99120',
        answer: false,
      },
    ],
  },
  enrich: {
    subjects: [
      {
        subject: { kind: 'invoice', id: '3972', number: null },
        members: { id: '3972', number: 'INV-0002', currency: 'EUR', status: 'paid' },
      },
      {
        subject: { kind: 'estimate', id: '207', number: 'EST-0001' },
        members: { id: '207', number: 'EST-0001' },
      },
      { subject: { kind: 'order', id: '1058', number: null }, members: { id: '1058' } },
    ],
    absent: [
      { kind: 'invoice', id: '1', number: null },
      { kind: 'order', id: '1', number: null },
      { kind: 'estimate', id: '1', number: null },
      { kind: 'payment_link', id: '3972', number: null },
    ],
  },
};

const sign = (signing: SignOptions<EnvoiceCredentials>) =>
  signWebhook({ ...signing, timestamp: new Date(signing.timestamp).toISOString() });

const unreadable = [
  { name: 'a webhook whose activity is a list', body: '{"Signature":"a","Activity":[]}' },
  { name: 'a webhook in other capitals', body: '{"signature":"a","timestamp":"b","activity":{}}' },
];

describe('with a detected scheme', () => {
  sourceContract({ ...options, ...api, learn, webhook: { sign, unreadable } }).register(test);
});

describe('with a pinned scheme', () => {
  sourceContract({ ...options, webhook: { sign, scheme: hmacScheme } }).register(test);
});

test('covers everything that Envoice offers', () => {
  const { leftOut } = sourceContract({ ...options, ...api, learn, webhook: { sign } });
  expect(leftOut).toEqual([{ capability: 'poll', why: 'The source "envoice" does not offer it.' }]);
});
