import type { Connection, Delivery, Subscription } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import {
  connectionItem,
  deliveryItem,
  eventTypeItem,
  subscriptionItem,
} from '../../nodes/InvoiceRelay/shapes.ts';

/** A record whose members are all their own names. */
const named = (more: object = {}) =>
  new Proxy(more, {
    get: (target, name) => (Reflect.get(target, name) as unknown) ?? String(name),
  }) as never;

test.each([
  ['delivery', deliveryItem(named(), true)],
  ['event type', eventTypeItem(named(), true)],
  ['subscription', subscriptionItem(named(), true)],
])('Simplify leaves each member of a %s as it is', (_, item) => {
  expect(Object.values(item)).toEqual(Object.keys(item));
});

test('Simplify gives a connection the mode of its verification, and the state that counts', () => {
  const verification = { mode: 'signature', state: 'verified' };
  const known = { verification: 'signature', state: 'verified' };
  const { id, name, source, enrich, createdAt, ...state } = connectionItem(
    named({ verification, poll: { state: undefined } }),
    true,
  );
  expect([id, name, source, enrich, createdAt]).toEqual([
    'id',
    'name',
    'source',
    'enrich',
    'createdAt',
  ]);
  expect(state).toEqual(known);
  // Where nothing is sent, how polls go is what counts.
  expect(connectionItem(named({ verification, poll: { state: 'failing' } }), true)).toMatchObject({
    ...known,
    state: 'failing',
  });
});

test('without Simplify, all of it comes out, but no secret', () => {
  const record = { id: 'x_1', ingestUrl: 'http://relay/hooks/secret', more: 7 };
  expect(connectionItem(record as unknown as Connection, false)).toEqual({ id: 'x_1', more: 7 });
  expect(deliveryItem(record as unknown as Delivery, false)).toEqual(record);
  expect(subscriptionItem(record as unknown as Subscription, false)).toEqual(record);
});
