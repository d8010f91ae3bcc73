import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import { loadInterests } from '../../src/database/tables/subscription-interests.ts';

test('append sees all subscriptions that are not deleted, whatever their status', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const everything = await relay.subscribe();
  relay.clock.advance(1);
  const some = await relay.subscribe({
    eventTypes: ['invoice.*', 'order.created'],
    connectionIds: [connectionId],
    ordering: 'none',
  });
  const gone = await relay.subscribe();
  await relay.call({
    method: 'PATCH',
    url: `/v1/subscriptions/${some.id}`,
    body: { status: 'paused' },
  });
  await relay.call({ method: 'DELETE', url: `/v1/subscriptions/${gone.id}` });

  const { interests: all } = await relay.database.read((tx) => loadInterests(tx));

  expect(all.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
    {
      id: everything.id,
      eventTypes: ['*'],
      connectionIds: null,
      ordering: 'subject',
      apiKeyId: expect.stringMatching(/^key_/),
      receivesAllOperational: false,
    },
    {
      id: some.id,
      eventTypes: ['invoice.*', 'order.created'],
      connectionIds: [connectionId],
      ordering: 'none',
      apiKeyId: expect.stringMatching(/^key_/),
      receivesAllOperational: false,
    },
  ]);
});
