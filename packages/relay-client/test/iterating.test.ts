import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport, RelayAnswerError } from '../src/index.ts';
import { playRelay } from './played-relay.ts';
import { connection, delivery, event, subscription } from './samples.ts';

const clientOf = (baseUrl: string) =>
  createRelayClient({ baseUrl, apiKey: 'irk_key', transport: fetchTransport({ fetch }) });
async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
const numbered = (...ids: readonly string[]) =>
  ids.map((id) => ({ ...event, data: { ...event.data, id } }));

test('iterates over the events of all pages with the filter', async () => {
  await using relay = await playRelay(
    { body: { data: numbered('evt_1', 'evt_2'), next: 'two' } },
    { body: { data: [], next: 'three' } },
    { body: { data: numbered('evt_3'), next: null } },
  );
  const ids: string[] = [];
  for await (const { data } of clientOf(relay.baseUrl).events.iterate({ type: 'invoice.*' })) {
    ids.push(data.id);
  }
  expect(ids).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(relay.seen.map(({ url }) => url)).toEqual([
    '/v1/events?type=invoice.*',
    '/v1/events?type=invoice.*&after=two',
    '/v1/events?type=invoice.*&after=three',
  ]);
});

test('starts where it is told, and requests no unneeded page', async () => {
  await using relay = await playRelay({ body: { data: numbered('evt_1', 'evt_2'), next: 'two' } });
  for await (const { data } of clientOf(relay.baseUrl).events.iterate({ after: 'one' })) {
    expect(data.id).toBe('evt_1');
    break;
  }
  expect(relay.seen.map(({ url }) => url)).toEqual(['/v1/events?after=one']);
});

test('iterates over deliveries', async () => {
  await using relay = await playRelay(
    { body: { data: [delivery], next: 'two' } },
    { body: { data: [delivery], next: null } },
  );
  const found = await collect(
    clientOf(relay.baseUrl).deliveries.iterate({ subscriptionId: 'sub_1', limit: 1 }),
  );
  expect(found).toEqual([delivery, delivery]);
  expect(relay.seen[1]?.url).toBe('/v1/deliveries?subscriptionId=sub_1&limit=1&after=two');
});

test('iterates over connections and subscriptions', async () => {
  await using relay = await playRelay(
    { body: { data: [connection], next: 'two' } },
    { body: { data: [connection], next: null } },
    { body: { data: [subscription], next: 'two' } },
    { body: { data: [subscription], next: null } },
  );
  const { connections, subscriptions } = clientOf(relay.baseUrl);
  expect(await collect(connections.iterate({ limit: 1 }))).toEqual([connection, connection]);
  expect(await collect(subscriptions.iterate())).toEqual([subscription, subscription]);
  expect(relay.seen.map(({ url }) => url)).toEqual([
    '/v1/connections?limit=1',
    '/v1/connections?limit=1&after=two',
    '/v1/subscriptions',
    '/v1/subscriptions?after=two',
  ]);
});

const lists = [
  'apiKeys',
  'connections',
  'deliveries',
  'events',
  'quarantine',
  'replays',
  'subscriptions',
] as const;

test.each(lists)('%s takes a cursor and a limit', async (name) => {
  await using relay = await playRelay({ body: { data: [], next: null } });
  await clientOf(relay.baseUrl)[name].list({ after: 'one', limit: 7 });
  expect(relay.seen.map(({ url }) => url.split('?')[1])).toEqual(['after=one&limit=7']);
});

test.each(['connections', 'deliveries', 'events', 'replays', 'subscriptions'] as const)(
  'the walk through %s keeps its limit, and starts where it is told',
  async (name) => {
    await using relay = await playRelay(
      { body: { data: [], next: 'two' } },
      { body: { data: [], next: null } },
    );
    const items = clientOf(relay.baseUrl)[name].iterate({ after: 'one', limit: 7 });
    await collect<unknown>(items);
    expect(relay.seen.map(({ url }) => url.split('?')[1])).toEqual([
      'after=one&limit=7',
      'after=two&limit=7',
    ]);
  },
);

test('a repeated next page is an error, not a loop', async () => {
  const page = { body: { data: numbered('evt_1'), next: 'two' } };
  await using relay = await playRelay(page, page, page);
  await expect(collect(clientOf(relay.baseUrl).events.iterate())).rejects.toBeInstanceOf(
    RelayAnswerError,
  );
  expect(relay.seen).toHaveLength(2);
});
