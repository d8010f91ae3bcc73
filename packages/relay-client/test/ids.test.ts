import { InputError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { createRelayClient } from '../src/index.ts';
import type { RelayClient } from '../src/index.ts';

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
