import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

import pg from 'pg';
import { expect, test } from 'vitest';

import { engine } from '../support/engine.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

interface Sent {
  readonly id: string;
  readonly event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any response
  readonly data: any;
}

/** Listens as a browser does, with its own HTTP client. */
async function listen(
  relay: TestRelay,
  options: {
    readonly query?: string;
    readonly lastEventId?: string;
    readonly key?: string;
    readonly cookie?: string;
  } = {},
) {
  const { query = '', lastEventId, key = relay.adminKey, cookie } = options;
  const abort = new AbortController();
  const response = await fetch(`${relay.url}/v1/stream${query}`, {
    signal: abort.signal,
    headers: {
      ...(cookie === undefined ? { authorization: `Bearer ${key}` } : { cookie }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  let text = '';
  let isEnded = false;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })()
    .catch(() => {})
    .finally(() => {
      isEnded = true;
    });
  const sent = (): Sent[] =>
    text.split('\n\n').flatMap((block) => {
      const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return id === undefined ? [] : [{ id, event: event ?? '', data: JSON.parse(data ?? '') }];
    });
  return {
    response,
    sent,
    text: () => text,
    isEnded: () => isEnded,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await reading;
    },
  };
}

/** Lets seconds pass until the condition holds: a stream polls once a second. */
function whileTimePasses(relay: TestRelay, check: () => void): Promise<void> {
  return until(() => {
    relay.clock.pass(1_000);
    check();
  });
}

async function paid(relay: TestRelay, ingestUrl: string, invoice: number): Promise<void> {
  const made = activity({ InvoiceId: invoice });
  expect((await relay.post(ingestUrl, signedBody(made))).status).toBe(200);
}

async function keyOf(relay: TestRelay, scope: string): Promise<{ id: string; key: string }> {
  return (await relay.call('POST', '/v1/api-keys', { name: scope, scopes: [scope] })).body;
}

test('HEAD ends', async () => {
  await using relay = await startTestRelay();
  const { hostname, port } = new URL(relay.url);
  const socket = connect(Number(port), hostname);
  const lines = ['HEAD /v1/stream HTTP/1.1', 'Host: relay', 'Connection: close'];
  socket.write([...lines, `Authorization: Bearer ${relay.adminKey}`, '', ''].join('\r\n'));
  const [status, ...headers] = (await textOf(socket)).trimEnd().split('\r\n');
  expect(status).toBe('HTTP/1.1 200 OK');
  expect(headers).toContain('content-type: text/event-stream; charset=utf-8');
});

test('events and attempts are streamed as they happen, and none is missed after a disconnect', async () => {
  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await paid(relay, ingestUrl, 1);
  await until(async () => {
    expect(await relay.rows('SELECT "seq" FROM "attempts"')).toHaveLength(1);
  });

  let last: Sent | undefined;
  {
    await using stream = await listen(relay);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    await paid(relay, ingestUrl, 2);
    await whileTimePasses(relay, () =>
      expect(stream.sent().map(({ event }) => event)).toContain('delivery'),
    );
    const events = stream.sent().filter(({ event }) => event === 'event');
    expect(events.at(-1)?.data.data.subject.id).toBe('2');
    const delivery = stream.sent().find(({ event }) => event === 'delivery');
    expect(delivery?.data).toMatchObject({ status: 'delivered', attempt: { error: null } });
    last = stream.sent().at(-1);
  }
  await paid(relay, ingestUrl, 3);
  await paid(relay, ingestUrl, 4);

  await using again = await listen(relay, { query: '?feeds=events', lastEventId: last?.id ?? '' });
  await until(() => expect(again.sent()).toHaveLength(2));
  expect(again.sent().map(({ data }) => data.data.subject.id)).toEqual(['3', '4']);
  await using filtered = await listen(relay, {
    query: `?type=order.*&lastEventId=${last?.id ?? ''}`,
  });
  await whileTimePasses(relay, () => expect(filtered.text()).toContain('still here'));
  expect(filtered.sent()).toEqual([]);
});

test.skipIf(engine === 'sqlite')(
  'attempts that workers commit out of order are all streamed, in order',
  async () => {
    await using subscriber = await startSubscriber();
    await using relay = await startTestRelay();
    const { ingestUrl } = await relay.connect();
    await relay.subscribe({ url: subscriber.url });
    await using stream = await listen(relay);
    const sent = (kind: 'event' | 'delivery') =>
      stream.sent().filter(({ event }) => event === kind);
    await paid(relay, ingestUrl, 1);
    await whileTimePasses(relay, () => expect(sent('delivery')).toHaveLength(1));

    const worker = new pg.Client({ connectionString: relay.databaseUrl });
    worker.on('error', () => {});
    await worker.connect();
    await worker.query('BEGIN');
    await worker.query(
      `INSERT INTO "attempts" ("delivery_seq", "started_at", "duration_ms", "error")
       SELECT "delivery_seq", 1, 1, 'of a slow worker' FROM "attempts" LIMIT 1`,
    );
    await paid(relay, ingestUrl, 2);
    await until(async () => {
      expect(await relay.rows('SELECT "seq" FROM "attempts"')).toHaveLength(2);
    });
    // It has polled since.
    await paid(relay, ingestUrl, 3);
    await whileTimePasses(relay, () => expect(sent('event')).toHaveLength(3));
    expect(sent('delivery')).toHaveLength(1);
    // What is recorded after a stream began is part of it.
    await until(async () => {
      expect(await relay.rows('SELECT "seq" FROM "attempts"')).toHaveLength(3);
    });
    const later = listen(relay);

    await worker.query('COMMIT');
    await worker.end();

    await whileTimePasses(relay, () => expect(sent('delivery')).toHaveLength(4));
    const errors = sent('delivery').map(({ data }) => data.attempt.error);
    expect(errors).toEqual([null, 'of a slow worker', null, null]);
    await using begun = await later;
    await paid(relay, ingestUrl, 4);
    await whileTimePasses(relay, () =>
      expect(begun.sent().map(({ event }) => event)).toEqual(['event', 'delivery']),
    );
  },
);

test.skipIf(engine === 'sqlite')(
  'an open transaction blocks no caller: they are told, and can resume',
  async () => {
    await using subscriber = await startSubscriber();
    await using relay = await startTestRelay();
    const { ingestUrl } = await relay.connect();
    await relay.subscribe({ url: subscriber.url });
    await paid(relay, ingestUrl, 1);
    await until(async () => {
      expect(await relay.rows('SELECT "seq" FROM "attempts"')).toHaveLength(1);
    });
    const somebody = new pg.Client({ connectionString: relay.databaseUrl });
    somebody.on('error', () => {});
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('UPDATE "attempts" SET "error" = \'seen to\'');

    const calling = relay.call('GET', '/v1/stream');
    let refused: Awaited<typeof calling> | undefined;
    void calling.then((answer) => (refused = answer));
    await whileTimePasses(relay, () => expect(refused).toBeDefined());
    expect(refused).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    expect(refused?.headers.get('retry-after')).toBe('5');
    await using resumed = await listen(relay, { lastEventId: '0-0' });
    await whileTimePasses(relay, () => expect(resumed.sent()).toHaveLength(1));

    await somebody.query('ROLLBACK');
    await somebody.end();
    await using begun = await listen(relay);
    expect(begun.response.status).toBe(200);
  },
);

test('a client that was ahead of a restored database receives what happens from then on', async () => {
  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await paid(relay, ingestUrl, 1);
  await whileTimePasses(relay, () => expect(subscriber.requests).toHaveLength(1));

  await using stream = await listen(relay, { lastEventId: '1000-1000' });
  expect(stream.response.status).toBe(200);
  await paid(relay, ingestUrl, 2);
  await whileTimePasses(relay, () =>
    expect(new Set(stream.sent().map(({ event }) => event))).toEqual(
      new Set(['event', 'delivery']),
    ),
  );
  const event = stream.sent().find((one) => one.event === 'event');
  expect(event?.data.data.subject.id).toBe('2');
});

test('a subscribe key receives only deliveries of its own subscriptions, and nothing once it is deleted', async () => {
  await using subscriber = await startSubscriber();
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  const { id, key } = await keyOf(relay, 'subscribe');
  const mine = await relay.call(
    'POST',
    '/v1/subscriptions',
    { url: `${subscriber.url}/mine`, eventTypes: ['*'] },
    { authorization: `Bearer ${key}` },
  );

  await using stream = await listen(relay, { key, query: '?feeds=deliveries' });
  await using all = await listen(relay, { query: '?feeds=deliveries' });
  await paid(relay, ingestUrl, 1);

  await whileTimePasses(relay, () => expect(all.sent()).toHaveLength(2));
  await whileTimePasses(relay, () => expect(stream.sent()).toHaveLength(1));
  expect(stream.sent()[0]?.data.subscriptionId).toBe(mine.body.id);
  await relay.call('DELETE', `/v1/api-keys/${id}`);
  await whileTimePasses(relay, () => expect(stream.isEnded()).toBe(true));
});

test('what happens right after a key was deleted is not streamed to it', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const { id, key } = await keyOf(relay, 'read');
  await using stream = await listen(relay, { key, query: '?feeds=events' });
  await using all = await listen(relay, { query: '?feeds=events' });
  await paid(relay, ingestUrl, 1);
  await until(() => expect([stream.sent().length, all.sent().length]).toEqual([1, 1]));

  await relay.call('DELETE', `/v1/api-keys/${id}`);
  await paid(relay, ingestUrl, 2);

  // The clock stands still: nothing else ends it.
  await until(() => expect([stream.isEnded(), all.sent().length]).toEqual([true, 2]));
  expect(stream.sent()).toHaveLength(1);
});

test('a stop ends open streams, and nonsense is refused', async () => {
  await using relay = await startTestRelay();
  await using stream = await listen(relay);
  for (const path of ['?feeds=all', '?type=nonsense', '?lastEventId=1', '?since=1']) {
    expect((await relay.call('GET', `/v1/stream${path}`)).status).toBe(400);
  }

  await relay.restart();

  await until(() => expect(stream.isEnded()).toBe(true));
});

test('a signed-in user listens with the cookie until the session ends', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const origin = relay.url;
  const signedIn = await relay.call('POST', '/v1/session', { key: relay.adminKey }, { origin });
  const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
  await using stream = await listen(relay, { cookie });
  expect(stream.response.status).toBe(200);
  await paid(relay, ingestUrl, 1);
  await whileTimePasses(relay, () => expect(stream.sent()).toHaveLength(1));

  await relay.call('DELETE', '/v1/sessions');
  await whileTimePasses(relay, () => expect(stream.isEnded()).toBe(true));
});
