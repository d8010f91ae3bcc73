import { expect, test } from 'vitest';

import {
  claimSubscription,
  createRelayClient,
  fetchTransport,
  releaseSubscription,
} from '../src/index.ts';
import { playRelay } from './played-relay.ts';
import type { Answer, SeenRequest } from './played-relay.ts';
import { subscription } from './samples.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const withSecret = { ...subscription, secret };
const wanted = { url: subscription.url, eventTypes: ['invoice.paid'] as const };
/** As the relay has it when nothing else is said. */
const whole = { ...wanted, connectionIds: null, ordering: 'subject', description: null };
const elsewhere = { ...subscription, id: 'sub_other', url: 'https://example.com/hook/2' };

async function playTo(...answers: readonly Answer[]) {
  const played = await playRelay(...answers);
  const { baseUrl } = played;
  const relay = createRelayClient({
    baseUrl,
    apiKey: 'irk_key',
    transport: fetchTransport({ fetch }),
  });
  return Object.assign(played, { relay });
}

const asked = (seen: readonly SeenRequest[]) =>
  seen.map(({ method, url, body }) => [
    `${method} ${url}`,
    ...(body === '' ? [] : [JSON.parse(body)]),
  ]);
const list = (...data: readonly object[]): Answer => ({ body: { data, next: null } });

test('where none is there for the URL, one is made', async () => {
  await using played = await playTo(list(elsewhere), { status: 201, body: withSecret });
  const { relay, seen } = played;
  expect(await claimSubscription({ relay, subscription: wanted })).toEqual({
    subscription: withSecret,
    isNew: true,
  });
  expect(asked(seen)).toEqual([
    ['GET /v1/subscriptions?limit=200'],
    ['POST /v1/subscriptions', whole],
  ]);
});

test('one that is there is taken over from whatever page, with a new secret; others go', async () => {
  await using played = await playTo(
    { body: { data: [elsewhere], next: 'two' } },
    list(
      { ...subscription, status: 'disabled' },
      { ...subscription, id: 'sub_2' },
      { ...subscription, id: 'sub_3' },
    ),
    { status: 204 },
    // Gone meanwhile.
    { status: 404, body: { title: 'Not found', code: 'subscription_not_found' } },
    { body: subscription },
    { body: withSecret },
  );
  const { relay, seen } = played;
  expect(await claimSubscription({ relay, subscription: wanted })).toEqual({
    subscription: withSecret,
    isNew: false,
  });
  expect(asked(seen)).toEqual([
    ['GET /v1/subscriptions?limit=200'],
    ['GET /v1/subscriptions?limit=200&after=two'],
    ['DELETE /v1/subscriptions/sub_2'],
    ['DELETE /v1/subscriptions/sub_3'],
    ['PATCH /v1/subscriptions/sub_1', { ...whole, status: 'active' }],
    ['POST /v1/subscriptions/sub_1/rotate-secret', { overlapSeconds: 0 }],
  ]);
});

test('what is wanted of it is said', async () => {
  const subscriptionWanted = {
    ...wanted,
    connectionIds: ['con_1'],
    ordering: 'connection' as const,
    description: 'Zap 7',
  };
  await using played = await playTo(list(), { status: 201, body: withSecret });
  await claimSubscription({ relay: played.relay, subscription: subscriptionWanted });
  expect(asked(played.seen).at(-1)).toEqual(['POST /v1/subscriptions', subscriptionWanted]);
});

test('a subscription that is gone already is released, anything else is an error', async () => {
  await using played = await playTo(
    { status: 204 },
    { status: 404, body: { title: 'Not found', code: 'subscription_not_found' } },
    { status: 403, body: { title: 'Forbidden', code: 'scope_missing' } },
  );
  const { relay } = played;
  await releaseSubscription({ relay, id: 'sub_1' });
  await releaseSubscription({ relay, id: 'sub_1' });
  await expect(releaseSubscription({ relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'scope_missing',
  });
  expect(played.seen).toHaveLength(3);
});

test('a 404 that is not about the subscription is no release', async () => {
  await using played = await playTo({
    status: 404,
    body: { title: 'Not found', code: 'not_found' },
  });
  await expect(releaseSubscription({ relay: played.relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a website that says yes to everything is no release', async () => {
  await using played = await playTo({ status: 200, body: { ok: true } });
  await expect(releaseSubscription({ relay: played.relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'answer_invalid',
  });
});
