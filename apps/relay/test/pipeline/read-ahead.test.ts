import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/**
 * A subscriber of one delivery at a time, which holds its response to one about invoice 1, while
 * one about invoice 2 was read to be sent next. An earlier one about invoice 2 has been delivered,
 * or was cancelled.
 */
async function setUp(earlier: 'delivered' | 'cancelled') {
  const held = Promise.withResolvers<number>();
  const about = (event: { readonly data: { readonly subject: { readonly id: string } | null } }) =>
    event.data.subject?.id;
  const subscriber = await startSubscriber(({ event }) =>
    about(event) === '1' ? held.promise : 200,
  );
  const relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const { id } = await relay.subscribe({ url: subscriber.url, maxInFlight: 1 });
  const setStatus = (status: string) => relay.call('PATCH', `/v1/subscriptions/${id}`, { status });
  const happens = async (InvoiceId: number): Promise<void> => {
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId })));
  };
  const deliveries = async (): Promise<{ id: string; status: string }[]> =>
    (await relay.call('GET', '/v1/deliveries')).body.data;
  const reached = (...statuses: string[]) =>
    until(async () => expect((await deliveries()).map(({ status }) => status)).toEqual(statuses));

  if (earlier === 'cancelled') await setStatus('paused');
  await happens(2);
  await reached(earlier === 'delivered' ? 'delivered' : 'pending');
  const [first] = await deliveries();
  if (earlier === 'delivered') await setStatus('paused');
  else await relay.call('POST', `/v1/deliveries/${first?.id}/cancel`);
  await happens(1);
  await happens(2);
  await reached(earlier, 'pending', 'pending');
  await setStatus('active');
  const before = earlier === 'delivered' ? 1 : 0;
  await until(() => expect(subscriber.requests).toHaveLength(before + 1));
  const [, , next] = await deliveries();
  return {
    relay,
    reached,
    subscriptionId: id,
    cancelled: first?.id,
    next: next?.id,
    /** What is sent once the subscriber responds again, as numbers of activities. */
    sent: () => subscriber.activityIds().slice(before + 1),
    activityIds: async () =>
      (await relay.rows(`SELECT "activity_id" AS "id" FROM "events" ORDER BY "seq"`)).map(
        (row) => (row as { id: string }).id,
      ),
    release: () => held.resolve(200),
    async [Symbol.asyncDispose]() {
      held.resolve(200);
      await relay[Symbol.asyncDispose]();
      await subscriber[Symbol.asyncDispose]();
    },
  };
}

test('what was read ahead is not sent once it is cancelled', async () => {
  await using setup = await setUp('delivered');
  const { relay, next } = setup;
  await relay.call('POST', `/v1/deliveries/${next}/cancel`);
  setup.release();
  await setup.reached('delivered', 'delivered', 'cancelled');
  await relay.restart();
  expect(setup.sent()).toEqual([]);
});

test('what was read ahead waits for an earlier one of its lane that is retried', async () => {
  await using setup = await setUp('cancelled');
  const { relay, cancelled } = setup;
  const [first, , third] = await setup.activityIds();
  await relay.call('POST', `/v1/deliveries/${cancelled}/retry`);
  setup.release();
  await setup.reached('delivered', 'delivered', 'delivered');
  expect(setup.sent()).toEqual([first, third]);
});

test('what was read ahead waits for earlier ones of its lane that a replay brings', async () => {
  await using setup = await setUp('delivered');
  const { relay, subscriptionId } = setup;
  const [first, , third] = await setup.activityIds();
  const { status } = await relay.call('POST', '/v1/replays', { subscriptionId });
  expect(status).toBe(201);
  setup.release();
  await until(() => expect(setup.sent()).toContain(third));
  const sent = setup.sent();
  expect(sent.indexOf(first as string)).toBeGreaterThanOrEqual(0);
  expect(sent.indexOf(first as string)).toBeLessThan(sent.indexOf(third as string));
});
