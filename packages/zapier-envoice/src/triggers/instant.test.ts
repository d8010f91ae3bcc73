import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { eventTypePatterns } from '@invoice-relay/core/events';
import { createTester } from '@invoice-relay/zapier-kit/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import app from '../index.ts';
import { instantTriggers } from './instant.ts';

const subscribed = {
  id: 'sub_1',
  secret: 'whsec_1',
  claimed: false,
  status: 'active',
  disabledReason: null,
  failingSince: null,
  createdAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
};

/** A relay that accepts every subscription, and records what it was asked for. */
const asked: { readonly eventTypes: readonly string[] }[] = [];
const relay = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const wanted = JSON.parse(Buffer.concat(chunks).toString());
    asked.push(wanted);
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...subscribed, ...wanted }));
  });
});
beforeAll(async () => {
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => relay.close());

const performSubscribe: unknown = Reflect.get(
  instantTriggers['any_activity']!.operation,
  'performSubscribe',
);

function turnOn(event_types: unknown): Promise<unknown> {
  const { port } = relay.address() as AddressInfo;
  const relayUrl = `http://127.0.0.1:${port}`;
  const tester = createTester(app, {
    authKey: 'key',
    authSecret: 'secret',
    relayUrl,
    relayKey: 'k',
  });
  const bundle = { inputData: { event_types }, targetUrl: 'https://hooks.example.com/1' };
  return tester.run(performSubscribe, bundle);
}

test.each([
  [undefined, ['*']],
  [[''], ['*']],
  [['invoice.opened', ' '], ['invoice.opened']],
  // Not a choice, but it may be typed.
  [['invoice.*'], ['invoice.*']],
])('Any Activity with %j subscribes to %j', async (chosen, eventTypes) => {
  await turnOn(chosen);
  expect(asked).toMatchObject([{ eventTypes }]);
});

const ofRelay = eventTypePatterns.filter((pattern) => pattern.startsWith('relay.'));

test.each([...ofRelay, 'Paid', 7, {}])(
  'Any Activity rejects %j: the Zap would start on nothing, or on everything',
  async (one) => {
    await expect(turnOn(['invoice.paid', one])).rejects.toThrow(
      /Event Types: .* is not one of the choices\. Use one of: invoice\.created, /,
    );
    expect(asked).toEqual([]);
  },
);
