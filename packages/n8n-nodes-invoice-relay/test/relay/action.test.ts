import { findEventType } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { playContext } from './contexts.ts';
import type { ContextOptions } from './contexts.ts';
import { PlayedRelay, problem, relayEvent } from './played-relay.ts';

const node = new InvoiceRelay();

async function run(
  parameters: Readonly<Record<string, unknown>>,
  options: ContextOptions & { readonly relay?: PlayedRelay } = {},
) {
  const { relay = new PlayedRelay(), ...rest } = options;
  const { context } = playContext({
    items: 1,
    parameters: {
      returnAll: false,
      limit: 50,
      simplify: true,
      filters: {},
      order: 'desc',
      ...parameters,
    },
    http: (request) => relay.request(request),
    ...rest,
  });
  const [items = []] = await node.execute.call(context);
  return { relay, items, json: items.map((item) => item.json) };
}

function logOf(count: number): PlayedRelay {
  const relay = new PlayedRelay();
  relay.events = Array.from({ length: count }, (_, index) => relayEvent(index + 1));
  return relay;
}

test('every operation that the panel offers is there', async () => {
  const operations = node.description.properties
    .filter(({ name }) => name === 'operation')
    .flatMap(({ displayOptions, options = [] }) =>
      options.map((option) => ({
        resource: String(displayOptions?.show?.['resource']?.[0]),
        operation: String('value' in option ? option.value : ''),
      })),
    );
  expect(operations).toHaveLength(9);
  for (const chosen of operations) {
    const relay = logOf(1);
    relay.subscriptions.set('sub_1', {
      id: 'sub_1',
      url: 'https://subscriber.example',
      eventTypes: ['*'],
      connectionIds: null,
      ordering: 'subject',
      description: null,
      status: 'active',
      secret: '',
    });
    const { json } = await run(
      {
        ...chosen,
        eventId: 'evt_1',
        deliveryId: 'dlv_1',
        subscriptionId: 'sub_1',
        eventType: 'invoice.paid',
      },
      { relay },
    );
    expect({ ...chosen, gave: json.length > 0 }).toEqual({ ...chosen, gave: true });
  }
});

test('an event comes flat, or as the relay gives it', async () => {
  const chosen = { resource: 'event', operation: 'get', eventId: ' evt_1 ' };
  const flat = await run(chosen, { relay: logOf(1) });
  expect(flat.json).toMatchObject([{ id: 'evt_1', type: 'invoice.paid', source: 'envoice' }]);
  const raw = await run({ ...chosen, simplify: false }, { relay: logOf(1) });
  expect(raw.json).toEqual([relayEvent(1)]);
});

test('Limit ends a list, and Return All goes through every page', async () => {
  const chosen = { resource: 'event', operation: 'getMany', order: 'asc' };
  const some = await run({ ...chosen, limit: 250 }, { relay: logOf(450) });
  expect(some.json).toHaveLength(250);
  expect(some.relay.calls).toEqual([
    'GET /v1/events?order=asc&limit=200',
    'GET /v1/events?order=asc&limit=50&after=evt_200',
  ]);
  const all = await run({ ...chosen, returnAll: true, limit: undefined }, { relay: logOf(450) });
  expect(all.json.map(({ id }) => id)).toEqual(logOf(450).events.map(({ data }) => data.id));
  // Pages of large events are short.
  const large = Object.assign(logOf(50), { largestPage: 7 });
  expect((await run({ ...chosen, limit: 40 }, { relay: large })).json).toHaveLength(40);
  const returnAll = { ...chosen, returnAll: true, limit: undefined };
  expect((await run(returnAll, { relay: large })).json).toHaveLength(50);
});

test.each(['', '  ', null, undefined])(
  'an expression that gives %j for an id is told so',
  async (eventId) => {
    await expect(run({ resource: 'event', operation: 'get', eventId })).rejects.toMatchObject({
      message: 'Event: this is empty',
      description: 'Select one, or check the result of the expression.',
      context: { itemIndex: 0 },
    });
  },
);

test.each(['many', 0, 1.5])('a limit of %j is refused, and not taken for none', async (limit) => {
  const chosen = { resource: 'connection', operation: 'getMany', limit };
  await expect(run(chosen)).rejects.toMatchObject({
    message: expect.stringContaining('Limit: '),
    description: expect.any(String),
    context: { itemIndex: 0 },
  });
});

test('event types come in one page, and Limit counts there too', async () => {
  const { json } = await run({ resource: 'eventType', operation: 'getMany', limit: 1 });
  expect(json).toEqual([
    {
      type: 'invoice.paid',
      title: 'Invoice Paid',
      description: 'Something happened.',
      subject: 'invoice',
    },
  ]);
});

test('Return All gives as many as there are', async () => {
  const sample = await run({ resource: 'eventType', operation: 'getMany', simplify: false });
  const relay = new PlayedRelay();
  // More than the maximum number of arguments of a function call.
  const data = Array.from({ length: 150_000 }, () => sample.json[0]);
  relay.override = () => ({ status: 200, body: { data, next: null } });
  const call = { resource: 'eventType', operation: 'getMany', returnAll: true };
  const { items } = await run(call, { relay });
  expect(items).toHaveLength(150_000);
});

test('filters are handed on, dates in the time zone of the workflow', async () => {
  const { relay } = await run({
    resource: 'event',
    operation: 'getMany',
    filters: {
      type: ['invoice.*', 'order.created'],
      connectionId: { __rl: true, mode: 'list', value: 'con_1' },
      subjectKind: 'invoice',
      subjectId: ' 7 ',
      from: '2026-07-01T00:00:00',
      to: new Date(0),
    },
  });
  expect(relay.calls).toEqual([
    'GET /v1/events?type=invoice.*,order.created&connectionId=con_1&subjectKind=invoice&subjectId=7&from=2026-06-30T22:00:00.000Z&to=1970-01-01T00:00:00.000Z&order=desc&limit=50',
  ]);
  const deliveries = await run({
    resource: 'delivery',
    operation: 'getMany',
    filters: { status: 'dead', eventId: { value: '' }, subscriptionId: 'sub_1' },
  });
  expect(deliveries.json[0]).toMatchObject({ subject: { kind: 'invoice', number: 'INV-0001' } });
  expect(deliveries.relay.calls).toEqual([
    'GET /v1/deliveries?subscriptionId=sub_1&status=dead&order=desc&limit=50',
  ]);
});

test.each([
  ['event', 'connectionId'],
  ['delivery', 'subscriptionId'],
  ['delivery', 'eventId'],
])('a filter of %ss by %s holds whatever an expression gives', async (resource, name) => {
  const calledWith = async (value: unknown) => {
    const { relay } = await run({ resource, operation: 'getMany', filters: { [name]: value } });
    return new URL(relay.calls[0]!.slice('GET '.length), 'http://relay').searchParams.get(name);
  };
  for (const value of ['x_7', ' x_7 ', ['x_7'], { __rl: true, mode: 'id', value: 'x_7' }]) {
    expect(await calledWith(value)).toBe('x_7');
  }
  // No such record exists, and the relay says so.
  expect(await calledWith(7)).toBe('7');
  for (const empty of ['', '  ', null, undefined, { __rl: true, mode: 'list', value: '' }]) {
    expect(await calledWith(empty)).toBeNull();
  }
});

test('the ingest URL, which is a secret, never comes out', async () => {
  for (const simplify of [true, false]) {
    const { json } = await run({ resource: 'connection', operation: 'getMany', simplify });
    expect(json).toMatchObject([{ id: 'con_1', name: 'Shop' }, { id: 'con_2' }]);
    expect(JSON.stringify(json)).not.toContain('secret-token');
  }
});

test('a retry and a test say what came of them', async () => {
  const retried = await run({
    simplify: false,
    resource: 'delivery',
    operation: 'retry',
    deliveryId: 'dlv_7',
  });
  expect(retried.json).toMatchObject([{ id: 'dlv_7', attempts: [] }]);
  expect(retried.relay.calls).toEqual(['POST /v1/deliveries/dlv_7/retry']);
  const tested = await run({
    resource: 'subscription',
    operation: 'sendTest',
    subscriptionId: 'sub_1',
    eventType: 'invoice.paid',
  });
  expect(tested.json).toEqual([
    {
      subscriptionId: 'sub_1',
      eventType: 'invoice.paid',
      status: 503,
      error: 'busy',
      durationMs: 1,
      response: null,
    },
  ]);
});

test('every item gets its own answer, paired with it, also when one fails', async () => {
  const relay = logOf(1);
  let calls = 0;
  relay.override = () => {
    calls += 1;
    return calls === 2 ? problem(404, 'event_not_found') : undefined;
  };
  const chosen = { resource: 'event', operation: 'get', eventId: 'evt_1' };
  const { items } = await run(chosen, { relay, items: 3, continueOnFail: true });
  expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
    { item: 0 },
    { item: 1 },
    { item: 2 },
  ]);
  expect(items[1]?.json).toEqual({
    error: 'Invoice Relay: Event not found',
    details: 'It is event_not_found.',
  });
  expect(items[2]?.json['id']).toBe('evt_1');
});

test('an error names the item and says what to fix', async () => {
  const relay = new PlayedRelay();
  relay.override = () => problem(401, 'unauthorized');
  const chosen = { resource: 'event', operation: 'get', eventId: 'evt_1' };
  await expect(run(chosen, { relay })).rejects.toMatchObject({
    message: 'Invoice Relay does not accept the API key',
    description: 'It is unauthorized.',
    context: { itemIndex: 0 },
  });
  await expect(
    run({ resource: 'event', operation: 'getMany', filters: { from: 'soon' } }),
  ).rejects.toMatchObject({ message: '"From" is not a date' });
  await expect(run({ resource: 'event', operation: 'none' })).rejects.toThrow(
    'There is no operation "none" of "event"',
  );
  const credentials = { baseUrl: 'relay', apiKey: '' };
  await expect(run(chosen, { credentials })).rejects.toMatchObject({
    message: 'The credentials of this node are invalid',
    description: expect.stringContaining('Base URL'),
  });
});

test('lists can be narrowed down by what the relay cannot be asked for', async () => {
  const relay = logOf(3);
  relay.events[1] = { ...relay.events[1]!, data: { ...relay.events[1]!.data, subject: null } };
  const numbered = await run(
    { resource: 'event', operation: 'getMany', filters: { number: ' inv-7 ' }, limit: 2 },
    { relay },
  );
  expect(numbered.json.map((event) => event['id'])).toEqual(['evt_3', 'evt_1']);
  expect(relay.calls.at(-1)).toContain('search=inv-7');
  const typed = await run({
    resource: 'event',
    operation: 'getMany',
    filters: { type: 'invoice.paid, order.*' },
  });
  expect(typed.relay.calls[0]).toContain('type=invoice.paid,order.*');
  const wrong = run({ resource: 'event', operation: 'getMany', filters: { type: 'paid' } });
  await expect(wrong).rejects.toThrow('Did you mean "invoice.paid"?');
  const connections = async (source: string) =>
    (await run({ resource: 'connection', operation: 'getMany', filters: { source } })).json.length;
  expect(await connections('Envoice ')).toBe(2);
  expect(await connections('drupal-invoice')).toBe(0);
});

test('in version 1 nodes give what they gave, and since 2 numbers, ten members or the raw event', async () => {
  const sample = findEventType('invoice.paid').sample as unknown as RelayEvent;
  const get = async (typeVersion: number, parameters: Readonly<Record<string, unknown>>) => {
    const relay = new PlayedRelay();
    relay.events = [sample];
    const chosen = { resource: 'event', operation: 'get', eventId: sample.data.id };
    return (await run({ ...chosen, ...parameters }, { relay, typeVersion })).json;
  };
  expect(await get(1, { simplify: true })).toEqual([flattenEvent(sample)]);
  expect(await get(1, { simplify: false })).toEqual([sample]);
  expect(await get(2, { output: 'raw' })).toEqual([sample]);
  expect(await get(2, { output: 'event', addNumbers: false })).toEqual([flattenEvent(sample)]);
  expect(await get(2, { output: 'event' })).toMatchObject([
    { invoice: { totals: { payableAmount: '0.00', payableAmountNumber: 0 } } },
  ]);
  expect(await get(2, { output: 'simple' })).toMatchObject([
    { total: '1298.81', totalNumber: 1298.81 },
  ]);
  const delivery = { resource: 'delivery', operation: 'get', deliveryId: 'dlv_1' };
  expect((await run(delivery)).json[0]).not.toHaveProperty('attempts');
  expect((await run({ ...delivery, simplify: undefined })).json[0]).toHaveProperty('attempts');
});
