import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';
import { playContext } from './contexts.ts';
import { PlayedRelay, problem, relayEvent, secretOf } from './played-relay.ts';
import type { PlayedSubscription } from './played-relay.ts';

const { webhook } = new InvoiceRelayTrigger();
const before = secretOf(1);
const rotated = secretOf(2);
const forged = secretOf(3);
const url = 'https://n8n.example/webhook/abc/webhook';

let nodes = 0;
let relay: PlayedRelay;
let subscription: PlayedSubscription;
let staticData: IDataObject;

// A new node, whose secret was rotated in the relay without an overlap.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  nodes += 1;
  relay = new PlayedRelay();
  subscription = {
    id: 'sub_1',
    url,
    eventTypes: ['invoice.paid'],
    connectionIds: ['con_1'],
    ordering: 'none',
    description: 'Changed in the relay',
    status: 'active',
    secret: rotated,
  };
  relay.subscriptions.set('sub_1', subscription);
  staticData = { subscriptionId: 'sub_1', secret: before };
});
afterEach(() => vi.useRealTimers());

async function receive(
  options: { readonly id?: string; readonly secret?: string; readonly mode?: string } = {},
) {
  const { id = 'evt_1', secret = rotated, mode = 'webhook' } = options;
  const body = JSON.stringify(relayEvent(1));
  const timestamp = Math.floor(Date.now() / 1000);
  const played = playContext({
    mode,
    nodeId: `rotated ${nodes}`,
    staticData,
    http: (request) => relay.request(request),
    request: {
      headers: { ...signStandardWebhook({ id, timestamp, body, secrets: [secret] }) },
      body,
    },
  });
  const result = await webhook.call(played.context);
  return { ...played, result };
}

test('an event that is signed with a rotated secret runs the workflow, which is kept', async () => {
  const { result } = await receive();
  expect(result.workflowData).toHaveLength(1);
  // The execution starts and n8n considers the static data unchanged; then it reads the response.
  staticData['secret'] = before;
  void result.webhookResponse;
  expect(staticData['secret']).toBe(rotated);
  expect(relay.calls).toEqual(['GET /v1/subscriptions/sub_1', 'POST /v1/subscriptions/claim']);
});

test('asking changes nothing about the subscription', async () => {
  const is = { ...subscription };
  await receive();
  expect(relay.subscriptions.get('sub_1')).toEqual(is);
});

test('the next events ask nothing more, though n8n has not kept it yet', async () => {
  await receive();
  staticData = { subscriptionId: 'sub_1', secret: before };
  const { result } = await receive({ id: 'evt_2' });
  expect(result.workflowData).toHaveLength(1);
  expect(relay.calls).toHaveLength(2);
});

test('several events at once ask once', async () => {
  const received = await Promise.all(['evt_1', 'evt_2', 'evt_3'].map((id) => receive({ id })));
  expect(received.map(({ result }) => result.workflowData?.length)).toEqual([1, 1, 1]);
  expect(relay.calls).toHaveLength(2);
});

test('forged requests ask once a minute, and run nothing', async () => {
  for (const id of ['evt_1', 'evt_2', 'evt_3']) {
    const { result, response } = await receive({ id, secret: forged });
    expect(result.workflowData).toBeUndefined();
    expect(response).toMatchObject({ statusCode: 401, body: { code: 'signature_mismatch' } });
  }
  expect(relay.calls).toHaveLength(2);
  vi.setSystemTime(Date.now() + 60_000);
  await receive({ secret: forged });
  expect(relay.calls).toHaveLength(4);
});

test('the previous secret is refused once the relay reports a new one', async () => {
  await receive();
  const { response } = await receive({ id: 'evt_2', secret: before });
  expect(response.statusCode).toBe(401);
});

test('rotated once more, it is asked for once more', async () => {
  await receive();
  subscription.secret = secretOf(4);
  const { result } = await receive({ id: 'evt_2', secret: secretOf(4) });
  expect(result.workflowData).toHaveLength(1);
  expect(staticData['secret']).toBe(secretOf(4));
});

test('rotated once more before n8n has kept it, a minute passes first', async () => {
  await receive();
  staticData = { subscriptionId: 'sub_1', secret: before };
  subscription.secret = secretOf(4);
  const event = { id: 'evt_2', secret: secretOf(4) };
  expect((await receive(event)).response.statusCode).toBe(401);
  vi.setSystemTime(Date.now() + 60_000);
  expect((await receive(event)).result.workflowData).toHaveLength(1);
});

test('what was published with another secret goes by that one', async () => {
  await receive();
  staticData = { subscriptionId: 'sub_1', secret: secretOf(5) };
  const { result } = await receive({ id: 'evt_2', secret: secretOf(5) });
  expect(result.workflowData).toHaveLength(1);
  expect(relay.calls).toHaveLength(2);
});

test.each(['paused', 'disabled', 'released'])('one that is %s stays so: 401', async (status) => {
  subscription.status = status;
  const { response } = await receive();
  expect(response.statusCode).toBe(401);
  expect(relay.calls).toEqual(['GET /v1/subscriptions/sub_1']);
});

test('that of the workflow that this one is a copy of is left alone: 401', async () => {
  subscription.url = 'https://n8n.example/webhook/other/webhook';
  const { response } = await receive();
  expect(response.statusCode).toBe(401);
  expect(relay.calls).toEqual(['GET /v1/subscriptions/sub_1']);
});

test('a test in the editor has a secret of its own, and asks nothing: 401', async () => {
  staticData['isTest'] = true;
  const { response } = await receive({ mode: 'manual' });
  expect(response.statusCode).toBe(401);
  expect(relay.calls).toEqual([]);
});

test('where the relay cannot be asked, it is 401, and n8n says why', async () => {
  relay.override = () => problem(401, 'unauthorized');
  const { response, log } = await receive();
  expect(response).toMatchObject({ statusCode: 401, body: { code: 'signature_mismatch' } });
  expect(log.join('\n')).toMatch(/sub_1.*could not be asked whether it was rotated/);
});
