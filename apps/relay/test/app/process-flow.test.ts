import { expect, test } from 'vitest';

import { create, useBuiltRelay } from '../support/built-relay.ts';
import { until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, credentials, signedBody } from '../support/vendor.ts';

const { start } = useBuiltRelay();
const connection = { source: 'envoice', name: 'Shop', credentials };

/** Seconds of an event's timestamp: `10` for one that happened at 10:00:10. */
const secondOf = (timestamp: string): string => timestamp.slice(17, 19);

test('killed while events are held, it still puts them in order', async () => {
  await using subscriber = await startSubscriber();
  let relay = await start();
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', {
    ...connection,
    holdSeconds: 1,
  });
  await create(relay, '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  const seconds = ['40', '10', '30', '20'];
  for (const second of seconds) {
    const made = activity({ CreatedOn: `2026-11-20T10:00:${second}Z` });
    const answer = await fetch(`${relay.url}${new URL(ingestUrl).pathname}`, {
      method: 'POST',
      body: signedBody(made),
    });
    expect(answer.status).toBe(200);
  }
  relay.child.kill('SIGKILL');
  await relay.ended();
  relay = await start();
  await until(() => expect(subscriber.requests).toHaveLength(seconds.length));
  expect(subscriber.requests.map(({ event }) => secondOf(event.timestamp))).toEqual(
    seconds.toSorted(),
  );
  expect(subscriber.requests.every(({ event }) => event.data.late === undefined)).toBe(true);
});

test('killed in the middle of a replay, it sends no subject’s live event before its replayed ones', async () => {
  await using subscriber = await startSubscriber();
  let relay = await start();
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', connection);
  const happens = async (InvoiceId: number): Promise<string> => {
    const made = activity({ InvoiceId });
    for (;;) {
      const answer = await fetch(`${relay.url}${new URL(ingestUrl).pathname}`, {
        method: 'POST',
        body: signedBody(made),
      }).catch(() => undefined);
      if (answer?.status === 200) return String(made.Id);
    }
  };
  const invoices = Array.from({ length: 700 }, (_, index) => index + 1);
  const before = new Map<number, string[]>();
  for (let from = 0; from < invoices.length; from += 50) {
    const some = invoices.slice(from, from + 50);
    for (let round = 0; round < 2; round += 1) {
      const ids = await Promise.all(some.map(happens));
      some.forEach((invoice, index) =>
        before.set(invoice, [...(before.get(invoice) ?? []), ids[index] as string]),
      );
    }
  }
  const { id: subscriptionId } = await create<{ id: string }>(relay, '/v1/subscriptions', {
    url: subscriber.url,
    eventTypes: ['*'],
    maxInFlight: 8,
  });
  await create(relay, '/v1/replays', { subscriptionId });
  // Those that come last in the replay go first.
  for (const [index, invoice] of invoices.toReversed().entries()) {
    before.get(invoice)?.push(await happens(invoice));
    if (index % 300 !== 150) continue;
    relay.child.kill('SIGKILL');
    await relay.ended();
    relay = await start();
  }
  await until(() => expect(new Set(subscriber.activityIds()).size).toBe(2_100));
  const firstAt = new Map<string, number>();
  for (const [place, id] of subscriber.activityIds().entries()) {
    if (!firstAt.has(id)) firstAt.set(id, place);
  }
  for (const ids of before.values()) {
    const places = ids.map((id) => firstAt.get(id) as number);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
});

test('asked to stop with many hanging subscribers, it ends before a service manager would kill it', async () => {
  const { promise: never, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => never);
  const startedAt = performance.now();
  const relay = await start();
  const startMs = performance.now() - startedAt;
  const { ingestUrl } = await create<{ ingestUrl: string }>(relay, '/v1/connections', connection);
  const count = 60;
  for (let index = 0; index < count; index += 1) {
    await create(relay, '/v1/subscriptions', {
      url: `${subscriber.url}/${index}`,
      eventTypes: ['*'],
    });
  }
  const url = `${relay.url}${new URL(ingestUrl).pathname}`;
  for (const InvoiceId of [1, 2, 3, 4]) {
    const body = signedBody(activity({ InvoiceId }));
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
  }
  await until(() => expect(subscriber.requests.length).toBe(4 * count));

  const askedAt = performance.now();
  relay.child.kill('SIGTERM');
  expect(await relay.ended()).toBe(0);
  // Its grace period is 8 s; the guide says to wait for 15, on a machine that is not much slower
  // than those on which a start takes a second or two.
  expect(performance.now() - askedAt).toBeLessThan(8_000 + 5 * startMs);
  expect(relay.output()).toContain('relay stopped');

  // Interrupted attempts are made again.
  letGo(200);
  const before = subscriber.requests.length;
  await start();
  await until(() => expect(subscriber.requests.length).toBe(before + 4 * count));
});
