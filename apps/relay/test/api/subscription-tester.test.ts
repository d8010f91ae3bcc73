import { findEventType } from '@invoice-relay/core/events';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import type { SendRequest } from '../../src/pipeline/send/sender.ts';

function send(relay: Resources, id: string, eventType = 'invoice.paid') {
  return relay.call({
    method: 'POST',
    url: `/v1/subscriptions/${id}/test`,
    body: { eventType },
    key: relay.keys.subscribe,
  });
}

function onlyRequest(relay: Resources): SendRequest {
  expect(relay.sent).toHaveLength(1);
  return relay.sent[0] as SendRequest;
}

test('sends the sample of the type with an id of its own, and reports the result', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();

  const answer = await send(relay, id);

  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ status: 200, durationMs: 12, error: null, response: 'ok' });
  const request = onlyRequest(relay);
  expect(request.url).toBe('https://subscriber.example/hooks');
  const body = JSON.parse(String(request.body));
  const { sample } = findEventType('invoice.paid');
  expect(body).toEqual({
    ...sample,
    data: { ...sample.data, id: expect.stringMatching(/^evt_test_[0-9a-f]{32}$/) },
  });
  expect(request.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': body.data.id,
  });
});

test('signs as events are signed, with both secrets during a rotation', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();
  const rotated = await relay.call({
    method: 'POST',
    url: `/v1/subscriptions/${id}/rotate-secret`,
  });

  await send(relay, id);

  const request = onlyRequest(relay);
  for (const one of [secret, rotated.json.secret]) {
    const verify = () =>
      verifyStandardWebhook({
        headers: request.headers,
        body: request.body,
        secrets: [one],
        now: relay.clock.now(),
      });
    expect(verify).not.toThrow();
    // The reference verifier, whose clock cannot be set.
    const signature = request.headers['webhook-signature']?.split(' ') ?? [];
    const moment = new Date(Number(request.headers['webhook-timestamp']) * 1000);
    const expected = new Webhook(one).sign(
      request.headers['webhook-id'] ?? '',
      moment,
      String(request.body),
    );
    expect(signature).toContain(expected);
  }
});

test('no two tests share an id', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();

  await send(relay, id);
  await send(relay, id);

  const ids = relay.sent.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(2);
});

test('records nothing', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  relay.subscriberAnswers({ status: 410, error: 'It is gone.' });

  const answer = await send(relay, id);

  expect(answer.json).toMatchObject({ status: 410, error: 'It is gone.' });
  expect((await relay.call({ url: '/v1/deliveries' })).json.data).toEqual([]);
  expect((await relay.call({ url: '/v1/events' })).json.data).toEqual([]);
  expect((await relay.call({ url: `/v1/subscriptions/${id}` })).json.status).toBe('active');
});

test('works while the subscription is paused', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  await relay.call({ method: 'PATCH', url: `/v1/subscriptions/${id}`, body: { status: 'paused' } });

  expect(await send(relay, id)).toMatchObject({ status: 200 });
  expect(relay.sent).toHaveLength(1);
});

test('an Idempotency-Key does not prevent it from being sent again', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  const call = {
    method: 'POST',
    url: `/v1/subscriptions/${id}/test`,
    body: { eventType: 'invoice.paid' },
    headers: { 'idempotency-key': 'again' },
  } as const;

  await relay.call(call);
  await relay.call(call);

  expect(relay.sent).toHaveLength(2);
});

test('refuses an unknown event type or subscription', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();

  expect(await send(relay, id, 'invoice.*')).toMatchObject({ status: 400 });
  expect(await send(relay, 'sub_1')).toMatchObject({ status: 404 });
  expect(relay.sent).toEqual([]);
});
