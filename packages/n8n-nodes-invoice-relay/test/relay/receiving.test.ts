import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';
import { playContext } from './contexts.ts';
import type { ContextOptions } from './contexts.ts';
import { relayEvent, secretOf } from './played-relay.ts';

const { webhook } = new InvoiceRelayTrigger();
const secret = secretOf(1);
let nodes = 0;

/** A new node, in a process that may have run others. */
function newNode(): { readonly nodeId: string; readonly staticData: IDataObject } {
  nodes += 1;
  return { nodeId: `n${nodes}`, staticData: { subscriptionId: 'sub_1', secret } };
}

function delivery(
  options: {
    readonly id?: string;
    readonly body?: string;
    readonly secrets?: readonly string[];
    readonly age?: number;
  } = {},
) {
  const {
    id = 'evt_1',
    body = JSON.stringify(relayEvent(1)),
    secrets = [secret],
    age = 0,
  } = options;
  const timestamp = Math.floor(Date.now() / 1000) - age;
  return { headers: { ...signStandardWebhook({ id, timestamp, body, secrets }) }, body };
}

async function receive(options: ContextOptions) {
  const played = playContext({ mode: 'webhook', ...options });
  const result = await webhook.call(played.context);
  return { ...played, result };
}

test('an event runs the workflow, with its members beside each other', async () => {
  const { result } = await receive({ ...newNode(), request: delivery() });
  expect(result.noWebhookResponse).toBeUndefined();
  expect(result.workflowData).toEqual([
    [
      {
        json: {
          id: 'evt_1',
          type: 'invoice.paid',
          timestamp: '2026-11-20T10:00:01Z',
          connectionId: 'con_1',
          source: 'envoice',
          subject: { kind: 'invoice', id: '7', number: 'INV-7' },
          attributes: {},
          activity: { id: '1', type: 'Paid', message: null, link: null, createdAt: null },
          invoice: null,
        },
      },
    ],
  ]);
});

test.each([
  ['another secret', delivery({ secrets: [secretOf(2)] }), 'signature_mismatch'],
  ['a body that was changed', { ...delivery(), body: '{}' }, 'signature_mismatch'],
  ['no signature', { body: '{}' }, 'signature_missing'],
  ['an old timestamp', delivery({ age: 301 }), 'timestamp_too_old'],
])('%s is answered 401, and runs nothing', async (_, request, code) => {
  const { result, response, staticData } = await receive({ ...newNode(), request });
  expect(result).toEqual({ noWebhookResponse: true });
  expect(response).toMatchObject({ statusCode: 401, body: { code } });
  expect(staticData['seen']).toBeUndefined();
});

test('a timestamp five minutes off is still taken', async () => {
  const { result } = await receive({ ...newNode(), request: delivery({ age: 299 }) });
  expect(result.workflowData).toHaveLength(1);
});

test.each(['[1]', '{"type":"x"}', 'null', 'no JSON'])('%s is no event: 400', async (body) => {
  const { response, result } = await receive({ ...newNode(), request: delivery({ body }) });
  expect(response.statusCode).toBe(400);
  expect(result.workflowData).toBeUndefined();
});

test('before the subscription is kept, it is asked to come again', async () => {
  const { response } = await receive({ request: delivery(), staticData: {}, nodeId: 'new' });
  expect(response).toMatchObject({
    statusCode: 503,
    body: { code: 'no_subscription' },
    headers: { 'retry-after': 5 },
  });
});

test('a duplicate is answered 200 without running', async () => {
  const node = newNode();
  const first = await receive({ ...node, request: delivery() });
  void first.result.webhookResponse;
  first.response.finish(200);
  const second = await receive({ ...node, request: delivery() });
  expect(second.result).toEqual({ noWebhookResponse: true });
  expect(second.response).toMatchObject({ statusCode: 200, body: '' });
  expect(
    (await receive({ ...node, request: delivery({ id: 'evt_2' }) })).result.workflowData,
  ).toHaveLength(1);
});

test('what is being taken is not taken twice, and comes again when that failed', async () => {
  const node = newNode();
  const first = await receive({ ...node, request: delivery() });
  delete node.staticData['seen'];
  const second = await receive({ ...node, request: delivery() });
  expect(second.response).toMatchObject({ statusCode: 503, headers: { 'retry-after': 30 } });
  first.response.finish(500);
  expect((await receive({ ...node, request: delivery() })).result.workflowData).toHaveLength(1);
});

test('a restart forgets nothing: n8n writes the ids once the execution is there', async () => {
  const { staticData } = newNode();
  const { result } = await receive({ staticData, nodeId: 'before', request: delivery() });
  // The execution starts and n8n considers the static data unchanged; then it reads the response.
  delete staticData['seen'];
  expect(result.webhookResponse).toBeUndefined();
  expect(staticData['seen']).toEqual(['evt_1']);
  const kept = JSON.parse(JSON.stringify(staticData)) as IDataObject;
  const after = await receive({ staticData: kept, nodeId: 'after', request: delivery() });
  expect(after.response.statusCode).toBe(200);
  expect(after.result.workflowData).toBeUndefined();
});

test('two requests at a time do not forget each other', async () => {
  // n8n reads the static data separately for each request and writes all of it back.
  const { nodeId, staticData } = newNode();
  const [one, other] = [{ ...staticData }, { ...staticData }];
  const first = await receive({ nodeId, staticData: one, request: delivery({ id: 'evt_1' }) });
  const second = await receive({ nodeId, staticData: other, request: delivery({ id: 'evt_2' }) });
  void first.result.webhookResponse;
  void second.result.webhookResponse;
  expect(other['seen']).toEqual(['evt_1', 'evt_2']);
});

test('the last thousand are remembered', async () => {
  const { nodeId, staticData } = newNode();
  staticData['seen'] = Array.from({ length: 1_000 }, (_, index) => `evt_old_${index}`);
  await receive({ nodeId, staticData, request: delivery() });
  expect(staticData['seen']).toHaveLength(1_000);
  expect((staticData['seen'] as string[]).at(-1)).toBe('evt_1');
  expect(staticData['seen']).not.toContain('evt_old_0');
});

test.each([
  ['in the editor', { mode: 'manual' }],
  ['where the node says so', { parameters: { options: { skipDuplicates: false } } }],
  ['where an expression says so', { parameters: { options: { skipDuplicates: 'false' } } }],
])('%s everything runs', async (_, options: ContextOptions) => {
  const node = newNode();
  node.staticData['seen'] = ['evt_1'];
  const { result } = await receive({ ...node, ...options, request: delivery() });
  expect(result.workflowData).toHaveLength(1);
});

test('while n8n stops, the relay is told to wait, and the event comes later', async () => {
  const node = newNode();
  const request = delivery();
  const { result, response } = await receive({
    ...node,
    request: { ...request, listening: false },
  });
  expect(result).toEqual({ noWebhookResponse: true });
  expect(response).toMatchObject({ statusCode: 503, body: { code: 'stopping' } });
  expect(response.headers).toEqual({ connection: 'close', 'retry-after': 30 });
  const later = await receive({ ...node, request });
  expect(later.result.workflowData).toHaveLength(1);
});
