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

const sign = (signing: SignOptions<EnvoiceCredentials>) =>
  signWebhook({ ...signing, timestamp: new Date(signing.timestamp).toISOString() });

describe('with a scheme that is found', () => {
  sourceContract({ ...options, webhook: { sign } }).register(test);
});

describe('with a scheme that is pinned', () => {
  sourceContract({ ...options, webhook: { sign, scheme: hmacScheme } }).register(test);
});

test('everything but the API is looked at', () => {
  const { leftOut } = sourceContract({ ...options, webhook: { sign } });
  expect(leftOut.map(({ capability }) => capability)).toEqual([
    'poll',
    'backfill',
    'confirm',
    'enrich',
  ]);
});
