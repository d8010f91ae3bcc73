import { readFileSync } from 'node:fs';

import { buildRequest, createSourceOptions } from '@invoice-relay/core/testing';
import { expect, test } from 'vitest';

import { createSource } from '../src/index.ts';
import { credentials } from './support/sign-webhook.ts';

/**
 * Whole bodies, signed with the openssl command: independent of our implementation of the schemes.
 */
const webhooks = [
  {
    file: 'webhook-paid.json',
    scheme: { digest: 'hmac-sha256', key: 'authSecret', parts: ['timestamp', 'activity'] },
    event: {
      type: 'invoice.paid',
      timestamp: '2026-11-20T10:00:00.1234567Z',
      subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    },
  },
  {
    file: 'webhook-order-created.json',
    scheme: {
      digest: 'sha256',
      parts: ['authKey', 'timestamp', 'activityId', 'authSecret'],
      separator: ':',
      encoding: 'hex',
    },
    event: {
      type: 'order.created',
      timestamp: '2026-11-20T10:00:01Z',
      subject: { kind: 'order', id: '812', number: 'ORD-0042' },
    },
  },
  {
    file: 'webhook-estimation-accepted.json',
    scheme: { digest: 'sha256', parts: ['activity', 'authSecret'], encoding: 'base64' },
    event: {
      type: 'estimate.accepted',
      timestamp: '2026-11-20T10:00:02.5Z',
      activity: { message: 'Estimation EST-0009 was accepted by "Čaj & Co"' },
    },
  },
] as const;

test.each(webhooks)('$file is verified, parsed and normalized', async ({ file, scheme, event }) => {
  const { webhook, normalize } = createSource(createSourceOptions());
  const body = readFileSync(new URL(`fixtures/${file}`, import.meta.url));
  const request = buildRequest({ body });
  const context = { credentials: [credentials], now: Date.now() } as const;

  const found = await webhook.verify(request, { ...context, scheme: 'auto' });
  expect(found.scheme).toMatchObject(scheme);
  const again = await webhook.verify(request, { ...context, scheme: found.scheme ?? 'auto' });
  expect(again).toEqual(found);

  const [activity] = webhook.parse(request, context);
  expect(activity && normalize(activity)[0]).toMatchObject(event);
});
