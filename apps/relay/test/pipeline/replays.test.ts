import { expect, test } from 'vitest';

import { days, seconds } from '../../src/shared/clock/durations.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

async function setUp() {
  const relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  return Object.assign(relay, {
    /** Posts an activity for each of these invoices. @returns their ids, as text */
    async happen(...invoices: number[]): Promise<string[]> {
      const made = invoices.map((invoice) => activity({ InvoiceId: invoice }));
      for (const one of made) await relay.post(ingestUrl, signedBody(one));
      await until(async () => {
        const { body } = await relay.call('GET', '/v1/events?limit=100&order=desc');
        const ids = body.data.map(
          (event: { data: { activity: { id: string } } }) => event.data.activity.id,
        );
        expect(ids).toEqual(expect.arrayContaining(made.map(({ Id }) => String(Id))));
      });
      return made.map(({ Id }) => String(Id));
    },
    async replay(body: object) {
      const answer = await relay.call('POST', '/v1/replays', body);
      expect(answer.status).toBe('dryRun' in body ? 200 : 201);
      return answer.body;
    },
    async finished(id: string) {
      await until(async () => {
        relay.clock.pass(1 * seconds);
        expect((await relay.call('GET', `/v1/replays/${id}`)).body.state).not.toBe('running');
      });
      return (await relay.call('GET', `/v1/replays/${id}`)).body;
    },
  });
}

test('a new subscription gets everything that happened before, in order, marked as a replay', async () => {
  await using relay = await setUp();
  const ids = await relay.happen(1, 2, 1, 2, 1);
  await using subscriber = await startSubscriber();
  const { id: subscriptionId, secret } = await relay.subscribe({ url: subscriber.url });

  const counted = await relay.replay({ subscriptionId, dryRun: true });
  expect(counted).toMatchObject({ id: null, state: 'dry_run', total: 5, enqueued: 0 });
  expect((await relay.call('GET', '/v1/replays')).body.data).toEqual([]);
  expect(subscriber.requests).toEqual([]);

  const { id } = await relay.replay({ subscriptionId });
  expect(await relay.finished(id)).toMatchObject({ state: 'done', total: 5, enqueued: 5 });
  await until(() => expect(subscriber.requests).toHaveLength(5));
  subscriber.verifyAll(secret);
  const received = subscriber.activityIds();
  for (const invoice of [0, 1]) {
    const own = ids.filter((_, index) => index % 2 === invoice);
    expect(received.filter((one) => own.includes(one))).toEqual(own);
  }
  const events = (await relay.call('GET', '/v1/events')).body.data;
  const known = new Set(events.map((event: { data: { id: string } }) => event.data.id));
  for (const { headers, event } of subscriber.requests) {
    expect(headers['invoice-relay-replay']).toBe(id);
    expect(event.data).toMatchObject({ replay: { id } });
    expect(known).toContain(headers['webhook-id']);
  }
  const { body } = await relay.call('GET', '/v1/deliveries');
  expect(body.data[0]).toMatchObject({ cause: 'replay', replayId: id });
  await until(async () => expect((await relay.finished(id)).delivered).toBe(5));
});

test('only a created replay gets 201: a dry run gets 200, also when repeated', async () => {
  await using relay = await setUp();
  const { id: subscriptionId } = await relay.subscribe({ url: 'https://subscriber.example' });
  const statusOf = async (body: object, key?: string) =>
    (
      await relay.call(
        'POST',
        '/v1/replays',
        { subscriptionId, ...body },
        key === undefined ? {} : { 'idempotency-key': key },
      )
    ).status;
  expect(await statusOf({ dryRun: true })).toBe(200);
  for (const _ of ['first', 'again']) {
    expect(await statusOf({ dryRun: true }, 'counts')).toBe(200);
    expect(await statusOf({}, 'makes')).toBe(201);
  }
  expect((await relay.call('GET', '/v1/replays')).body.data).toHaveLength(1);
});

test('selects by time, by type, and by the outcome of deliveries', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 410);
  const { id: subscriptionId } = await relay.subscribe({
    url: subscriber.url,
    eventTypes: ['invoice.*'],
  });
  await relay.happen(1, 2);
  const count = async (body: object) =>
    (await relay.replay({ subscriptionId, dryRun: true, ...body })).total;
  expect(await count({})).toBe(2);
  expect(await count({ eventTypes: ['order.*'] })).toBe(0);
  expect(await count({ status: ['dead', 'cancelled'] })).toBe(0);
  expect(await count({ from: new Date(relay.clock.now() + 400 * days).toISOString() })).toBe(0);
  expect(await count({ to: new Date(relay.clock.now() + 400 * days).toISOString() })).toBe(2);

  for (const to of ['2026-11-01T00:00:00Z', '2026-11-31T00:00:00Z']) {
    const body = { subscriptionId, from: '2026-11-02T00:00:00Z', to };
    const refused = await relay.call('POST', '/v1/replays', body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } });
  }
  // ISO 8601 knows offsets without minutes; `Date` does not.
  const from = '2026-11-02T00:00:00+05';
  const refused = await relay.call('POST', '/v1/replays', { subscriptionId, from });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
  const unknown = await relay.call('POST', '/v1/replays', { subscriptionId: 'sub_unknown' });
  expect(unknown.status).toBe(404);
});

test('what was delivered since the last dry run is counted', async () => {
  await using relay = await setUp();
  const { promise: response, resolve: respond } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => response);
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  await relay.happen(1, 2);
  const delivered = { subscriptionId, status: ['delivered'], dryRun: true };
  expect((await relay.replay(delivered)).total).toBe(0);
  respond(200);
  await until(async () => expect((await relay.replay(delivered)).total).toBe(2));
});

test('whoever may start a replay of a subscription may also see and cancel it', async () => {
  await using relay = await setUp();
  const asKey = async (name: string) => {
    const { body } = await relay.call('POST', '/v1/api-keys', { name, scopes: ['subscribe'] });
    const headers = { authorization: `Bearer ${body.key}` };
    return {
      id: body.id,
      call: (method: string, path: string, given?: object) =>
        relay.call(method, path, given, headers),
    };
  };
  const [creator, successor] = [await asKey('creator'), await asKey('successor')];
  const subscription = { url: 'https://subscriber.example', eventTypes: ['*'] };
  const { id: subscriptionId } = (await creator.call('POST', '/v1/subscriptions', subscription))
    .body;
  const foreign = await creator.call('POST', '/v1/replays', { subscriptionId });
  expect((await successor.call('GET', `/v1/replays/${foreign.body.id}`)).status).toBe(404);
  expect((await successor.call('DELETE', `/v1/replays/${foreign.body.id}`)).status).toBe(404);
  await relay.call('DELETE', `/v1/api-keys/${creator.id}`);

  const made = await successor.call('POST', '/v1/replays', { subscriptionId });
  expect(made.status).toBe(201);
  expect((await successor.call('GET', `/v1/replays/${made.body.id}`)).status).toBe(200);
  expect((await successor.call('DELETE', `/v1/replays/${made.body.id}`)).status).toBe(204);
});

test('a cancelled replay creates nothing more, and its pending deliveries are cancelled', async () => {
  await using relay = await setUp();
  await relay.happen(1, 1, 2);
  const { promise: never, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => never);
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  const { id } = await relay.replay({ subscriptionId });
  await until(() => expect(subscriber.requests).toHaveLength(2));

  expect((await relay.call('DELETE', `/v1/replays/${id}`)).status).toBe(204);
  letGo(200);
  const [live] = await relay.happen(1);

  await until(() => expect(subscriber.activityIds()).toContain(live));
  expect(subscriber.requests).toHaveLength(3);
  await until(async () => {
    const { body } = await relay.call('GET', '/v1/deliveries');
    expect(body.data.map(({ status }: { status: string }) => status)).toEqual([
      'delivered',
      'cancelled',
      'delivered',
      'delivered',
    ]);
  });
});

test('a replay that only waits for its subscriber is cancelled like one that still creates', async () => {
  await using relay = await setUp();
  await relay.happen(1, 2, 3);
  await using subscriber = await startSubscriber();
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  await relay.call('PATCH', `/v1/subscriptions/${subscriptionId}`, { status: 'paused' });
  const { id } = await relay.replay({ subscriptionId });
  expect(await relay.finished(id)).toMatchObject({ state: 'done', enqueued: 3, pending: 3 });

  await relay.call('DELETE', `/v1/replays/${id}`);

  const { body } = await relay.call('GET', `/v1/replays/${id}`);
  expect(body).toMatchObject({ state: 'cancelled', pending: 0, delivered: 0, dead: 0 });
});

test('a replay that is over stays done, whatever is cancelled afterwards', async () => {
  await using relay = await setUp();
  await relay.happen(1, 2);
  await using subscriber = await startSubscriber();
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  const { id } = await relay.replay({ subscriptionId });
  const replay = async () => (await relay.call('GET', `/v1/replays/${id}`)).body;
  await until(async () => expect(await replay()).toMatchObject({ state: 'done', delivered: 2 }));
  const over = await replay();

  await relay.call('DELETE', `/v1/replays/${id}`);

  expect(await replay()).toEqual(over);
  expect(over.pending).toBe(0);
});

test('continues after a restart', async () => {
  await using relay = await setUp();
  await relay.happen(...Array.from({ length: 30 }, (_, index) => index));
  await using subscriber = await startSubscriber();
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  const { id } = await relay.replay({ subscriptionId });
  await relay.restart();
  expect(await relay.finished(id)).toMatchObject({ state: 'done', total: 30, enqueued: 30 });
  await until(() => expect(new Set(subscriber.activityIds()).size).toBe(30));
});
