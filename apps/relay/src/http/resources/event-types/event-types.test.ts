import { eventTypes } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { openResources } from '../../../../test/support/resources.ts';

test('lists every event type with all that a picker needs', async () => {
  await using relay = await openResources();

  const { json } = await relay.call({ url: '/v1/event-types', key: relay.keys.read });

  expect(json.next).toBeNull();
  expect(json.data.map(({ type }: { type: string }) => type)).toEqual(eventTypes);
  const paid = json.data.find(({ type }: { type: string }) => type === 'invoice.paid');
  expect(paid).toMatchObject({
    title: 'Invoice Paid',
    description: 'An invoice was paid in full.',
    subject: 'invoice',
    schema: { type: 'object', properties: { type: { const: 'invoice.paid' } } },
    sample: { type: 'invoice.paid', data: { id: expect.stringMatching(/^evt_/) } },
  });
});
