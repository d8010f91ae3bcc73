import type { IDataObject } from 'n8n-workflow';
import { expect, test, vi } from 'vitest';

import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';
import { playContext } from './contexts.ts';
import type { ContextOptions } from './contexts.ts';
import { PlayedRelay, problem, secretOf } from './played-relay.ts';

vi.mock('n8n-workflow', async (original) => ({
  ...(await original<typeof import('n8n-workflow')>()),
  sleep: () => Promise.resolve(),
}));

const { checkExists, create, delete: remove } = new InvoiceRelayTrigger().webhookMethods.default;

const url = 'https://n8n.example/webhook/abc/webhook';

function play(options: ContextOptions = {}, relay = new PlayedRelay()) {
  const played = playContext({
    parameters: { eventTypes: ['invoice.*'], connectionIds: [] },
    http: (request) => relay.request(request),
    ...options,
  });
  return { relay, ...played };
}

/** An active workflow with its subscription. */
async function activated(options: ContextOptions = {}) {
  const played = play(options);
  await create.call(played.context);
  played.relay.calls.length = 0;
  const [subscription] = played.relay.subscriptions.values();
  if (subscription === undefined) throw new Error('There is no subscription.');
  return { ...played, subscription };
}

test('activation subscribes, and remembers id and secret', async () => {
  const { context, relay, staticData } = play({
    parameters: {
      eventTypes: ['invoice.paid', 'payment.*'],
      connectionIds: ['con_1'],
      options: { ordering: 'connection' },
    },
  });
  expect(await checkExists.call(context)).toBe(false);
  expect(await create.call(context)).toBe(true);
  expect([...relay.subscriptions.values()]).toEqual([
    {
      id: 'sub_1',
      url,
      eventTypes: ['invoice.paid', 'payment.*'],
      connectionIds: ['con_1'],
      ordering: 'connection',
      description: 'n8n workflow "Paid "invoices"" (wf1)',
      status: 'active',
      secret: secretOf(1),
    },
  ]);
  expect(staticData).toEqual({ subscriptionId: 'sub_1', secret: secretOf(1) });
});

test('no connection chosen is every connection, and no event is an error', async () => {
  const { subscription } = await activated();
  expect(subscription.connectionIds).toBeNull();
  const { context } = play({ parameters: { eventTypes: [] } });
  await expect(create.call(context)).rejects.toThrow('No event is selected');
});

test.each<[string, unknown]>([
  ['text', 'invoice.paid'],
  ['text with commas', ' invoice.paid, payment.*\n'],
  ['a list of texts', ['invoice.paid, payment.*']],
])('events that an expression gives as %s are taken', async (_, eventTypes) => {
  const { context, relay } = play({ parameters: { eventTypes, connectionIds: 'con_1, con_2' } });
  await create.call(context);
  const [subscription] = relay.subscriptions.values();
  expect(subscription?.eventTypes[0]).toBe('invoice.paid');
  expect(subscription?.eventTypes.length).toBe(eventTypes === 'invoice.paid' ? 1 : 2);
  expect(subscription?.connectionIds).toEqual(['con_1', 'con_2']);
});

test.each<[unknown, RegExp]>([
  ['invoice.payed', /"Events" is invalid: "invoice.payed" .* Did you mean "invoice.paid"\?/],
  [[7], /"Events" is invalid: A number matches no event type/],
  ['', /No event is selected/],
])('events that are none, such as %j, are an error that says which', async (eventTypes, says) => {
  const { context, relay } = play({ parameters: { eventTypes } });
  await expect(create.call(context)).rejects.toThrow(says);
  expect(relay.subscriptions.size).toBe(0);
});

test('a subscription that n8n lost is taken over, with its secret', async () => {
  const { relay } = await activated();
  const { context, staticData } = play({ parameters: { eventTypes: ['*'] } }, relay);
  await create.call(context);
  expect([...relay.subscriptions.keys()]).toEqual(['sub_1']);
  expect(relay.subscriptions.get('sub_1')).toMatchObject({ eventTypes: ['*'], status: 'active' });
  expect(staticData).toEqual({ subscriptionId: 'sub_1', secret: secretOf(1) });
});

test('a change of the trigger, which n8n makes by deleting and creating, keeps what waits', async () => {
  const { context, relay, subscription, staticData } = await activated();
  expect(await remove.call(context)).toBe(true);
  expect(subscription.status).toBe('released');
  expect(staticData).toEqual({});
  const changed = play({ staticData, parameters: { eventTypes: ['order.*'] } }, relay);
  expect(await checkExists.call(changed.context)).toBe(false);
  expect(await create.call(changed.context)).toBe(true);
  expect([...relay.subscriptions.values()]).toMatchObject([
    { id: 'sub_1', status: 'active', eventTypes: ['order.*'], secret: secretOf(1) },
  ]);
});

test('a URL that the relay refuses says how to fix it, and leaves nothing behind', async () => {
  const relay = new PlayedRelay();
  relay.override = (call) =>
    call === 'POST /v1/subscriptions/claim'
      ? problem(400, 'validation_failed', [{ path: 'url', message: '127.0.0.1 is no public one.' }])
      : undefined;
  const { context, staticData } = play({}, relay);
  await expect(create.call(context)).rejects.toThrow(
    /cannot send events to https:\S+: 127\.0\.0\.1 is no public one\..*N8N_WEBHOOK_URL.*RELAY_ALLOW_PRIVATE_NETWORKS.*Polling Trigger/,
  );
  expect(staticData).toEqual({});
});

test('a URL from which no answer comes is an error too, and the subscription goes', async () => {
  const relay = new PlayedRelay();
  relay.attempt = { status: null, error: 'Nothing answers there (ECONNREFUSED).' };
  const { context, staticData } = play({}, relay);
  // If the text contained the name of the system error, n8n would replace it with its own.
  await expect(create.call(context)).rejects.toThrow('webhook: Nothing answers there. To fix this');
  expect(relay.subscriptions.size).toBe(0);
  expect(staticData).toEqual({});
});

test('what waits goes on waiting when the URL of its subscription gives no answer', async () => {
  const { relay, staticData } = await activated();
  relay.attempt = { status: null, error: 'Nothing answers there.' };
  const { context } = play({ staticData: {}, parameters: { eventTypes: ['*'] } }, relay);
  await expect(create.call(context)).rejects.toThrow('Nothing answers there.');
  expect(relay.subscriptions.get('sub_1')?.status).toBe('released');
  expect(staticData['subscriptionId']).toBe('sub_1');
});

test('while n8n starts, nobody asks whether it answers', async () => {
  const relay = new PlayedRelay();
  relay.attempt = { status: null, error: 'Nothing answers there.' };
  const { context } = play({ activation: 'init' }, relay);
  expect(await create.call(context)).toBe(true);
  expect(relay.tests).toEqual([]);
});

test('a test in the editor gets a sample of what was chosen', async () => {
  const { relay, context, log } = play({
    mode: 'manual',
    parameters: { eventTypes: ['order.*'] },
  });
  // First the check of the URL, which n8n refuses because it does not know the secret yet. Then the
  // sample, until it is accepted.
  const statuses = [503, 401, 200];
  relay.override = (call) =>
    call.endsWith('/test')
      ? {
          status: 200,
          body: { status: statuses.shift(), durationMs: 1, error: null, response: null },
        }
      : undefined;
  await create.call(context);
  expect(relay.subscriptions.get('sub_1')?.description).toContain('test in the editor');
  await expect.poll(() => statuses).toEqual([]);
  await relay.request({ method: 'GET', url: 'http://relay/v1/connections' });
  expect(relay.calls.filter((call) => call.endsWith('/test'))).toHaveLength(3);
  expect(log).toEqual([]);
});

test('the sample is one of what was chosen', async () => {
  const { relay, context } = play({ parameters: { eventTypes: ['order.*'] } });
  await create.call(context);
  expect(relay.tests).toEqual([{ id: 'sub_1', eventType: 'order.created' }]);
});

test('a sample that finds its subscription gone is no trouble for anybody', async () => {
  const { relay, context, log } = play({ mode: 'manual' });
  await create.call(context);
  relay.subscriptions.clear();
  relay.override = (call) =>
    call.endsWith('/test') ? problem(404, 'subscription_not_found') : undefined;
  await expect.poll(() => log.join()).toMatch(/no sample was sent/);
});

test('a subscription that is as it should be stays untouched', async () => {
  const { context, relay } = await activated();
  expect(await checkExists.call(context)).toBe(true);
  expect(relay.calls).toEqual(['GET /v1/subscriptions/sub_1']);
});

test.each<[string, string, string]>([
  ['disabled', 'activate', 'active'],
  ['disabled', 'init', 'active'],
  ['released', 'init', 'active'],
  ['paused', 'activate', 'active'],
  // Paused by a user in the relay: a restart of n8n must not resume it.
  ['paused', 'init', 'paused'],
])('a subscription that is %s is, at %s, %s', async (before, activation, after) => {
  const { context, subscription, staticData } = await activated({ activation });
  subscription.status = before;
  if (!(await checkExists.call(context))) await create.call(context);
  expect(subscription.status).toBe(after);
  expect(staticData).toEqual({ subscriptionId: 'sub_1', secret: secretOf(1) });
});

test('n8n asks about the subscription when it starts, as the node counts as one to be started', async () => {
  // n8n 2.41 checks for this function: nodes that have it are registered again, with their
  // webhooks.
  const node = new InvoiceRelayTrigger();
  expect(await node.trigger()).toEqual({});
  const items = [{ json: { id: 'evt_1' } }];
  const context = {
    getInputData: () => items,
    getMode: () => 'manual',
    getNodeParameter: (_name: string, _item: number, missing: unknown) => missing,
  };
  expect(await node.execute.call(context as never)).toEqual([items]);
});

test('a relay that is away while n8n starts changes nothing', async () => {
  const { context, relay, staticData, log } = await activated({ activation: 'init' });
  relay.override = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  expect(await checkExists.call(context)).toBe(true);
  expect(staticData['subscriptionId']).toBe('sub_1');
  expect(log.join()).toMatch(/sub_1 could not be checked while n8n starts/);
});

test('what was changed in the node, or moved, is changed in the relay', async () => {
  const { relay, staticData } = await activated();
  const { context } = play(
    {
      staticData,
      url: 'https://moved.example/webhook/abc/webhook',
      parameters: { eventTypes: ['order.created'], connectionIds: ['con_2'] },
    },
    relay,
  );
  expect(await checkExists.call(context)).toBe(false);
  expect(await create.call(context)).toBe(true);
  expect(relay.subscriptions.size).toBe(1);
  expect(relay.subscriptions.get('sub_1')).toMatchObject({
    url: 'https://moved.example/webhook/abc/webhook',
    eventTypes: ['order.created'],
    connectionIds: ['con_2'],
  });
});

test.each<[string, ContextOptions['parameters'], boolean]>([
  [
    'nothing, as the order of events does not count',
    { eventTypes: ['order.*', 'invoice.*'] },
    true,
  ],
  ['an event', { eventTypes: ['invoice.*'] }, false],
  ['the connections', { connectionIds: ['con_1'] }, false],
  ['the order', { options: { ordering: 'none' } }, false],
])('what differs is %s', async (_, changed, isSame) => {
  const parameters = { eventTypes: ['invoice.*', 'order.*'], connectionIds: [] };
  const { relay, staticData } = await activated({ parameters });
  const { context } = play({ staticData, parameters: { ...parameters, ...changed } }, relay);
  expect(await checkExists.call(context)).toBe(isSame);
});

test('a workflow with another name is described by it', async () => {
  const { context, subscription } = await activated();
  subscription.description = 'n8n workflow "Old name" (wf1)';
  expect(await checkExists.call(context)).toBe(false);
  await create.call(context);
  expect(subscription.description).toBe('n8n workflow "Paid "invoices"" (wf1)');
});

test('the subscription of the workflow that this is a copy of is left alone', async () => {
  const { relay, staticData } = await activated();
  const copy = play(
    { staticData: { ...staticData }, url: 'https://n8n.example/webhook/copy/webhook' },
    relay,
  );
  expect(await checkExists.call(copy.context)).toBe(false);
  await create.call(copy.context);
  expect([...relay.subscriptions.keys()]).toEqual(['sub_1', 'sub_2']);
  expect(copy.staticData['subscriptionId']).toBe('sub_2');
});

test('a subscription that was deleted in the relay is made anew', async () => {
  const { context, relay, staticData } = await activated();
  relay.subscriptions.clear();
  expect(await checkExists.call(context)).toBe(false);
  await create.call(context);
  expect(staticData['subscriptionId']).toBe('sub_2');
});

test('deactivation lets the subscription rest; what is gone already is as good', async () => {
  const { context, relay, staticData } = await activated();
  expect(await remove.call(context)).toBe(true);
  expect(relay.subscriptions.get('sub_1')?.status).toBe('released');
  expect(staticData).toEqual({});
  expect(await remove.call(context)).toBe(true);
  const gone: IDataObject = { subscriptionId: 'sub_gone', secret: 's' };
  expect(await remove.call(play({ staticData: gone }, relay).context)).toBe(true);
  expect(gone).toEqual({});
});

test('a test in the editor leaves nothing behind, and ends by itself when n8n was killed', async () => {
  const { context, relay, subscription } = await activated({ mode: 'manual' });
  expect(subscription.expiresInSeconds).toBe(300);
  expect(await remove.call(context)).toBe(true);
  expect(relay.subscriptions.size).toBe(0);
  const { subscription: lasting } = await activated();
  expect(lasting.expiresInSeconds).toBeUndefined();
});

test('while the relay is down, deactivation fails, so that n8n tries again', async () => {
  const { context, relay, staticData, subscription } = await activated();
  relay.override = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  await expect(remove.call(context)).rejects.toThrow(
    /^The Invoice Relay at http:\/\/relay\.example:4100 cannot be reached.*subscription sub_1.*delete it there/,
  );
  expect(staticData['subscriptionId']).toBe('sub_1');
  relay.override = undefined;
  expect(await remove.call(context)).toBe(true);
  expect(subscription.status).toBe('released');
});

test('a relay that is away is an error for whoever publishes, and none for a test that ends', async () => {
  const { context, relay, staticData } = await activated();
  relay.override = () => problem(503, 'stopping');
  await expect(checkExists.call(context)).rejects.toThrow('503');
  await expect(remove.call(context)).rejects.toThrow('503');
  expect(staticData['subscriptionId']).toBe('sub_1');
  const tested = await activated({ mode: 'manual' });
  tested.relay.override = () => problem(503, 'stopping');
  expect(await remove.call(tested.context)).toBe(true);
  expect(tested.staticData).toEqual({});
});

test.each<[number, string, RegExp]>([
  [
    401,
    'api_key_unknown',
    /at http:\/\/relay\.example:4100 does not accept the API key.*scope "subscribe".*\/v1\/api-keys/,
  ],
  [
    403,
    'scope_missing',
    /may not subscribe at http:\/\/relay\.example:4100: it needs the scope "subscribe"/,
  ],
  [
    500,
    'internal',
    /at http:\/\/relay\.example:4100 rejected the request \(500\): It is internal\./,
  ],
])('what publishing fails on (%i) is said in one line', async (status, code, says) => {
  const { context, relay } = play();
  relay.override = () => problem(status, code);
  const error = (await create.call(context).catch((thrown: unknown) => thrown)) as Error;
  expect(error.message).toMatch(says);
  expect(error.message).not.toContain('\n');
  expect(error.message).not.toContain('irk_key');
});

test.each([401, 403, 404, 502])(
  'a %i that is not from the relay is not put in its mouth',
  async (status) => {
    const { context, relay } = play();
    relay.override = () => ({ status, body: { message: 'No' } });
    await expect(create.call(context)).rejects.toThrow(
      new RegExp(
        `^The request to http://relay\\.example:4100 failed: The response \\(HTTP ${status}, .* Base URL is `,
      ),
    );
  },
);

test('what publishing fails on names fields as the credential does', async () => {
  const { context, relay } = play();
  relay.override = () => ({ status: 404, body: { code: 'route_not_found', title: 'None' } });
  await expect(create.call(context)).rejects.toThrow('Check that Base URL is the address');
  relay.override = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  await expect(create.call(context)).rejects.toThrow(
    // n8n would replace a text with the name of a system error.
    'cannot be reached: Nothing listens at http://relay.example:4100. Is the relay running there? Start it, or set Base URL to its address. Base URL, in the credential, is',
  );
});
