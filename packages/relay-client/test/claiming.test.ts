import { expect, test } from 'vitest';

import {
  claimSubscription,
  createRelayClient,
  fetchTransport,
  readCurrentSecret,
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

/** As a relay answers that is older than claims. */
const unknownRoute: Answer = { status: 404, body: { title: 'Not Found', code: 'route_not_found' } };

const asked = (seen: readonly SeenRequest[]) =>
  seen.map(({ method, url, body }) => [
    `${method} ${url}`,
    ...(body === '' ? [] : [JSON.parse(body)]),
  ]);
const list = (...data: readonly object[]): Answer => ({ body: { data, next: null } });

test.each([true, false])('the relay claims: claimed %s', async (claimed) => {
  await using played = await playTo({ body: { ...withSecret, claimed } });
  const { relay, seen } = played;
  const input = { ...wanted, expiresInSeconds: 120 };
  expect(await claimSubscription({ relay, subscription: input })).toEqual({
    subscription: withSecret,
    isNew: !claimed,
  });
  expect(asked(seen)).toEqual([['POST /v1/subscriptions/claim', input]]);
});

test('a rejected claim is an error, and nothing else is tried', async () => {
  await using played = await playTo({
    status: 400,
    body: { title: 'Validation failed', code: 'validation_failed' },
  });
  const { relay, seen } = played;
  await expect(claimSubscription({ relay, subscription: wanted })).rejects.toMatchObject({
    code: 'validation_failed',
  });
  expect(seen).toHaveLength(1);
});

test('the relay releases for the requested time', async () => {
  const released = { ...subscription, status: 'released' };
  await using played = await playTo({ body: released }, { body: released });
  const { relay, seen } = played;
  await releaseSubscription({ relay, id: 'sub_1' });
  await releaseSubscription({ relay, id: 'sub_1', restSeconds: 60 });
  expect(asked(seen)).toEqual([
    ['POST /v1/subscriptions/sub_1/release', {}],
    ['POST /v1/subscriptions/sub_1/release', { restSeconds: 60 }],
  ]);
});

test('with an older relay, creates a subscription if none has the URL', async () => {
  await using played = await playTo(unknownRoute, list(elsewhere), {
    status: 201,
    body: withSecret,
  });
  const { relay, seen } = played;
  const input = { ...wanted, expiresInSeconds: 120 };
  expect(await claimSubscription({ relay, subscription: input })).toEqual({
    subscription: withSecret,
    isNew: true,
  });
  expect(asked(seen)).toEqual([
    ['POST /v1/subscriptions/claim', input],
    ['GET /v1/subscriptions?limit=200'],
    ['POST /v1/subscriptions', whole],
  ]);
});

test('with an older relay, takes over an existing one from any page with a new secret, and deletes others', async () => {
  await using played = await playTo(
    unknownRoute,
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
    ['POST /v1/subscriptions/claim', wanted],
    ['GET /v1/subscriptions?limit=200'],
    ['GET /v1/subscriptions?limit=200&after=two'],
    ['DELETE /v1/subscriptions/sub_2'],
    ['DELETE /v1/subscriptions/sub_3'],
    ['PATCH /v1/subscriptions/sub_1', { ...whole, status: 'active' }],
    ['POST /v1/subscriptions/sub_1/rotate-secret', { overlapSeconds: 0 }],
  ]);
});

test('sends the requested settings', async () => {
  const subscriptionWanted = {
    ...wanted,
    connectionIds: ['con_1'],
    ordering: 'connection' as const,
    description: 'Zap 7',
  };
  await using played = await playTo(unknownRoute, list(), { status: 201, body: withSecret });
  await claimSubscription({ relay: played.relay, subscription: subscriptionWanted });
  expect(asked(played.seen).at(-1)).toEqual(['POST /v1/subscriptions', subscriptionWanted]);
});

test('releasing a deleted subscription succeeds, anything else is an error', async () => {
  await using played = await playTo(
    unknownRoute,
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
  expect(asked(played.seen).slice(0, 2)).toEqual([
    ['POST /v1/subscriptions/sub_1/release', {}],
    ['DELETE /v1/subscriptions/sub_1'],
  ]);
  expect(played.seen).toHaveLength(4);
});

test('with an older relay, a subscription that cannot be deleted does not count as released', async () => {
  const forbidden: Answer = { status: 403, body: { title: 'Forbidden', code: 'scope_missing' } };
  await using played = await playTo(unknownRoute, forbidden);
  await expect(releaseSubscription({ relay: played.relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'scope_missing',
  });
  await using claiming = await playTo(
    unknownRoute,
    list(subscription, { ...subscription, id: 'sub_2' }),
    forbidden,
  );
  const claimed = claimSubscription({ relay: claiming.relay, subscription: wanted });
  await expect(claimed).rejects.toMatchObject({ code: 'scope_missing' });
  expect(claiming.seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE']);
});

test('a 404 that is not about the subscription does not count as released', async () => {
  await using played = await playTo({
    status: 404,
    body: { title: 'Not found', code: 'not_found' },
  });
  await expect(releaseSubscription({ relay: played.relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a website that accepts everything does not count as released', async () => {
  await using played = await playTo({ status: 200, body: { ok: true } });
  await expect(releaseSubscription({ relay: played.relay, id: 'sub_1' })).rejects.toMatchObject({
    code: 'answer_invalid',
  });
});

test('reads the current secret by claiming the existing subscription', async () => {
  const { url, eventTypes, connectionIds, ordering, description } = subscription;
  await using played = await playTo(
    { body: subscription },
    { body: { ...withSecret, claimed: true } },
  );
  const { relay, seen } = played;
  expect(await readCurrentSecret({ relay, id: 'sub_1' })).toBe(secret);
  expect(asked(seen)).toEqual([
    ['GET /v1/subscriptions/sub_1'],
    ['POST /v1/subscriptions/claim', { url, eventTypes, connectionIds, ordering, description }],
  ]);
});

test.each([
  ['paused', { ...subscription, status: 'paused' }, () => true],
  ['disabled', { ...subscription, status: 'disabled' }, () => true],
  ['released', { ...subscription, status: 'released' }, () => true],
  ['temporary', { ...subscription, expiresAt: '2026-11-20T10:05:00.000Z' }, () => true],
  ['of another host', subscription, () => false],
])('the secret of one that is %s is not asked for', async (_, body, isOwn) => {
  await using played = await playTo({ body });
  const { relay, seen } = played;
  expect(await readCurrentSecret({ relay, id: 'sub_1', isOwn })).toBeUndefined();
  expect(seen).toHaveLength(1);
});
