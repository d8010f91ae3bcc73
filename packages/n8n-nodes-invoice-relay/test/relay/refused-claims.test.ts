import { expect, test } from 'vitest';

import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';
import { playContext } from './contexts.ts';
import type { ContextOptions } from './contexts.ts';
import { PlayedRelay, problem } from './played-relay.ts';

const { checkExists, create, delete: remove } = new InvoiceRelayTrigger().webhookMethods.default;

function play(options: ContextOptions = {}, relay = new PlayedRelay()) {
  const played = playContext({
    parameters: { eventTypes: ['invoice.*'], connectionIds: [] },
    http: (request) => relay.request(request),
    ...options,
  });
  return { relay, ...played };
}

/** An active workflow with its subscription. */
async function activated() {
  const played = play();
  await create.call(played.context);
  const [subscription] = played.relay.subscriptions.values();
  if (subscription === undefined) throw new Error('There is no subscription.');
  return { ...played, subscription };
}

test('connections that are gone from the relay are named when publishing fails', async () => {
  const connectionIds = ['con_1', 'con_gone', 'con_2', 'con_lost'];
  const { context, relay, staticData } = play({
    parameters: { eventTypes: ['invoice.*'], connectionIds },
  });
  const message = 'No connection has this id.';
  relay.override = () =>
    problem(400, 'validation_failed', [
      { path: 'connectionIds.1', message },
      { path: 'connectionIds.3', message },
    ]);
  await expect(create.call(context)).rejects.toThrow(
    'The Invoice Relay at http://relay.example:4100 has no connection con_gone and no con_lost, which may have been deleted there. Remove it from "Connection Names or IDs"',
  );
  expect(staticData).toEqual({});
});

const orders = { eventTypes: ['order.*'] };

/** A relay that refuses to claim, with this status. */
const refusing = (status: number) => (call: string) =>
  call === 'POST /v1/subscriptions/claim' ? problem(status, 'refused') : undefined;

test.each([400, 403, 409])(
  'n8n starts, and a change is refused (%i): the subscription goes on as it was',
  async (status) => {
    const { relay, staticData } = await activated();
    const kept = { ...staticData };
    const changed = play({ staticData, activation: 'init', parameters: orders }, relay);
    relay.override = refusing(status);
    expect(await checkExists.call(changed.context)).toBe(false);
    expect(await create.call(changed.context)).toBe(true);
    expect(staticData).toEqual(kept);
    expect(relay.subscriptions.get('sub_1')).toMatchObject({
      status: 'active',
      eventTypes: ['invoice.*'],
    });
    expect(changed.log.join()).toMatch(/stays as it is.*(?:rejected|may not subscribe)/);
  },
);

test.each<[string, { status?: number; activation?: string; subscription?: string }]>([
  ['the relay is away', { status: 503 }],
  ['there are too many requests', { status: 429 }],
  ['a user publishes', { activation: 'activate' }],
  ['the subscription is disabled', { subscription: 'disabled' }],
])('otherwise a refusal is an error: %s', async (_, options) => {
  const { relay, subscription, staticData } = await activated();
  const { status = 400, activation = 'init', subscription: state = 'active' } = options;
  subscription.status = state;
  const changed = play({ staticData, activation, parameters: orders }, relay);
  relay.override = refusing(status);
  expect(await checkExists.call(changed.context)).toBe(false);
  await expect(create.call(changed.context)).rejects.toThrow('relay.example');
});

test('a copy that could not be published leaves the subscription of the original alone', async () => {
  const { relay, subscription, staticData } = await activated();
  const copy = play(
    { staticData: { ...staticData }, url: 'https://n8n.example/webhook/copy/webhook' },
    relay,
  );
  relay.override = refusing(400);
  expect(await checkExists.call(copy.context)).toBe(false);
  await expect(create.call(copy.context)).rejects.toThrow('rejected');
  // n8n does so when publishing fails.
  expect(await remove.call(copy.context)).toBe(true);
  expect(subscription.status).toBe('active');
  expect(copy.staticData).toEqual({});
});

test('a copy of n8n that unpublishes leaves the subscription of the original alone', async () => {
  const { relay, subscription, staticData } = await activated();
  const url = 'https://copy.example/webhook/abc/webhook';
  const copy = play({ staticData: { ...staticData }, url }, relay);
  expect(await remove.call(copy.context)).toBe(true);
  expect(subscription.status).toBe('active');
});
