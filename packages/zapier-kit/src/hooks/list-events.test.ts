import type { RelayClient, RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { newestEvents } from './list-events.ts';

interface Given {
  readonly source?: string;
  readonly state?: 'pending' | 'complete' | 'unavailable';
}

function eventOf(number: number, { source = 'envoice', state }: Given = {}): RelayEvent {
  const enrichment = state === undefined ? {} : { enrichment: { state } };
  const data = { id: `evt_${number}`, source, ...enrichment };
  return { type: 'invoice.paid', timestamp: '2026-01-31T09:00:00Z', data } as RelayEvent;
}

/** A relay that gives these events, and remembers what it was asked and how many it gave. */
function relayWith(events: Iterable<RelayEvent>) {
  const asked: object[] = [];
  let given = 0;
  const relay = {
    events: {
      async *iterate(query: object) {
        asked.push(query);
        for (const event of events) {
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

test('the newest of the source, as many as wanted, and no further', async () => {
  const events = [1, 2, 3, 4, 5].map((number) => eventOf(number));
  const { relay, asked, given } = relayWith(events);
  const found = await newestEvents({ relay, ...options });
  expect(found.map(({ data }) => data.id)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(given()).toBe(3);
  expect(asked).toEqual([{ type: ['invoice.paid', 'order.*'], order: 'desc', limit: 15 }]);
});

test('only those of a connection, when one was chosen', async () => {
  const { relay, asked } = relayWith([]);
  expect(await newestEvents({ relay, ...options, connectionId: 'con_1' })).toEqual([]);
  expect(asked).toMatchObject([{ connectionId: 'con_1' }]);
});

test('events of other sources, and those that a subscriber would not have yet, are left out', async () => {
  const { relay } = relayWith([
    eventOf(1, { source: 'drupal-invoice' }),
    eventOf(2, { state: 'pending' }),
    eventOf(3, { state: 'complete' }),
    eventOf(4, { state: 'unavailable' }),
  ]);
  const found = await newestEvents({ relay, ...options });
  expect(found.map(({ data }) => data.id)).toEqual(['evt_3', 'evt_4']);
});

test('a busy relay of another source is not read to its end', async () => {
  const endless = {
    *[Symbol.iterator]() {
      for (let number = 1; number < 10_000; number += 1) {
        yield eventOf(number, { source: 'drupal-invoice' });
      }
    },
  };
  const { relay, given } = relayWith(endless);
  expect(await newestEvents({ relay, ...options })).toEqual([]);
  expect(given()).toBe(500);
});

test('pages are not larger than what Zapier can take in time', async () => {
  const { relay, asked } = relayWith([]);
  await newestEvents({ relay, ...options, limit: 50 });
  expect(asked).toMatchObject([{ limit: 50 }]);
});
