import type { RelayClient, RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { newestEvents } from './list-events.ts';

interface Given {
  readonly connectionId?: string;
  readonly state?: 'pending' | 'complete' | 'unavailable';
}

/** The higher the number, the older. */
function eventOf(number: number, { connectionId = 'con_1', state }: Given = {}): RelayEvent {
  const enrichment = state === undefined ? {} : { enrichment: { state } };
  const source = connectionId === 'con_site' ? 'drupal-invoice' : 'envoice';
  const data = { id: `evt_${number}`, source, connectionId, ...enrichment };
  const timestamp = new Date(Date.UTC(2026, 0, 31) - number * 1000).toISOString();
  return { type: 'invoice.paid', timestamp, data } as RelayEvent;
}

/** A relay with these events and three connections; it remembers what it was asked and gave. */
function relayWith(events: readonly RelayEvent[]) {
  const asked: object[] = [];
  let given = 0;
  const relay = {
    connections: {
      async *iterate() {
        yield { id: 'con_1', source: 'envoice' };
        yield { id: 'con_site', source: 'drupal-invoice' };
        yield { id: 'con_2', source: 'envoice' };
      },
    },
    events: {
      async *iterate(query: { readonly connectionId: string }) {
        asked.push(query);
        for (const event of events) {
          if (event.data.connectionId !== query.connectionId) continue;
          given += 1;
          yield event;
        }
      },
    },
  } as unknown as RelayClient;
  return { relay, asked, given: () => given };
}

const options = {
  source: 'envoice',
  eventTypes: ['invoice.paid', 'order.*'],
  connectionId: undefined,
  limit: 3,
} as const;
const idsOf = (events: readonly RelayEvent[]) => events.map(({ data }) => data.id);

test('lists the newest of all connections of the source only', async () => {
  const { relay, asked } = relayWith([
    eventOf(1),
    eventOf(2, { connectionId: 'con_site' }),
    eventOf(3, { connectionId: 'con_2' }),
    eventOf(4),
    eventOf(5),
    eventOf(6, { connectionId: 'con_2' }),
  ]);
  expect(idsOf(await newestEvents({ relay, ...options }))).toEqual(['evt_1', 'evt_3', 'evt_4']);
  const query = { type: ['invoice.paid', 'order.*'], order: 'desc', limit: 6 };
  expect(asked).toEqual([
    { ...query, connectionId: 'con_1' },
    { ...query, connectionId: 'con_2' },
  ]);
});

test('a busy connection of another source hides nothing', async () => {
  const busy = Array.from({ length: 600 }, (_, number) =>
    eventOf(number, { connectionId: 'con_site' }),
  );
  const { relay } = relayWith([...busy, eventOf(1000)]);
  expect(idsOf(await newestEvents({ relay, ...options }))).toEqual(['evt_1000']);
});

test('lists only a chosen connection, and only if it is of the source', async () => {
  const { relay, asked } = relayWith([eventOf(1), eventOf(2, { connectionId: 'con_site' })]);
  expect(idsOf(await newestEvents({ relay, ...options, connectionId: 'con_1' }))).toEqual([
    'evt_1',
  ]);
  expect(await newestEvents({ relay, ...options, connectionId: 'con_site' })).toEqual([]);
  expect(asked).toMatchObject([{ connectionId: 'con_1' }, { connectionId: 'con_site' }]);
});

test('omits events that a subscriber would not have yet', async () => {
  const { relay } = relayWith([
    eventOf(2, { state: 'pending' }),
    eventOf(3, { state: 'complete' }),
    eventOf(4, { state: 'unavailable' }),
  ]);
  expect(idsOf(await newestEvents({ relay, ...options }))).toEqual(['evt_3', 'evt_4']);
});

test('reads no further than needed, nor to the end of pending events', async () => {
  const done = relayWith(Array.from({ length: 9 }, (_, number) => eventOf(number)));
  await newestEvents({ relay: done.relay, ...options });
  expect(done.given()).toBe(3);
  const waiting = relayWith(
    Array.from({ length: 999 }, (_, number) => eventOf(number, { state: 'pending' })),
  );
  expect(await newestEvents({ relay: waiting.relay, ...options })).toEqual([]);
  expect(waiting.given()).toBe(200);
});

test('limits pages to what Zapier can process in time', async () => {
  const { relay, asked } = relayWith([]);
  await newestEvents({ relay, ...options, limit: 50 });
  expect(asked).toMatchObject([{ limit: 50 }, { limit: 50 }]);
});
