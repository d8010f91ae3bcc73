import { expect, test } from 'vitest';

import { days, hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** A relay with a connection that trusts its URL, and a way to cause activities. */
async function setUp() {
  const relay = await startTestRelay();
  const connection = await relay.connect();
  return Object.assign(relay, {
    connectionId: connection.id,
    /** Posts an activity of this invoice. @returns its id, as text */
    async happens(invoice = 1): Promise<string> {
      const made = activity({ InvoiceId: invoice });
      const { status } = await relay.post(connection.ingestUrl, signedBody(made));
      expect(status).toBe(200);
      return String(made.Id);
    },
  });
}

async function deliveries(relay: TestRelay, query = '') {
  return (await relay.call('GET', `/v1/deliveries${query}`)).body.data;
}

async function firstDelivery(relay: TestRelay) {
  const [{ id }] = await deliveries(relay);
  return (await relay.call('GET', `/v1/deliveries/${id}`)).body;
}

test('retries on schedule, with a new signature each time, and then gives up', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 500);
  const { secret } = await relay.subscribe({ url: subscriber.url });
  await relay.happens();
  const waits = [
    5 * seconds,
    5 * minutes,
    30 * minutes,
    2 * hours,
    5 * hours,
    10 * hours,
    14 * hours,
    20 * hours,
    24 * hours,
  ];
  for (const [index, wait] of waits.entries()) {
    await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(index + 1));
    relay.clock.pass(wait - seconds);
    expect(subscriber.requests).toHaveLength(index + 1);
    // Jitter adds up to a tenth.
    relay.clock.pass(wait * 0.1 + 2 * seconds);
    await until(() => expect(subscriber.requests).toHaveLength(index + 2));
  }
  await until(async () => expect((await firstDelivery(relay)).status).toBe('dead'));

  const delivery = await firstDelivery(relay);
  expect(delivery.attempts).toHaveLength(10);
  expect(delivery.attempts[0]).toMatchObject({ number: 1, status: 500, response: 'thank you' });
  const headers = subscriber.requests.map((request) => request.headers);
  expect(new Set(headers.map((header) => header['webhook-id'])).size).toBe(1);
  expect(new Set(headers.map((header) => header['webhook-timestamp'])).size).toBe(10);
  expect(() => subscriber.verifyAll(secret)).toThrow(/too new|tolerance/i);
});

test('each attempt shows what was sent and received, and nothing that grants access', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber((_, count) => ({
    status: count === 1 ? 401 : 200,
    headers: { 'www-authenticate': 'Bearer realm="books"', 'set-cookie': 'session=s3cret' },
  }));
  await relay.subscribe({
    url: `${subscriber.url}?token=s3cret`,
    headers: { Authorization: 'Bearer s3cret' },
  });
  await relay.happens();
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(1));
  relay.clock.pass(6 * seconds);
  await until(async () => expect((await firstDelivery(relay)).status).toBe('delivered'));

  const { attempts } = await firstDelivery(relay);
  const { origin } = new URL(subscriber.url);
  for (const [index, attempt] of attempts.entries()) {
    const { headers } = subscriber.requests[index]!;
    expect(attempt.request).toEqual({
      method: 'POST',
      url: `${origin}/…`,
      headers: {
        'content-type': headers['content-type'],
        Authorization: '…',
        'webhook-id': headers['webhook-id'],
        'webhook-timestamp': headers['webhook-timestamp'],
        'webhook-signature': headers['webhook-signature'],
      },
    });
    expect(attempt.responseHeaders).toMatchObject({
      'www-authenticate': 'Bearer realm="books"',
      'set-cookie': '…',
    });
  }
  expect(JSON.stringify(attempts)).not.toContain('s3cret');
});

test('"too fast" waits for as long as Retry-After says, and uses up no attempt', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber((_, count) => ({
    status: count === 3 ? 200 : 429,
    headers: { 'retry-after': count === 1 ? '3600' : '1' },
  }));
  await relay.subscribe({ url: subscriber.url });
  await relay.happens();
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(1));
  const [first] = await deliveries(relay);
  expect(Date.parse(first.nextAttemptAt) - relay.clock.now()).toBeGreaterThan(3_590 * seconds);

  relay.clock.pass(3_601 * seconds);
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(2));
  const [second] = await deliveries(relay);
  expect(Date.parse(second.nextAttemptAt) - relay.clock.now()).toBeLessThanOrEqual(1 * seconds);

  await until(async () => {
    relay.clock.pass(1 * seconds);
    expect((await firstDelivery(relay)).status).toBe('delivered');
  });
  expect(relay.log()).not.toContain('"outcome":"retry"');
});

test('after other failures Retry-After lengthens the wait and never shortens it', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber((_, count) => ({
    status: 500,
    headers: { 'retry-after': count === 1 ? '3600' : '1' },
  }));
  await relay.subscribe({ url: subscriber.url });
  await relay.happens();
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(1));
  const [first] = await deliveries(relay);
  expect(Date.parse(first.nextAttemptAt) - relay.clock.now()).toBeGreaterThan(3_590 * seconds);

  relay.clock.pass(hours + 10 * minutes);
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(2));
  const [second] = await deliveries(relay);
  expect(Date.parse(second.nextAttemptAt) - relay.clock.now()).toBeGreaterThan(290 * seconds);
});

test('a stuck delivery holds back later events of the same invoice, and nothing else', async () => {
  await using relay = await setUp();
  const stuck: string[] = [];
  await using subscriber = await startSubscriber(({ event }) =>
    stuck.includes(event.data.activity.id) ? 503 : 200,
  );
  await relay.subscribe({ url: subscriber.url });
  const first = await relay.happens(1);
  stuck.push(first);
  await until(() => expect(subscriber.activityIds()).toContain(first));
  const second = await relay.happens(1);
  const other = await relay.happens(2);
  await until(() => expect(subscriber.activityIds()).toContain(other));
  expect(subscriber.activityIds()).not.toContain(second);
  // Once what was attempted is recorded, only the held one has no attempt.
  const withoutAttempt = async () =>
    (await deliveries(relay)).filter(
      ({ attemptCount }: { readonly attemptCount: number }) => attemptCount === 0,
    );
  await until(async () => expect(await withoutAttempt()).toHaveLength(1));
  const [held] = await withoutAttempt();
  const [head] = await deliveries(relay);
  const view = await relay.call('GET', `/v1/deliveries/${held.id}`);
  expect(view.body.heldBackBy).toBe(head.id);

  stuck.length = 0;
  relay.clock.pass(6 * seconds);
  await until(() => expect(subscriber.activityIds().slice(-2)).toEqual([first, second]));
});

test('one slow subscriber slows down no other', async () => {
  await using relay = await setUp();
  const { promise: never, resolve: letGo } = Promise.withResolvers<number>();
  await using slow = await startSubscriber(() => never);
  await using quick = await startSubscriber();
  await relay.subscribe({ url: slow.url });
  await relay.subscribe({ url: quick.url });
  const ids: string[] = [];
  for (let invoice = 1; invoice <= 30; invoice += 1) ids.push(await relay.happens(invoice));
  await until(() => expect(quick.activityIds().toSorted()).toEqual(ids.toSorted()));
  // The slow one reaches its own limit in flight, and the rest waits.
  expect(slow.requests).toHaveLength(10);
  letGo(200);
  await until(() => expect(slow.requests).toHaveLength(30));
});

test('410 disables no subscription that was changed while it was on its way', async () => {
  await using relay = await setUp();
  const { promise: response, resolve: respond } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => response);
  await using moved = await startSubscriber();
  const { id } = await relay.subscribe({ url: subscriber.url });
  const shown = async () => (await relay.call('GET', `/v1/subscriptions/${id}`)).body;
  await relay.happens();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  relay.clock.pass(1 * seconds);
  await relay.call('PATCH', `/v1/subscriptions/${id}`, { url: moved.url });
  respond(410);
  await until(() => expect(moved.requests).toHaveLength(1));
  expect(await shown()).toMatchObject({ status: 'active', disabledReason: null });

  moved.answers(() => 410);
  await relay.happens();
  await until(async () => expect(await shown()).toMatchObject({ status: 'disabled' }));
});

test('410 disables the subscription at once; when enabled again, it gets what it missed in order', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 410);
  const { id } = await relay.subscribe({ url: subscriber.url });
  const missed = [await relay.happens(1)];
  await until(async () => {
    const { body } = await relay.call('GET', `/v1/subscriptions/${id}`);
    expect(body).toMatchObject({
      status: 'disabled',
      disabledReason: expect.stringMatching(/410/),
    });
  });
  for (let count = 0; count < 25; count += 1) missed.push(await relay.happens(count % 7));
  expect(subscriber.requests).toHaveLength(1);

  subscriber.answers(() => 200);
  const enabled = await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
  expect(enabled.body).toMatchObject({ status: 'active', disabledReason: null });
  await until(() => expect(subscriber.requests).toHaveLength(27));
  // In order for each invoice; invoices in parallel.
  const received = subscriber.activityIds().slice(1);
  for (let invoice = 0; invoice < 7; invoice += 1) {
    const ofInvoice = missed.filter((_, index) => (index === 0 ? 1 : (index - 1) % 7) === invoice);
    expect(received.filter((one) => ofInvoice.includes(one))).toEqual(ofInvoice);
  }
  expect(received.toSorted()).toEqual(missed.toSorted());
  await relay.happens(1);
  await until(() => expect(subscriber.requests).toHaveLength(28));
});

test('a disabled subscription gets nothing more of what was read ahead for it', async () => {
  await using relay = await setUp();
  const { promise: released, resolve: release } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber((_, count) => (count === 1 ? 410 : released));
  const { id } = await relay.subscribe({ url: subscriber.url, maxInFlight: 1 });
  const path = `/v1/subscriptions/${id}`;
  await relay.call('PATCH', path, { status: 'paused' });
  for (let invoice = 1; invoice <= 20; invoice += 1) await relay.happens(invoice);
  await until(async () => expect(await deliveries(relay)).toHaveLength(20));
  await relay.call('PATCH', path, { status: 'active' });
  await until(async () => expect((await relay.call('GET', path)).body.status).toBe('disabled'));
  // One more may have been on its way before the 410 was on disk. It ends now.
  const before = subscriber.requests.length;
  release(200);
  expect(before).toBeLessThanOrEqual(2);
  await until(async () =>
    expect(await deliveries(relay, '?status=delivered')).toHaveLength(before - 1),
  );
  await using other = await startSubscriber();
  await relay.subscribe({ url: other.url });
  await relay.happens(21);
  await until(() => expect(other.requests).toHaveLength(1));
  expect(subscriber.requests).toHaveLength(before);
});

test('a subscription that has only failed for 5 days is disabled and reported', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 500);
  const { id } = await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const status = async () => (await relay.call('GET', `/v1/subscriptions/${id}`)).body;
  await until(async () => expect((await status()).failingSince).not.toBeNull());
  relay.clock.pass(4.9 * days);
  await relay.happens(2);
  await until(() => expect(subscriber.requests.length).toBeGreaterThanOrEqual(3));
  expect((await status()).status).toBe('active');
  relay.clock.pass(0.2 * days);
  await relay.happens(3);
  await until(async () =>
    expect(await status()).toMatchObject({
      status: 'disabled',
      disabledReason: 'Every attempt failed for 5 days.',
    }),
  );
});

test('one success in between restarts the 5 days', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 500);
  const { id } = await relay.subscribe({ url: subscriber.url });
  await relay.happens(1);
  const status = async () => (await relay.call('GET', `/v1/subscriptions/${id}`)).body;
  await until(async () => expect((await status()).failingSince).not.toBeNull());
  subscriber.answers(() => 200);
  await relay.happens(2);
  await until(async () => expect((await status()).failingSince).toBeNull());
});

test('events are kept while a subscription is paused; then all are delivered', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber();
  const { id } = await relay.subscribe({ url: subscriber.url });
  await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'paused' });
  const missed: string[] = [];
  for (let count = 0; count < 12; count += 1) missed.push(await relay.happens(count));
  expect(subscriber.requests).toEqual([]);
  await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'active' });
  await until(() => expect(subscriber.activityIds().toSorted()).toEqual(missed.toSorted()));
  expect((await deliveries(relay)).map(({ cause }: { cause: string }) => cause)).toEqual(
    missed.map(() => 'catch_up'),
  );
});

test('redirects are not followed, and the attempt says why it failed', async () => {
  await using relay = await setUp();
  await using target = await startSubscriber();
  await using subscriber = await startSubscriber(() => ({
    status: 302,
    headers: { location: target.url },
  }));
  await relay.subscribe({ url: subscriber.url });
  await relay.happens();
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(1));
  const [attempt] = (await firstDelivery(relay)).attempts;
  expect(attempt).toMatchObject({ status: 302, error: expect.stringMatching(/redirect/i) });
  expect(target.requests).toEqual([]);
});

test('both secrets sign during a rotation', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber();
  const { id, secret: old } = await relay.subscribe({ url: subscriber.url });
  const rotated = await relay.call('POST', `/v1/subscriptions/${id}/rotate-secret`, {});
  await relay.happens();
  await until(() => expect(subscriber.requests).toHaveLength(1));
  subscriber.verifyAll(old);
  subscriber.verifyAll(rotated.body.secret);
});

test('a manual retry is sent at once', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber(() => 500);
  await relay.subscribe({ url: subscriber.url });
  await relay.happens();
  await until(async () => expect((await firstDelivery(relay)).attempts).toHaveLength(1));
  subscriber.answers(() => 200);
  const { id } = await firstDelivery(relay);
  const answer = await relay.call('POST', `/v1/deliveries/${id}/retry`);
  expect(answer.body).toMatchObject({ id, status: 'pending' });
  await until(async () => expect((await firstDelivery(relay)).status).toBe('delivered'));
  const again = await relay.call('POST', `/v1/deliveries/${id}/retry`);
  expect(again).toMatchObject({ status: 409, headers: expect.anything() });
});
