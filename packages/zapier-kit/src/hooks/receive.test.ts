import { generateStandardWebhookSecret, signStandardWebhook } from '@invoice-relay/core/signature';
import { describe, expect, test } from 'vitest';

import { errorOf, withRun } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import type { Answer, SeenRequest } from '../../test/support/server.ts';
import { performing } from '../perform.ts';
import { receiveEvent } from './receive.ts';
import { keepAnswer } from './rotated-secret.ts';

const hour = 60 * 60;
const secret = generateStandardWebhookSecret();
const event = {
  type: 'invoice.paid',
  timestamp: '2026-01-31T09:00:00Z',
  data: { id: 'evt_1', source: 'envoice', invoice: { number: 'INV-ƒ-1' } },
};
const content = JSON.stringify(event);

function signed(options: { readonly body?: string; readonly secondsAgo?: number } = {}) {
  const { body = content, secondsAgo = 0 } = options;
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  return signStandardWebhook({ id: 'dlv_1', timestamp, body, secrets: [secret] });
}

/** A subscription as the relay shows it. */
const subscription = {
  id: 'sub_1',
  url: 'https://hooks.zapier.example/1',
  eventTypes: ['invoice.paid'],
  connectionIds: null,
  ordering: 'subject',
  description: 'Zapier: Invoice Paid (Envoice)',
  status: 'active',
  disabledReason: null,
  failingSince: null,
  createdAt: '2026-01-31T09:00:00Z',
  updatedAt: '2026-01-31T09:00:00Z',
};

const receive = (bundle: object) =>
  withRun((run) => receiveEvent(run), { subscribeData: { secret }, ...bundle });
const refusalOf = (bundle: object) => errorOf(receive(bundle));

test.each([
  ['as they were sent', (name: string) => name],
  ['as CGI has them', (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`],
  ['with the prefix that Zapier adds', (name: string) => `Http-${name}`],
  [
    'as Zapier writes them',
    (name: string) => `Http-${name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase())}`,
  ],
  ['as CGI does', (name: string) => `HTTP_${name}`],
])('a signed request is an event; headers %s', async (_, nameOf) => {
  const headers = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [nameOf(name), value]),
  );
  expect(await receive({ rawRequest: { headers, content } })).toEqual(event);
});

test('accepts a request that Zapier has held for hours', async () => {
  const headers = signed({ secondsAgo: 24 * hour - 60 });
  expect(await receive({ rawRequest: { headers, content } })).toEqual(event);
});

describe('the Zap does not run for', () => {
  const refused = (code: string) => ({
    name: 'HaltedError',
    message: expect.stringContaining(`(${code})`),
  });

  test('a byte changed in transit', async () => {
    const changed = content.replace('INV-ƒ-1', 'INV-ƒ-2');
    expect(await refusalOf({ rawRequest: { headers: signed(), content: changed } })).toEqual(
      refused('signature_mismatch'),
    );
  });

  test('another secret', async () => {
    const other = { secret: generateStandardWebhookSecret() };
    const rawRequest = { headers: signed(), content };
    const refusal = await refusalOf({ rawRequest, subscribeData: other });
    expect(refusal).toEqual(refused('signature_mismatch'));
  });

  test('a request of more than a day ago', async () => {
    const headers = signed({ secondsAgo: 24 * hour + 60 });
    expect(await refusalOf({ rawRequest: { headers, content } })).toEqual(
      refused('timestamp_too_old'),
    );
  });

  test('a request without a signature', async () => {
    expect(await refusalOf({ rawRequest: { headers: {}, content } })).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('was not signed by your relay'),
    });
  });

  test.each([
    ['no secret', { subscribeData: { id: 'sub_1' } }],
    ['no subscription', { subscribeData: undefined }],
  ])('%s to check it with, also when it is signed', async (_, more) => {
    const rawRequest = { headers: signed(), content };
    expect(await refusalOf({ rawRequest, ...more })).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('Turn the Zap off and on again'),
    });
  });

  test.each([
    ['no request', undefined],
    ['no headers', { content }],
    ['no body', { headers: signed() }],
  ])('%s', async (_, rawRequest) => {
    expect(await refusalOf({ rawRequest })).toMatchObject({ name: 'HaltedError' });
  });

  test.each(['[]', '{"type":"invoice.paid"}', 'not JSON'])(
    'a body that is not an event: %s',
    async (body) => {
      const rawRequest = { headers: signed({ body }), content: body };
      expect(await refusalOf({ rawRequest })).toEqual({
        name: 'HaltedError',
        message: expect.stringContaining('something other than an event'),
      });
    },
  );
});

describe('a secret that was rotated in the relay, which Zapier does not know', () => {
  const stale = { id: 'sub_1', secret: generateStandardWebhookSecret() };

  /** The relay has `subscription`, with the secret that signs. */
  const relayOf = (changes: object, refusal?: Answer) =>
    startServer(({ method }: SeenRequest) => {
      if (refusal !== undefined) return refusal;
      const body = { ...subscription, ...changes };
      return { body: method === 'GET' ? body : { ...body, secret, claimed: true } };
    });
  const bundleFor = (relayUrl: string, more: object = {}) => ({
    subscribeData: stale,
    authData: { relayUrl, relayKey: 'irk_key' },
    rawRequest: { headers: signed(), content },
    ...more,
  });
  /** As in a step, with errors as Zapier gets them. */
  const inStep = (bundle: object) =>
    withRun((run) => performing((one) => receiveEvent(one))(run.z, run.bundle), bundle);

  test('is requested, and the event is accepted', async () => {
    await using relay = await relayOf({});
    expect(await inStep(bundleFor(relay.url))).toEqual(event);
    expect(relay.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/subscriptions/sub_1',
      'POST /v1/subscriptions/claim',
    ]);
  });

  test('is kept for later requests, and requested again when the secret changes again', async () => {
    await using relay = await relayOf({});
    const asked = await withRun(async (run) => {
      const counts: number[] = [];
      const takeIt = async (more: object = {}) => {
        expect(await receiveEvent({ ...run, bundle: { ...run.bundle, ...more } })).toEqual(event);
        counts.push(relay.seen.length);
      };
      await takeIt();
      await takeIt();
      await takeIt();
      // Another Zap, or this one once it was turned off and on: what is kept is of no use to it.
      const other = { id: 'sub_2', secret: generateStandardWebhookSecret() };
      await takeIt({ subscribeData: other });
      await takeIt({ subscribeData: other });
      return counts;
    }, bundleFor(relay.url));
    expect(asked).toEqual([2, 2, 2, 4, 4]);
  });

  /** An answer of the relay that is kept, of `secondsAgo`. */
  const keptOf = (secondsAgo: number, changes: object = {}) => ({
    askedAt: Date.now() - secondsAgo * 1000,
    answeredAt: Date.now() - secondsAgo * 1000,
    current: null,
    refusal: null,
    ...changes,
  });

  test('is requested again if the kept one was rotated in the meantime', async () => {
    await using relay = await relayOf({});
    const answer = keptOf(61, { current: generateStandardWebhookSecret() });
    const asked = await withRun(async (run) => {
      await keepAnswer(run.z, { answer, insteadOf: stale.secret });
      const first = await receiveEvent(run);
      const second = await receiveEvent(run);
      return { events: [first, second], requests: relay.seen.length };
    }, bundleFor(relay.url));
    expect(asked).toEqual({ events: [event, event], requests: 2 });
  });

  test('is requested a minute later if it was rotated right after the last request', async () => {
    await using relay = await relayOf({});
    const start = Date.now();
    const seen = await withRun(async (run) => {
      await keepAnswer(run.z, { answer: keptOf(1), insteadOf: stale.secret });
      const early = await errorOf(receiveEvent(run, { now: () => start }));
      const requests = relay.seen.length;
      const delay = Number(early['delay']);
      return {
        early,
        requests,
        late: await receiveEvent(run, { now: () => start + delay * 1000 }),
      };
    }, bundleFor(relay.url));
    expect(seen).toEqual({
      early: expect.objectContaining({ name: 'ThrottledError' }),
      requests: 0,
      late: event,
    });
  });

  test('forged requests cause at most one request to the relay per minute, and halt in the end', async () => {
    await using relay = await relayOf({});
    const bodies = [1, 2, 3, 4, 5].map((at) => content.replace('evt_1', `evt_${at}0`));
    const start = Date.now();
    const seen = await withRun(async (run) => {
      const postAll = async (seconds: number) => {
        const names: unknown[] = [];
        for (const body of bodies) {
          const rawRequest = { headers: signed(), content: body };
          const forged = { ...run, bundle: { ...run.bundle, rawRequest } };
          const now = () => start + seconds * 1000;
          names.push((await errorOf(receiveEvent(forged, { now })))['name']);
        }
        return { names, requests: relay.seen.length };
      };
      return [await postAll(0), await postAll(30), await postAll(61)];
    }, bundleFor(relay.url));
    const [halted, throttled] = ['HaltedError', 'ThrottledError'];
    expect(seen).toEqual([
      { names: [halted, throttled, throttled, throttled, throttled], requests: 2 },
      { names: [throttled, throttled, throttled, throttled, throttled], requests: 2 },
      { names: [halted, halted, halted, halted, halted], requests: 4 },
    ]);
  });

  test('the relay’s secret is kept even if the request does not match it', async () => {
    await using relay = await relayOf({});
    const seen = await withRun(async (run) => {
      const rawRequest = { headers: signed(), content: content.replace('evt_1', 'evt_2') };
      const forged = await errorOf(receiveEvent({ ...run, bundle: { ...run.bundle, rawRequest } }));
      const requests = relay.seen.length;
      return { forged, event: await receiveEvent(run), more: relay.seen.length - requests };
    }, bundleFor(relay.url));
    expect(seen).toMatchObject({ forged: { name: 'HaltedError' }, event, more: 0 });
  });

  test.each<[string, Answer]>([
    ['is away', { status: 503, body: { code: 'unavailable' } }],
    ['asks to wait', { status: 429, headers: { 'retry-after': '7' } }],
    ['refuses to be asked', { status: 403, body: { code: 'forbidden' } }],
  ])('a relay that %s is asked once a minute', async (_, refusal) => {
    await using relay = await relayOf({}, refusal);
    const start = Date.now();
    const counts = await withRun(async (run) => {
      const seen: number[] = [];
      for (const seconds of [0, 1, 59, 60]) {
        await errorOf(receiveEvent(run, { now: () => start + seconds * 1000 }));
        seen.push(relay.seen.length);
      }
      return seen;
    }, bundleFor(relay.url));
    expect(counts).toEqual([1, 1, 1, 2]);
  });

  test('a known secret remains valid while the relay does not return one', async () => {
    await using relay = await relayOf({}, { status: 503, body: { code: 'unavailable' } });
    const received = await withRun(async (run) => {
      const answer = keptOf(61, { current: secret });
      await keepAnswer(run.z, { answer, insteadOf: stale.secret });
      const rawRequest = { headers: signed(), content: content.replace('evt_1', 'evt_2') };
      await errorOf(receiveEvent({ ...run, bundle: { ...run.bundle, rawRequest } }));
      return receiveEvent(run);
    }, bundleFor(relay.url));
    expect(received).toEqual(event);
  });

  test('is requested each time if Zapier stores nothing', async () => {
    await using relay = await relayOf({});
    const refuse = () => Promise.reject(new Error('RPC request failed after 3 attempts'));
    const cache = { get: refuse, set: refuse, delete: refuse };
    const received = await withRun(
      (run) => receiveEvent({ ...run, z: { ...run.z, cache } }),
      bundleFor(relay.url),
    );
    expect(received).toEqual(event);
  });

  test('ignores a request that does not match that one either', async () => {
    await using relay = await relayOf({});
    const rawRequest = { headers: signed(), content: content.replace('evt_1', 'evt_2') };
    expect(await errorOf(inStep(bundleFor(relay.url, { rawRequest })))).toEqual({
      name: 'HaltedError',
      message: expect.stringContaining('(signature_mismatch)'),
    });
  });

  test.each(['paused', 'disabled', 'released'])(
    'a subscription that is %s stays so',
    async (status) => {
      await using relay = await relayOf({ status });
      expect(await errorOf(inStep(bundleFor(relay.url)))).toMatchObject({ name: 'HaltedError' });
      expect(relay.seen).toHaveLength(1);
    },
  );

  test('requests that are too old or unsigned do not ask the relay', async () => {
    await using relay = await relayOf({});
    for (const headers of [signed({ secondsAgo: 48 * hour }), {}]) {
      const rawRequest = { headers, content };
      const refusal = await errorOf(inStep(bundleFor(relay.url, { rawRequest })));
      expect(refusal).toMatchObject({ name: 'HaltedError' });
    }
    expect(relay.seen).toEqual([]);
  });

  test('Zapier retries later if the relay asks to wait', async () => {
    await using relay = await relayOf({}, { status: 429, headers: { 'retry-after': '7' } });
    expect(await errorOf(inStep(bundleFor(relay.url)))).toMatchObject({
      name: 'ThrottledError',
      delay: 7,
    });
  });

  test.each<[string, number]>([
    ['in trouble', 500],
    ['away', 503],
    ['behind a proxy that does not reach it', 502],
  ])('a relay that is %s is asked again by Zapier later', async (_, status) => {
    await using relay = await relayOf({}, { status, body: { code: 'unavailable' } });
    const error = await errorOf(inStep(bundleFor(relay.url)));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: expect.any(Number) });
    expect(error['delay']).toBeGreaterThanOrEqual(60);
    expect(error['delay']).toBeLessThanOrEqual(120);
  });

  test('Zapier retries later if the relay is unreachable', async () => {
    const { url } = await closedServer();
    expect(await errorOf(inStep(bundleFor(url)))).toMatchObject({ name: 'ThrottledError' });
  });

  test('ignores the request and says what to do if the relay rejects the call', async () => {
    await using relay = await relayOf({}, { status: 403, body: { code: 'forbidden' } });
    expect(await errorOf(inStep(bundleFor(relay.url)))).toEqual({
      name: 'HaltedError',
      message: expect.stringMatching(/could not be asked .* turn the Zap off and on again\.$/),
    });
  });
});

/** An address at which nobody listens any more. */
async function closedServer(): Promise<{ readonly url: string }> {
  await using server = await startServer(() => ({ body: {} }));
  return { url: server.url };
}
