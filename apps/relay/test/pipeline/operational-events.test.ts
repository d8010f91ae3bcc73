import { eventSchema, findEventType } from '@invoice-relay/core/events';
import type { OperationalEvent } from '@invoice-relay/core/events';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

type Subscriber = Awaited<ReturnType<typeof startSubscriber>>;

/** A relay with a connection, a subscriber to operational events, and one that may fail. */
async function setUp(options: { readonly monitor?: object } = {}) {
  const relay = await startTestRelay();
  const connection = await relay.connect();
  const monitor = await startSubscriber();
  const subscriber = await startSubscriber(() => 500);
  const { id: monitorId } = await relay.subscribe({
    url: monitor.url,
    eventTypes: ['relay.*'],
    ...options.monitor,
  });
  const { id: subscriptionId } = await relay.subscribe({
    url: subscriber.url,
    description: 'The ledger',
  });
  return {
    relay,
    connection,
    monitor,
    monitorId,
    subscriber,
    subscriptionId,
    async happens(invoice = 1) {
      const made = activity({ InvoiceId: invoice });
      const { status } = await relay.post(connection.ingestUrl, signedBody(made));
      expect(status).toBe(200);
    },
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]();
      await monitor[Symbol.asyncDispose]();
      await subscriber[Symbol.asyncDispose]();
    },
  };
}

/** The events it received, each with a body that matches the catalog. */
function reported(subscriber: Subscriber): OperationalEvent[] {
  return subscriber.requests.map(({ body }) => {
    const event = v.parse(eventSchema, JSON.parse(body));
    expect(v.is(findEventType(event.type).schema, event)).toBe(true);
    return event as OperationalEvent;
  });
}

function typesTold(subscriber: Subscriber): string[] {
  return reported(subscriber).map(({ type }) => type);
}

/** Passes the first retries: 5 s, then 5 min, with their jitter. */
async function failThreeTimes({ relay, subscriber }: { relay: TestRelay; subscriber: Subscriber }) {
  for (const [index, wait] of [0, 6 * seconds, 331 * seconds].entries()) {
    relay.clock.pass(wait);
    await until(() => expect(subscriber.requests).toHaveLength(index + 1));
    await quiet(relay);
  }
}

function hoursOf(...counts: readonly number[]): number[] {
  return counts.map((count) => count * hours);
}

/**
 * Waits until everything due by now was attempted. Failing subscribers are checked now and then:
 * time passes.
 */
async function quiet(
  relay: TestRelay,
  { passing = 0 }: { readonly passing?: number } = {},
): Promise<void> {
  await until(async () => {
    if (passing > 0) relay.clock.pass(passing);
    const { body } = await relay.call('GET', '/v1/deliveries?status=pending&limit=200');
    const active = new Set(
      (await relay.call('GET', '/v1/subscriptions')).body.data
        .filter(({ status }: { readonly status: string }) => status === 'active')
        .map(({ id }: { readonly id: string }) => id),
    );
    const due = body.data.filter(
      ({ subscriptionId, nextAttemptAt }: Readonly<Record<string, string | null>>) =>
        active.has(subscriptionId) &&
        nextAttemptAt !== null &&
        Date.parse(String(nextAttemptAt)) <= relay.clock.now(),
    );
    expect(due).toEqual([]);
  });
}

async function listed(relay: TestRelay, query: string, key = relay.adminKey): Promise<string[]> {
  const { status, body } = await relay.call('GET', `/v1/events${query}`, undefined, {
    authorization: `Bearer ${key}`,
  });
  expect(status).toBe(200);
  return body.data.map(({ type }: { readonly type: string }) => type);
}

test('a subscriber that fails for minutes is reported once, and its recovery once', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, subscriptionId, happens } = all;
  await happens();
  await failThreeTimes(all);
  await until(() => expect(typesTold(monitor)).toEqual(['relay.subscription.failing']));
  const [failing] = reported(monitor);
  expect(failing?.data).toMatchObject({
    source: 'relay',
    connectionId: null,
    subject: { kind: 'subscription', id: subscriptionId },
    attributes: { subscriptionId, name: 'The ledger', failedAttempts: 3 },
  });
  expect(failing?.data.attributes['reason']).toMatch(/500/);

  relay.clock.pass(35 * minutes);
  await until(() => expect(subscriber.requests).toHaveLength(4));
  await quiet(relay);
  subscriber.answers(() => 200);
  relay.clock.pass(3 * hours);
  const both = ['relay.subscription.failing', 'relay.subscription.recovered'];
  await until(() => expect(typesTold(monitor)).toEqual(both));
  await happens(2);
  await until(() => expect(subscriber.requests).toHaveLength(6));
  expect(typesTold(monitor)).toEqual(both);
  expect(await listed(relay, '?type=relay.*')).toEqual(both);
});

test('a delivery that was cancelled during its last attempt is not reported as given up', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, happens } = all;
  await happens();
  const waits = [0, 5 * seconds, 5 * minutes, ...hoursOf(0.5, 2, 5, 10, 14, 20, 24)];
  let answerLast: ((status: number) => void) | undefined;
  for (const [index, wait] of waits.entries()) {
    const isLast = index === waits.length - 1;
    subscriber.answers(() => (isLast ? new Promise((resolve) => (answerLast = resolve)) : 500));
    relay.clock.pass(wait * 1.1 + 2 * seconds);
    await until(() => expect(subscriber.requests).toHaveLength(index + 1));
    if (!isLast) await quiet(relay);
  }
  const [delivery] = (await relay.call('GET', '/v1/deliveries?status=pending')).body.data;
  expect((await relay.call('POST', `/v1/deliveries/${delivery.id}/cancel`)).status).toBe(200);
  answerLast?.(500);
  await until(async () => {
    const { body } = await relay.call('GET', `/v1/deliveries/${delivery.id}`);
    expect(body).toMatchObject({ status: 'cancelled', attemptCount: waits.length });
  });
  expect((await relay.call('GET', '/v1/overview')).body.totals.dead).toBe(0);
  expect(await listed(relay, '?type=relay.delivery.dead')).toEqual([]);
  expect(typesTold(monitor)).not.toContain('relay.delivery.dead');
});

test('a failure or two between successes are not reported', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, happens } = all;
  subscriber.answers((_, count) => (count <= 2 ? 500 : 200));
  await happens();
  await failThreeTimes(all);
  await until(async () => {
    const { body } = await relay.call('GET', '/v1/deliveries?status=delivered');
    expect(body.data).toHaveLength(1);
  });
  expect(monitor.requests).toEqual([]);
  expect(await listed(relay, '?type=relay.*')).toEqual([]);
});

test('a restart repeats no report and forgets none', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, happens } = all;
  await happens();
  await failThreeTimes(all);
  await until(() => expect(typesTold(monitor)).toEqual(['relay.subscription.failing']));
  await relay.restart();
  relay.clock.pass(35 * minutes);
  await until(() => expect(subscriber.requests).toHaveLength(4));
  await quiet(relay);
  await relay.restart();
  subscriber.answers(() => 200);
  relay.clock.pass(3 * hours);
  await until(() =>
    expect(typesTold(monitor)).toEqual([
      'relay.subscription.failing',
      'relay.subscription.recovered',
    ]),
  );
});

test('410 disables and is reported; after reactivation, the first success is reported as recovery', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, subscriptionId, happens } = all;
  subscriber.answers(() => 410);
  await happens();
  await until(() => expect(typesTold(monitor)).toEqual(['relay.subscription.disabled']));
  expect(reported(monitor)[0]?.data.attributes).toMatchObject({
    subscriptionId,
    reason: 'The subscriber responded 410 Gone.',
  });
  subscriber.answers(() => 200);
  await relay.call('PATCH', `/v1/subscriptions/${subscriptionId}`, { status: 'active' });
  await until(() =>
    expect(typesTold(monitor)).toEqual([
      'relay.subscription.disabled',
      'relay.subscription.recovered',
    ]),
  );
});

test('a delivery that is given up is reported, with what it was about', async () => {
  await using all = await setUp();
  const { relay, connection, monitor, subscriber, happens } = all;
  await happens();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  await quiet(relay);
  const pending = await relay.call('GET', '/v1/deliveries?status=pending');
  const [{ id }] = pending.body.data;
  // Its schedule starts over here; the attempts made before count as well.
  expect((await relay.call('POST', `/v1/deliveries/${id}/retry`)).status).toBe(202);
  // The ten attempts of the schedule, with their jitter, in less than the five days.
  for (const wait of [
    0,
    5 * seconds,
    5 * minutes,
    30 * minutes,
    ...hoursOf(2, 5, 10, 14, 20, 24),
  ]) {
    relay.clock.pass(wait * 1.1 + 2 * seconds);
    await quiet(relay);
  }
  expect(subscriber.requests).toHaveLength(11);
  await until(() => expect(typesTold(monitor)).toContain('relay.delivery.dead'));
  const { body } = await relay.call('GET', '/v1/deliveries?status=dead');
  const [dead] = body.data;
  const news = reported(monitor).find(({ type }) => type === 'relay.delivery.dead');
  expect(news?.data).toMatchObject({
    connectionId: connection.id,
    attributes: {
      deliveryId: dead.id,
      eventId: dead.eventId,
      eventType: 'invoice.paid',
      failedAttempts: 11,
    },
  });
  expect(dead.attemptCount).toBe(11);
});

test('reports about reports do not loop', async () => {
  await using all = await setUp();
  const { relay, monitor, happens } = all;
  // Both want everything, and both fail for good.
  await relay.subscribe({ url: `${monitor.url}/all`, eventTypes: ['*', 'relay.*'] });
  monitor.answers(() => 500);
  await happens();
  for (let step = 0; step < 60; step += 1) {
    relay.clock.pass(6 * hours);
    await quiet(relay, { passing: 30 * seconds });
  }
  const told15Days = await listed(relay, '?type=relay.subscription.*,relay.delivery.*&limit=200');
  // For the two that failed: that they failed, what they did not get, and that both receivers of
  // the reports are disabled.
  expect(told15Days.toSorted()).toEqual([
    'relay.delivery.dead',
    'relay.delivery.dead',
    'relay.subscription.disabled',
    'relay.subscription.disabled',
    'relay.subscription.failing',
    'relay.subscription.failing',
  ]);
  const { body } = await relay.call('GET', '/v1/events?type=relay.delivery.dead&limit=200');
  for (const event of body.data) {
    expect(event.data.attributes.eventType).not.toMatch(/^relay\./);
  }
});

test('"*" matches all but operational events, and no subscription is told about itself', async () => {
  await using all = await setUp({ monitor: { eventTypes: ['*', 'relay.*'] } });
  const { relay, monitor, subscriber, subscriptionId, happens } = all;
  subscriber.answers(() => 410);
  // One about itself, which no other subscription wants.
  await relay.call('PATCH', `/v1/subscriptions/${subscriptionId}`, {
    eventTypes: ['*', 'relay.*'],
  });
  await using ordinary = await startSubscriber();
  await relay.subscribe({ url: ordinary.url });
  await happens();
  await until(() => expect(monitor.requests).toHaveLength(2));
  expect(monitor.requests.map(({ event }) => event.type).toSorted()).toEqual([
    'invoice.paid',
    'relay.subscription.disabled',
  ]);
  await until(() => expect(ordinary.requests).toHaveLength(1));
  expect(await listed(relay, '')).toEqual(['invoice.paid']);
  expect(await listed(relay, '?type=*')).toEqual(['invoice.paid']);
  expect(await listed(relay, '?type=*,relay.subscription.*')).toHaveLength(2);
  expect(await listed(relay, '?type=relay.*&subjectKind=subscription')).toEqual([
    'relay.subscription.disabled',
  ]);
  const { body } = await relay.call('GET', `/v1/deliveries?subscriptionId=${subscriptionId}`);
  expect(body.data).toHaveLength(1);
});

test('a key sees only its own subscriptions, in deliveries, lists and replays', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, happens } = all;
  const made = await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['subscribe'] });
  const { key } = made.body;
  await using theirs = await startSubscriber();
  const answer = await relay.call(
    'POST',
    '/v1/subscriptions',
    { url: theirs.url, eventTypes: ['relay.*'] },
    { authorization: `Bearer ${key}` },
  );
  expect(answer.status).toBe(201);
  subscriber.answers(() => 410);
  await happens();
  await until(() => expect(typesTold(monitor)).toEqual(['relay.subscription.disabled']));
  expect(await listed(relay, '?type=relay.*', key)).toEqual([]);
  const [event] = reported(monitor);
  const one = await relay.call('GET', `/v1/events/${event?.data.id}`, undefined, {
    authorization: `Bearer ${key}`,
  });
  expect(one.status).toBe(404);
  const replay = await relay.call(
    'POST',
    '/v1/replays',
    { subscriptionId: answer.body.id, dryRun: true },
    { authorization: `Bearer ${key}` },
  );
  expect(replay.body.total).toBe(0);
  expect(theirs.requests).toEqual([]);
});

test('operational events are replayed, but not to the subscription they are about', async () => {
  await using all = await setUp();
  const { relay, monitor, monitorId, subscriber, subscriptionId, happens } = all;
  subscriber.answers(() => 410);
  await happens();
  await until(() => expect(monitor.requests).toHaveLength(1));
  await relay.call('PATCH', `/v1/subscriptions/${subscriptionId}`, {
    eventTypes: ['relay.*'],
  });
  const own = await relay.call('POST', '/v1/replays', { subscriptionId, dryRun: true });
  expect(own.body.total).toBe(0);
  await relay.call('POST', '/v1/replays', { subscriptionId: monitorId });
  await until(() => expect(monitor.requests).toHaveLength(2));
  const [first, again] = reported(monitor);
  expect(again?.data.id).toBe(first?.data.id);
  expect(again?.data.replay).toEqual({ id: expect.stringMatching(/^rpl_/) });
});

test('an operational event has no activity, and says so', async () => {
  await using all = await setUp();
  const { relay, monitor, subscriber, happens } = all;
  subscriber.answers(() => 410);
  await happens();
  await until(() => expect(monitor.requests).toHaveLength(1));
  const { id } = reported(monitor)[0]!.data;
  const { status, body } = await relay.call('GET', `/v1/events/${id}/activity`);
  expect(status).toBe(404);
  expect(body.detail).toMatch(/operational event of the relay/);
});

test('what enters quarantine by webhook is reported at once, and wakes the dispatcher', async () => {
  await using relay = await startTestRelay();
  await using monitor = await startSubscriber();
  await relay.subscribe({ url: monitor.url, eventTypes: ['relay.quarantine.*'] });
  const { id, ingestUrl } = await relay.connect({ verification: { mode: 'token' } });
  // The fields of an activity, without the usual envelope.
  for (const Id of [1, 2, 3]) {
    const CreatedOn = '2026-11-20T10:00:00Z';
    const body = JSON.stringify({ Id, Type: 11, InvoiceId: 1, Message: 'paid', CreatedOn });
    expect((await relay.post(ingestUrl, body)).status).toBe(200);
  }
  expect((await relay.call('GET', '/v1/quarantine')).body.data).toHaveLength(3);
  await until(() => expect(typesTold(monitor)).toEqual(['relay.quarantine.added']));
  expect(reported(monitor)[0]?.data).toMatchObject({
    connectionId: id,
    attributes: { name: 'Shop', connectionSource: 'envoice', count: 1 },
  });
});
