import { InputError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport } from '../src/index.ts';
import type { RelayClient } from '../src/index.ts';
import { playRelay } from './played-relay.ts';

const calls: readonly ((relay: RelayClient, id: string) => Promise<unknown>)[] = [
  (relay, id) => relay.events.get({ id }),
  (relay, id) => relay.connections.delete({ id }),
  (relay, id) => relay.deliveries.retry({ id }),
];

// A URL takes the dots for a way up: the call would be another one.
test.each(['', '.', '..', '\ud83e'])('rejects the id %j without a request', async (id) => {
  const asked: string[] = [];
  const relay = createRelayClient({
    baseUrl: 'https://relay.example.com',
    apiKey: 'irk_key',
    transport: async ({ method, url }) => {
      asked.push(`${method} ${url}`);
      return { status: 204, headers: {}, body: new Uint8Array() };
    },
  });
  for (const call of calls) await expect(call(relay, id)).rejects.toThrow(InputError);
  expect(asked).toEqual([]);
});

test('encodes ids, so that none can address another call', async () => {
  await using relay = await playRelay({ status: 204 });
  const { baseUrl } = relay;
  const transport = fetchTransport({ fetch });
  const client = createRelayClient({ baseUrl, apiKey: 'irk_key', transport });
  await client.subscriptions.delete({ id: 'a/b?c#d e' });
  expect(relay.seen[0]?.url).toBe('/v1/subscriptions/a%2Fb%3Fc%23d%20e');
});
