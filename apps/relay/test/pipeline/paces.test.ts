import { expect, test } from 'vitest';

import { hours, seconds } from '../../src/shared/clock/durations.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** A subscriber that refused, so that its pace is known to be slow. */
async function setUp() {
  const relay = await startTestRelay();
  const subscriber = await startSubscriber(() => ({
    status: 429,
    headers: { 'retry-after': '1' },
  }));
  const { ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({ url: subscriber.url });
  const paceOf = async () => (await relay.call('GET', `/v1/subscriptions/${id}`)).body.pace;
  for (const InvoiceId of [1, 2, 3]) {
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId })));
  }
  await until(async () => expect((await paceOf()).reason).toBe('too_fast'));
  return Object.assign(relay, { subscriber, paceOf, subscriptionId: id });
}

test('a known pace survives a stop', async () => {
  await using relay = await setUp();
  await using subscriber = relay.subscriber;
  const before = await relay.paceOf();
  expect(before.perSecond).toBeGreaterThan(0);
  await relay.restart();
  expect(await relay.paceOf()).toMatchObject({ perSecond: before.perSecond, reason: 'too_fast' });
  expect(subscriber.requests.length).toBeGreaterThan(0);
});

test('so does what a response during the stop asks for', async () => {
  await using relay = await startTestRelay();
  const held = Promise.withResolvers<void>();
  await using subscriber = await startSubscriber(async () => {
    await held.promise;
    return { status: 429, headers: { 'retry-after': '3600' } };
  });
  const { ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 1 })));
  await until(() => expect(subscriber.requests).toHaveLength(1));

  const restarted = relay.restart();
  await until(() => expect(relay.log()).toContain('relay stopping'));
  held.resolve();
  await restarted;
  const { waitsUntil } = (await relay.call('GET', `/v1/subscriptions/${id}`)).body.pace;
  expect(Date.parse(waitsUntil) - relay.clock.now()).toBeGreaterThan(0.5 * hours);
});

test('it is saved every few seconds, in case of a kill', async () => {
  await using relay = await setUp();
  await using subscriber = relay.subscriber;
  await until(async () => {
    relay.clock.pass(6 * seconds);
    const saved = await relay.rows(`SELECT "subscription_id" AS "id" FROM "paces"`);
    expect(saved).toEqual([{ id: relay.subscriptionId }]);
  });
  expect(subscriber.requests.length).toBeGreaterThan(0);
});

test('what a clock that was ahead made wait goes on once it is set back', async () => {
  await using relay = await startTestRelay();
  let status = 429;
  await using subscriber = await startSubscriber(() => ({
    status,
    ...(status === 429 ? { headers: { 'retry-after': '1' } } : {}),
  }));
  const { ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({ url: subscriber.url });
  const ahead = 10 * 60 * seconds;
  relay.clock.pass(ahead);
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 1 })));
  await until(async () => {
    const { pace } = (await relay.call('GET', `/v1/subscriptions/${id}`)).body;
    expect(pace.reason).toBe('too_fast');
  });
  relay.clock.pass(-ahead);
  status = 200;
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 2 })));
  await until(async () => {
    // More than it asked for in total, and much less than the clock was ahead.
    relay.clock.pass(1 * seconds);
    const { data } = (await relay.call('GET', `/v1/deliveries?subscriptionId=${id}`)).body;
    expect(data.map((one: { status: string }) => one.status)).toEqual(['delivered', 'delivered']);
  });
});

const remedies = {
  'retries a delivery': (relay: TestRelay, { unsent }: { readonly unsent: string }) =>
    relay.call('POST', `/v1/deliveries/${unsent}/retry`),
  'changes the subscription': (relay: TestRelay, { id }: { readonly id: string }) =>
    relay.call('PATCH', `/v1/subscriptions/${id}`, { description: 'mended' }),
};

test.each(Object.entries(remedies))(
  'a subscriber that failed for long is tried at once if somebody %s',
  async (_, remedy) => {
    await using relay = await startTestRelay();
    let status = 500;
    await using subscriber = await startSubscriber(() => status);
    const { ingestUrl } = await relay.connect();
    const { id } = await relay.subscribe({ url: subscriber.url });
    for (let InvoiceId = 1; InvoiceId <= 15; InvoiceId += 1) {
      await relay.post(ingestUrl, signedBody(activity({ InvoiceId })));
    }
    const pace = async () => (await relay.call('GET', `/v1/subscriptions/${id}`)).body.pace;
    // Ten failures in a row, from which on it waits; the clock stands still.
    await until(async () => expect((await pace()).waitsUntil).not.toBeNull());
    const { data } = (await relay.call('GET', `/v1/deliveries?subscriptionId=${id}`)).body;
    const unsent = data.at(-1);
    expect(unsent.attemptCount).toBe(0);
    status = 200;

    expect((await remedy(relay, { unsent: unsent.id, id })).status).toBeLessThan(300);
    await until(async () => {
      const { body: tried } = await relay.call('GET', `/v1/deliveries/${unsent.id}`);
      expect(tried.status).toBe('delivered');
    });
  },
);

test('an old pace no longer counts', async () => {
  await using relay = await setUp();
  await using subscriber = relay.subscriber;
  await relay.call('PATCH', `/v1/subscriptions/${relay.subscriptionId}`, { status: 'paused' });
  await relay.restart();
  relay.clock.pass(2 * hours);
  await relay.restart();
  expect(await relay.paceOf()).toMatchObject({ perSecond: null });
  expect(subscriber.requests.length).toBeGreaterThan(0);
});

test('nothing of a deleted subscription is kept, and no metric names it', async () => {
  await using relay = await setUp();
  await using subscriber = relay.subscriber;
  const saved = () => relay.rows(`SELECT "subscription_id" AS "id" FROM "paces"`);
  const metrics = async () => (await relay.call('GET', '/metrics')).body as string;
  // Nothing waits for it any longer.
  await relay.call('PATCH', `/v1/subscriptions/${relay.subscriptionId}`, { status: 'paused' });
  await until(async () => {
    relay.clock.pass(6 * seconds);
    expect(await saved()).toHaveLength(1);
  });
  expect(await metrics()).toContain(`subscription="${relay.subscriptionId}"`);
  await relay.call('DELETE', `/v1/subscriptions/${relay.subscriptionId}`);
  await until(async () => {
    relay.clock.pass(6 * seconds);
    expect(await metrics()).not.toContain(`subscription="${relay.subscriptionId}"`);
    expect(await saved()).toEqual([]);
  });
  expect(subscriber.requests.length).toBeGreaterThan(0);
});
