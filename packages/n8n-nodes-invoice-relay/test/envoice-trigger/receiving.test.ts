import type { SignatureScheme } from '@invoice-relay/core/signature';
import { createEnvoiceSource } from '@invoice-relay/envoice';
import { signEnvoiceWebhook } from '@invoice-relay/envoice/testing';
import type { IDataObject } from 'n8n-workflow';
import { expect, onTestFinished, test, vi } from 'vitest';

import { EnvoiceTrigger } from '../../nodes/EnvoiceTrigger/EnvoiceTrigger.node.ts';
import { playContext } from '../relay/contexts.ts';
import type { ContextOptions } from '../relay/contexts.ts';

// Envoice's client pauses before it retries.
vi.mock('n8n-workflow', async (original) => ({
  ...(await original<typeof import('n8n-workflow')>()),
  sleep: () => Promise.resolve(),
}));

const { webhook, webhookMethods } = new EnvoiceTrigger();
const { checkExists, create, delete: remove } = webhookMethods.default;
const credentials = {
  authKey: ' key-1 ',
  authSecret: 'secret-1',
  baseUrl: 'https://envoice.example/',
};
const scheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
let nodes = 0;

function newNode(): { readonly nodeId: string; readonly staticData: IDataObject } {
  nodes += 1;
  return { nodeId: `e${nodes}`, staticData: {} };
}

/** Type 11 is "Paid" in the vendor's list. */
function signed(
  options: { id?: number; type?: number; secret?: string; by?: SignatureScheme } = {},
) {
  const { id = 99120, type = 11, secret = 'secret-1', by = scheme } = options;
  const activity = JSON.stringify({ Id: id, Type: type, InvoiceId: 3971, Message: 'Paid' });
  const { body } = signEnvoiceWebhook({
    activity,
    credentials: { authKey: 'key-1', authSecret: secret },
    timestamp: '2026-11-20T10:00:00.5Z',
    scheme: by,
  });
  return { body };
}

async function receive(options: ContextOptions) {
  const played = playContext({ mode: 'webhook', credentials, ...options });
  const result = await webhook.call(played.context);
  return { ...played, result, json: (result.workflowData?.[0] ?? []).map(({ json }) => json) };
}

test.each([{ method: 'GET' }, { method: 'HEAD' }, { method: 'POST' }])(
  'the test call %j is answered 200',
  async (request) => {
    const { response, result } = await receive({ ...newNode(), request });
    expect(response.statusCode).toBe(200);
    expect(result).toEqual({ noWebhookResponse: true });
  },
);

test('a webhook runs the workflow with an event in the shape of the relay', async () => {
  const { json } = await receive({ ...newNode(), request: signed() });
  expect(json).toEqual([
    {
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'invoice.paid',
      timestamp: expect.stringMatching(/Z$/),
      timestampSource: 'seen',
      connectionId: null,
      source: 'envoice',
      subject: { kind: 'invoice', id: '3971', number: null },
      attributes: {},
      activity: expect.objectContaining({ id: '99120', message: 'Paid' }),
      invoice: null,
    },
  ]);
});

test('the first webhook shows how Envoice signs, and later ones must be signed so', async () => {
  const node = newNode();
  const { result } = await receive({ ...node, request: signed() });
  // As in n8n when an execution starts: earlier writes to the static data are not saved.
  const scheme1 = node.staticData['scheme'];
  void result.webhookResponse;
  expect(JSON.parse(String(scheme1))).toEqual(scheme);
  expect(node.staticData).toMatchObject({ scheme: scheme1, seen: ['99120'] });
  const forged = await receive({ ...node, request: signed({ id: 2, secret: 'wrong' }) });
  expect(forged.response.statusCode).toBe(401);
  expect(node.staticData['scheme']).toBe(scheme1);
});

test('when Envoice signs in another way, that is found, and counts from then on', async () => {
  const node = newNode();
  await receive({ ...node, request: signed() });
  const other: SignatureScheme = { ...scheme, parts: ['activity'], separator: '' };
  const changed = await receive({ ...node, request: signed({ id: 2, by: other }) });
  expect(changed.json).toHaveLength(1);
  expect(JSON.parse(String(node.staticData['scheme']))).toEqual(other);
  // Until the workflow is deactivated.
  expect(await remove.call(playContext(node).context)).toBe(true);
  expect(node.staticData['scheme']).toBeUndefined();
});

test('a flood of forgeries is not looked into without end, and ends by itself', async () => {
  const node = newNode();
  await receive({ ...node, request: signed() });
  const other: SignatureScheme = { ...scheme, parts: ['activity'], separator: '' };
  const changed = async (id: number) =>
    (await receive({ ...node, request: signed({ id, by: other }) })).response.statusCode;
  for (let count = 0; count < 20; count += 1) {
    const { response } = await receive({ ...node, request: signed({ id: 2, secret: 'wrong' }) });
    expect(response.statusCode).toBe(401);
  }
  expect(await changed(3)).toBe(401);
  // Meanwhile, webhooks with the previous signature still work.
  const { json } = await receive({ ...node, request: signed({ id: 4 }) });
  expect(json).toHaveLength(1);
  vi.setSystemTime(Date.now() + 61_000);
  try {
    const later = await receive({ ...node, request: signed({ id: 3, by: other }) });
    expect(later.json).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['another secret', signed({ secret: 'wrong' }), 401, 'signature_scheme_not_found'],
  ['no signature', { body: '{"Activity":{"Id":1}}' }, 401, 'signature_missing'],
  ['no webhook of Envoice', { body: '{}' }, 400, 'payload_invalid'],
  ['no JSON', { body: 'x' }, 400, 'payload_not_json'],
])('%s runs nothing', async (_, request, status, code) => {
  const { response, result, staticData } = await receive({ ...newNode(), request });
  expect(response).toMatchObject({ statusCode: status, body: { code } });
  expect(result.workflowData).toBeUndefined();
  expect(staticData).toEqual({});
});

const overTimestamp: typeof scheme = { ...scheme, parts: ['timestamp'], separator: '' };

test('a signature over the timestamp alone counts for an activity that the API confirms', async () => {
  const listed = [{ Id: 99120, Type: 'Paid', Message: 'Paid' }];
  const { json } = await receive({
    ...newNode(),
    request: signed({ by: overTimestamp }),
    http: answering({ statusCode: 200, listed }),
  });
  expect(json).toHaveLength(1);
});

test.each([
  ['is unknown to the API', { statusCode: 200, listed: [] }],
  ['cannot be asked about', { statusCode: 503, listed: null }],
])('a signature over the timestamp alone is refused when the activity %s', async (_, answer) => {
  const { response, json, staticData } = await receive({
    ...newNode(),
    request: signed({ by: overTimestamp }),
    http: answering(answer),
  });
  expect(json).toHaveLength(0);
  expect(response.statusCode).toBe(401);
  expect(staticData).toEqual({});
});

test('a scheme of the parameters stands alone', async () => {
  const parameters = { signature: 'scheme', scheme: JSON.stringify(scheme) };
  const good = await receive({ ...newNode(), parameters, request: signed() });
  expect(good.json).toHaveLength(1);
  expect(good.staticData['scheme']).toBeUndefined();
  const bad = signed({ by: { ...scheme, separator: '' } });
  const refused = await receive({ ...newNode(), parameters, request: bad });
  expect(refused.response.statusCode).toBe(401);
});

test.each([
  ['{', 'It is not JSON.'],
  ['{"digest":"md5"}', /Invalid|must|Expected/],
  [{ digest: 'sha256', parts: ['activity'], encoding: 'hex' }, /secret/i],
])('the scheme %j cannot be taken, which activation says', async (given, why) => {
  const parameters = { signature: 'scheme', scheme: given };
  const check = checkExists.call(playContext({ parameters }).context);
  await expect(check).rejects.toMatchObject({
    message: 'The signature scheme is invalid',
    description: expect.stringMatching(why),
  });
});

test('there is nothing to register at Envoice', async () => {
  const { context } = playContext();
  expect(await checkExists.call(context)).toBe(true);
  expect(await create.call(context)).toBe(true);
});

test('other event types are acknowledged, and run nothing', async () => {
  const parameters = { eventTypes: ['order.*'] };
  const { response, result } = await receive({ ...newNode(), parameters, request: signed() });
  expect(response.statusCode).toBe(200);
  expect(result.workflowData).toBeUndefined();
  const group = { eventTypes: ['invoice.*'] };
  const taken = await receive({ ...newNode(), parameters: group, request: signed() });
  expect(taken.json).toHaveLength(1);
});

test('an activity runs once, whether n8n was started anew or not', async () => {
  const node = newNode();
  const first = await receive({ ...node, request: signed() });
  const meanwhile = await receive({ ...node, staticData: {}, request: signed() });
  expect(meanwhile.response).toMatchObject({ statusCode: 503, body: { code: 'running' } });
  void first.result.webhookResponse;
  first.response.finish(200);
  const second = await receive({ ...node, request: signed() });
  expect(second.response.statusCode).toBe(200);
  expect(second.json).toEqual([]);
  const restarted = await receive({ ...node, nodeId: 'after', request: signed() });
  expect(restarted.json).toEqual([]);
  for (const skipDuplicates of [false, 'no']) {
    const all = { parameters: { options: { skipDuplicates } } };
    expect((await receive({ ...node, ...all, request: signed() })).json).toHaveLength(1);
  }
});

test('the document is fetched where that is wanted', async () => {
  const urls: string[] = [];
  const { json } = await receive({
    ...newNode(),
    parameters: { fetchDocument: true },
    request: signed(),
    http: async (request) => {
      urls.push(request.url);
      const invoice = { Id: 3971, Number: 'INV-7', Items: [] };
      return await Promise.resolve({
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(invoice)),
      });
    },
  });
  expect(urls).toEqual([expect.stringMatching(/^https:\/\/envoice\.example\/api\/invoice\//)]);
  expect(json).toMatchObject([
    { invoice: { id: '3971', number: 'INV-7' }, enrichment: { state: 'complete' } },
  ]);
});

test.each([
  [401, 'refused'],
  [500, 'failed'],
  [404, 'no_document'],
])('without its document (HTTP %d) the event goes out all the same', async (status, reason) => {
  const { json } = await receive({
    ...newNode(),
    parameters: { fetchDocument: true },
    request: signed(),
    http: () => Promise.resolve({ statusCode: status, headers: {}, body: new Uint8Array() }),
  });
  expect(json).toMatchObject([{ invoice: null, enrichment: { state: 'unavailable', reason } }]);
});

test.each([
  ['never answers', () => new Promise<never>(() => undefined)],
  [
    'fails again and again',
    () => Promise.resolve({ statusCode: 503, headers: {}, body: new Uint8Array() }),
  ],
])('an Envoice that %s does not keep the webhook waiting', async (_, http) => {
  const deadline = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
  onTestFinished(() => timeout.mockRestore());
  let requests = 0;
  const { json } = await receive({
    ...newNode(),
    parameters: { fetchDocument: true },
    request: signed(),
    http: async () => {
      requests += 1;
      await Promise.resolve();
      deadline.abort(new DOMException('10 seconds are over', 'TimeoutError'));
      return await http();
    },
  });
  expect(timeout.mock.calls).toEqual([[10_000]]);
  expect(requests).toBe(1);
  expect(json).toMatchObject([
    { invoice: null, enrichment: { state: 'unavailable', reason: 'timeout' } },
  ]);
});

test('the events to choose from are those of Envoice', () => {
  const runtime = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };
  const { eventTypes } = createEnvoiceSource(runtime);
  const { properties } = new EnvoiceTrigger().description;
  const options = properties.find(({ name }) => name === 'eventTypes')?.options ?? [];
  const offered = options.map((option) => ('value' in option ? String(option.value) : ''));
  const single = offered.filter((value) => !value.endsWith('*'));
  expect(single.toSorted()).toEqual([...eventTypes].toSorted());
});

test.each<[string, readonly unknown[]]>([
  ['invoice.paid, order.created', ['invoice.paid']],
  ['invoice.*', ['invoice.paid']],
  ['order.created', []],
])('events that an expression gives as text, %j, are taken', async (eventTypes, types) => {
  const parameters = { eventTypes };
  const { json, response } = await receive({ ...newNode(), parameters, request: signed() });
  expect(json.map(({ type }) => type)).toEqual(types);
  expect(response.statusCode).toBe(200);
  await expect(
    checkExists.call(playContext({ ...newNode(), parameters: { eventTypes: 'paid' } }).context),
  ).rejects.toThrow('Did you mean "invoice.paid"?');
});

test('version 2 can give ten members alone', async () => {
  const parameters = { output: 'simple' };
  const { json } = await receive({ ...newNode(), typeVersion: 2, parameters, request: signed() });
  expect(json).toEqual([
    {
      id: expect.stringMatching(/^evt_/),
      type: 'invoice.paid',
      timestamp: expect.stringMatching(/Z$/),
      documentId: '3971',
      number: null,
      customer: null,
      currency: null,
      total: null,
      amountDue: null,
      dueDate: null,
    },
  ]);
});

test('while n8n stops, Envoice is told to come later', async () => {
  const { result, response } = await receive({
    ...newNode(),
    request: { ...signed(), listening: false },
  });
  expect(result.workflowData).toBeUndefined();
  expect(response).toMatchObject({ statusCode: 503, body: { code: 'stopping' } });
});

/** The vendor's API with a single invoice and these activities. */
function answering({ statusCode, listed }: { statusCode: number; listed: unknown }) {
  return async () =>
    await Promise.resolve({
      statusCode,
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ Id: 3971, Activities: listed })),
    });
}

test('whoever knows the URL cannot keep n8n busy with looking for a way of signing', async () => {
  const node = newNode();
  const statusOf = async (request: ReturnType<typeof signed>) =>
    (await receive({ ...node, request })).response.statusCode;
  for (let strange = 0; strange < 20; strange += 1) {
    expect(await statusOf(signed({ secret: 'of-somebody-else' }))).toBe(401);
  }
  const later = await receive({ ...node, request: signed() });
  expect(later.response.statusCode).toBe(429);
  expect(later.json).toEqual([]);
  // Other nodes are not affected.
  expect((await receive({ ...newNode(), request: signed() })).json).toHaveLength(1);
});
