import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playPolledSource } from '../support/polled-source.ts';
import type { PolledSource } from '../support/polled-source.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';

const down = (retryAfterMs: number | null = null) =>
  new VendorError('vendor_unreachable', 'The site does not answer.', { retryAfterMs });

function start(vendor: PolledSource): Promise<TestRelay> {
  return startTestRelay({ sources: new SourceRegistry([vendor.source]) });
}

function connect(relay: TestRelay, poll: object = { intervalSeconds: 60 }) {
  return relay.connect({ source: 'polled', credentials: {}, poll });
}

async function pollOf(relay: TestRelay, id: string) {
  return (await relay.call('GET', `/v1/connections/${id}`)).body.poll;
}

async function activityIds(relay: TestRelay): Promise<string[]> {
  const { body } = await relay.call('GET', '/v1/events?limit=200');
  return body.data.map((event: { data: { activity: { id: string } } }) => event.data.activity.id);
}

const finished = (relay: TestRelay, id: string) =>
  until(async () => {
    const { state, lastFinishedAt } = await pollOf(relay, id);
    expect({ state, done: lastFinishedAt !== null }).toEqual({ state: 'waiting', done: true });
  });

const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, paid: false }));

test('a new connection is polled at once, and what it finds is delivered once, in order', async () => {
  const vendor = playPolledSource(documents(5));
  await using relay = await start(vendor);
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url, ordering: 'connection' });

  const { id } = await connect(relay);
  await finished(relay, id);
  await until(async () => {
    const { body } = await relay.call('GET', '/v1/deliveries?status=delivered');
    expect(body.data).toHaveLength(5);
  });
  vendor.documents[2] = { id: 3, paid: true };
  relay.clock.pass(61 * seconds);

  await until(() => expect(subscriber.requests).toHaveLength(6));
  expect(await activityIds(relay)).toEqual([
    '1-created',
    '2-created',
    '3-created',
    '4-created',
    '5-created',
    '3-paid',
  ]);
  await finished(relay, id);
  expect(await pollOf(relay, id)).toMatchObject({
    intervalSeconds: 60,
    startFrom: 'now',
    requestsPerSecond: 5,
    state: 'waiting',
    found: 1,
    foundTotal: 6,
    progress: null,
    error: null,
  });
  const { body } = await relay.call('GET', '/metrics');
  expect(body).toContain('invoice_relay_activities_total{source="polled",outcome="accepted"} 6');
  expect(body).toContain('invoice_relay_polls_total{outcome="completed"} 2');
});

test('it is next polled an interval after the last poll began, even after a restart', async () => {
  const vendor = playPolledSource();
  await using relay = await start(vendor);
  const { id } = await connect(relay, { intervalSeconds: 600 });
  await finished(relay, id);
  const { lastStartedAt, nextPollAt } = await pollOf(relay, id);
  expect(Date.parse(nextPollAt) - Date.parse(lastStartedAt)).toBe(600 * seconds);

  await relay.restart();
  relay.clock.pass(9 * minutes);
  await relay.call('GET', '/healthz');
  expect(vendor.steps).toHaveLength(1);
  relay.clock.pass(1 * minutes);
  await until(() => expect(vendor.steps).toHaveLength(2));
});

test('a requested poll runs now, and the source is told so', async () => {
  const vendor = playPolledSource();
  await using relay = await start(vendor);
  const { id } = await connect(relay, { intervalSeconds: 3600 });
  await finished(relay, id);

  const answer = await relay.call('POST', `/v1/connections/${id}/poll`);

  expect(answer).toMatchObject({ status: 202, body: { intervalSeconds: 3600 } });
  await until(() => expect(vendor.steps).toHaveLength(2));
  expect(vendor.steps.map(({ requested }) => requested)).toEqual([false, true]);
  await until(async () =>
    expect(Date.parse((await pollOf(relay, id)).nextPollAt)).toBeGreaterThan(
      relay.clock.now() + 50 * minutes,
    ),
  );
});

test.each([
  ['is requested', 'POST', '/poll', undefined, true],
  ['gets new credentials', 'PATCH', '', { credentials: { key: 'second' } }, false],
  ['gets another start', 'PATCH', '', { poll: { startFrom: 'beginning' } }, false],
])(
  'a connection that %s during a poll is polled again at once, whether or not that poll fails',
  async (_, method, path, body, requested) => {
    for (const error of [undefined, down(2 * hours)]) {
      const vendor = playPolledSource();
      const gate = Promise.withResolvers<void>();
      vendor.beforeStep = async () => {
        if (vendor.steps.length > 1) return;
        await gate.promise;
        if (error !== undefined) throw error;
      };
      await using relay = await start(vendor);
      const { id } = await connect(relay, { intervalSeconds: 3600 });
      await until(() => expect(vendor.steps).toHaveLength(1));
      await until(async () => expect((await pollOf(relay, id)).state).toBe('running'));
      // It was not at the very moment at which the poll began.
      relay.clock.pass(1);

      await relay.call(method, `/v1/connections/${id}${path}`, body);
      gate.resolve();

      await until(() => expect(vendor.steps).toHaveLength(2));
      expect(vendor.steps[1]?.requested).toBe(requested);
      await finished(relay, id);
      expect(Date.parse((await pollOf(relay, id)).nextPollAt)).toBeGreaterThan(
        relay.clock.now() + 50 * minutes,
      );
    }
  },
);

test('a stop between two steps loses and duplicates nothing, and the walk continues where it was', async () => {
  const vendor = playPolledSource(documents(6));
  vendor.beforeStep = ({ signal }) =>
    vendor.steps.length === 2
      ? new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        )
      : undefined;
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(() => expect(vendor.steps).toHaveLength(2));
  expect((await pollOf(relay, id)).progress).toEqual({ done: 2, total: 6 });

  await relay.restart();
  await finished(relay, id);

  expect(vendor.steps.map(({ cursor }) => cursor?.['next'] ?? null)).toEqual([null, 2, 2, 4]);
  expect(await activityIds(relay)).toEqual(documents(6).map((one) => `${one.id}-created`));
});

test('a vendor that is down for days is asked less often, and everything is found when it is back', async () => {
  const vendor = playPolledSource(documents(1));
  await using relay = await start(vendor);
  const { id } = await connect(relay, { intervalSeconds: 60 });
  await finished(relay, id);
  vendor.beforeStep = () => {
    throw down();
  };
  for (let failures = 1; failures <= 8; failures += 1) {
    relay.clock.pass(5 * minutes);
    await until(async () => expect((await pollOf(relay, id)).error?.failures).toBe(failures));
  }
  const { state, error, nextPollAt } = await pollOf(relay, id);
  expect({ state, error }).toMatchObject({
    state: 'failing',
    error: { code: 'vendor_unreachable', message: 'The site does not answer.' },
  });
  expect(Date.parse(nextPollAt) - relay.clock.now()).toBeGreaterThan(4 * minutes);
  expect(Date.parse(error.since)).toBeLessThan(relay.clock.now() - 30 * minutes);

  vendor.beforeStep = () => {};
  vendor.documents.push({ id: 2, paid: false });
  relay.clock.pass(5 * minutes);
  await finished(relay, id);
  expect((await pollOf(relay, id)).error).toBeNull();
  expect(await activityIds(relay)).toEqual(['1-created', '2-created']);
});

test('a vendor that asks for a longer wait gets it', async () => {
  const vendor = playPolledSource();
  vendor.beforeStep = () => {
    throw down(2 * hours);
  };
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(async () => expect((await pollOf(relay, id)).state).toBe('failing'));
  const { nextPollAt } = await pollOf(relay, id);
  expect(Date.parse(nextPollAt)).toBeGreaterThan(relay.clock.now() + 119 * minutes);
});

test('a poll that is rate limited on its way continues when the vendor says, and has not failed', async () => {
  const vendor = playPolledSource(documents(5));
  const limited = new VendorError('vendor_rate_limited', 'Slow down.', { retryAfterMs: 1 * hours });
  // Every other step: as often as it gets on.
  vendor.beforeStep = () => {
    if (vendor.steps.length % 2 === 0) throw limited;
  };
  await using relay = await start(vendor);
  const { id } = await connect(relay, { intervalSeconds: 86_400 });
  for (const steps of [2, 4]) {
    await until(() => expect(vendor.steps).toHaveLength(steps));
    await until(async () => {
      const { state, error, nextPollAt } = await pollOf(relay, id);
      expect({ state, error }).toEqual({ state: 'waiting', error: null });
      const wait = Date.parse(nextPollAt) - relay.clock.now();
      expect([wait > 30 * minutes, wait <= 1 * hours]).toEqual([true, true]);
    });
    relay.clock.pass(1 * hours);
  }
  await finished(relay, id);
  expect(vendor.steps.map(({ cursor }) => cursor?.['next'] ?? null)).toEqual([null, 2, 2, 4, 4]);

  // Without any progress, it has failed.
  vendor.beforeStep = () => {
    throw limited;
  };
  relay.clock.pass(24 * hours);
  await until(async () => expect((await pollOf(relay, id)).state).toBe('failing'));
  const { nextPollAt } = await pollOf(relay, id);
  expect(Date.parse(nextPollAt) - relay.clock.now()).toBeGreaterThan(23 * hours);
});

test('what a rate limited poll waits for outlasts changes of its connection', async () => {
  const vendor = playPolledSource(documents(5));
  vendor.beforeStep = () => {
    if (vendor.steps.length < 2) return;
    throw new VendorError('vendor_rate_limited', 'Slow down.', { retryAfterMs: 1 * hours });
  };
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(async () => {
    const { state, progress } = await pollOf(relay, id);
    expect({ state, progress }).toEqual({ state: 'waiting', progress: { done: 2, total: 5 } });
  });
  const { nextPollAt } = await pollOf(relay, id);
  expect(Date.parse(nextPollAt)).toBeGreaterThan(relay.clock.now() + 30 * minutes);

  await relay.call('PATCH', `/v1/connections/${id}`, { name: 'Another name' });
  await relay.call('PATCH', `/v1/connections/${id}`, { poll: { intervalSeconds: 120 } });
  expect(await pollOf(relay, id)).toMatchObject({ nextPollAt, intervalSeconds: 120 });
});

test('a source that throws something other than VendorError fails its poll, and nothing else', async () => {
  const vendor = playPolledSource();
  vendor.beforeStep = () => {
    throw new TypeError('cannot read');
  };
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(async () => expect((await pollOf(relay, id)).error?.code).toBe('vendor_failed'));
  expect(relay.log()).toContain('cannot read');
});

test('with new credentials, or another start, it is polled at once', async () => {
  const vendor = playPolledSource();
  vendor.beforeStep = ({ credentials }) => {
    if ((credentials as { key: string }).key === 'first') throw down(2 * hours);
  };
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(async () => expect((await pollOf(relay, id)).state).toBe('failing'));

  await relay.call('PATCH', `/v1/connections/${id}`, { credentials: { key: 'second' } });
  await finished(relay, id);
  await relay.call('PATCH', `/v1/connections/${id}`, { poll: { startFrom: 'beginning' } });
  await until(() => expect(vendor.steps).toHaveLength(3));
  expect(await pollOf(relay, id)).toMatchObject({ startFrom: 'beginning', intervalSeconds: 60 });

  const changed = await relay.call('PATCH', `/v1/connections/${id}`, {
    poll: { intervalSeconds: 7200 },
  });
  const { lastStartedAt, nextPollAt, startFrom } = changed.body.poll;
  expect(startFrom).toBe('beginning');
  expect(Date.parse(nextPollAt) - Date.parse(lastStartedAt)).toBe(2 * hours);
});

test('unreadable documents are counted, ten of them by name', async () => {
  const vendor = playPolledSource();
  vendor.unreadable = Array.from({ length: 12 }, (_, index) => ({
    document: `invoice ${index}`,
    reason: 'x'.repeat(999),
  }));
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await finished(relay, id);
  const { unreadable } = await pollOf(relay, id);
  expect(unreadable.count).toBe(12);
  expect(unreadable.documents).toHaveLength(10);
  expect(unreadable.documents[0]).toEqual({ document: 'invoice 0', reason: 'x'.repeat(300) });
});

test('a source’s notice to the user is shown until it is resolved', async () => {
  const vendor = playPolledSource();
  vendor.notice = 'No invoice was found so far.';
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await finished(relay, id);
  expect((await pollOf(relay, id)).notice).toBe('No invoice was found so far.');
  vendor.notice = undefined;
  relay.clock.pass(61 * seconds);
  await until(async () => expect((await pollOf(relay, id)).notice).toBeNull());
});

test('a deleted connection is no longer polled, not even to the end of the walk', async () => {
  const vendor = playPolledSource(documents(4));
  const gate = Promise.withResolvers<void>();
  vendor.beforeStep = () => gate.promise;
  await using relay = await start(vendor);
  const { id } = await connect(relay);
  await until(() => expect(vendor.steps).toHaveLength(1));

  await relay.call('DELETE', `/v1/connections/${id}`);
  gate.resolve();
  relay.clock.pass(1 * hours);

  // Another one is polled after it, so any effect of the deleted one has happened.
  const other = await connect(relay);
  await finished(relay, other.id);
  const { body } = await relay.call('GET', `/v1/events?connectionId=${id}`);
  expect(body.data).toEqual([]);
  expect((await relay.call('POST', `/v1/connections/${id}/poll`)).status).toBe(404);
});

test.each([
  [{ intervalSeconds: 0 }, 'poll.intervalSeconds', 'must be at least 1 second'],
  [{ intervalSeconds: 1.5 }, 'poll.intervalSeconds', 'must be a whole number of seconds'],
  [{ requestsPerSecond: 11 }, 'poll.requestsPerSecond', 'must be at most 10'],
  [{ startFrom: '' }, 'poll.startFrom', 'must be "now", "beginning", or the id of a document'],
  [{ startFrom: 'x7' }, 'poll.startFrom', 'must be "now", "beginning", or: an id is a number'],
  [{ every: 5 }, 'poll.every', expect.any(String)],
])('%j is refused', async (poll, path, message) => {
  await using relay = await start(playPolledSource());
  const answer = await relay.call('POST', '/v1/connections', {
    source: 'polled',
    name: 'x',
    credentials: {},
    poll,
  });
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([{ path, message }]);
});

test('a starting id may be written as a number', async () => {
  await using relay = await start(playPolledSource());
  const { id } = await connect(relay, { startFrom: 7 });
  expect((await pollOf(relay, id)).startFrom).toBe('7');
});

test('a source with webhooks is not polled, and says so', async () => {
  await using relay = await startTestRelay();
  const { id } = await relay.connect();
  expect((await relay.call('GET', `/v1/connections/${id}`)).body.poll).toBeNull();
  const now = await relay.call('POST', `/v1/connections/${id}/poll`);
  expect(now).toMatchObject({ status: 409, body: { code: 'not_polled' } });
  const changed = await relay.call('PATCH', `/v1/connections/${id}`, {
    poll: { intervalSeconds: 60 },
  });
  expect(changed).toMatchObject({ status: 400, body: { errors: [{ path: 'poll' }] } });
});

test('a polled source has nothing to paste or verify', async () => {
  await using relay = await start(playPolledSource());
  const { id } = await connect(relay);
  expect((await relay.call('GET', `/v1/connections/${id}`)).body).toMatchObject({
    ingestUrl: null,
    verification: { mode: 'signature', state: 'polled', scheme: null },
  });
  const rotated = await relay.call('POST', `/v1/connections/${id}/rotate-ingest-url`, {});
  expect(rotated).toMatchObject({ status: 409, body: { code: 'no_ingest_url' } });
});
