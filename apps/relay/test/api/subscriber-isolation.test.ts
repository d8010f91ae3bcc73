import { expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';
import { rules } from '../support/route-rules.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** Every route about one subscription, delivery or replay: new ones are tested automatically. */
const routes = Object.values(rules)
  .flat()
  .filter((route) => /^\w+ \/v1\/(subscriptions|deliveries|replays)\/:id/.test(route));

test('a subscribe key can neither see nor change what another key subscribed', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const keyOf = async (scope: string): Promise<Record<string, string>> => {
    const { body } = await relay.call('POST', '/v1/api-keys', { name: scope, scopes: [scope] });
    return { authorization: `Bearer ${body.key}` };
  };
  const mine = await keyOf('subscribe');
  const other = await keyOf('subscribe');
  const { ingestUrl } = await relay.connect();
  const subscription = await relay.call(
    'POST',
    '/v1/subscriptions',
    { url: subscriber.url, eventTypes: ['*'] },
    mine,
  );
  await relay.post(ingestUrl, signedBody(activity()));
  await expect.poll(() => subscriber.requests.length).toBe(1);
  const replay = await relay.call(
    'POST',
    '/v1/replays',
    { subscriptionId: subscription.body.id },
    mine,
  );
  const deliveries = await relay.call('GET', '/v1/deliveries', undefined, mine);
  const ids: Record<string, string> = {
    subscriptions: subscription.body.id,
    deliveries: deliveries.body.data[0].id,
    replays: replay.body.id,
  };

  for (const list of Object.keys(ids)) {
    const { body } = await relay.call('GET', `/v1/${list}`, undefined, other);
    expect([list, body.data]).toEqual([list, []]);
  }
  expect(routes.length).toBeGreaterThan(8);
  for (const route of routes) {
    const [method, path] = route.split(' ') as [string, string];
    const kind = path.split('/')[2] as string;
    const body = { POST: { eventType: 'invoice.paid' }, PATCH: { description: 'taken over' } };
    const statusFor = async (id: string): Promise<number> => {
      const given = body[method as keyof typeof body];
      return (await relay.call(method, path.replace(':id', id), given, other)).status;
    };
    const status = await statusFor(ids[kind] as string);
    // The same as for what does not exist, so it reveals nothing.
    expect([route, status]).toEqual([route, await statusFor('unknown')]);
    expect([400, 404]).toContain(status);
  }
  const made = await relay.call(
    'POST',
    '/v1/replays',
    { subscriptionId: subscription.body.id },
    other,
  );
  expect([400, 404]).toContain(made.status);

  // Nothing of it is changed, and its owner still gets everything.
  const now = await relay.call('GET', `/v1/subscriptions/${ids['subscriptions']}`, undefined, mine);
  expect(now.body).toMatchObject({ status: 'active', description: null });
});
