import { hours } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import {
  call,
  connection,
  eventually,
  kill,
  relaysOnPostgres,
  start,
} from '../support/postgres-relays.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';
import { startWay } from '../support/way-to-server.ts';

/* Problems around the processes of a relay: wrong machine clocks, a network that goes silent. */

const server = relaysOnPostgres();

/** Makes the machine clock of a process wrong by this many milliseconds. */
function wrongClock(aheadMs: number): Record<string, string> {
  const script = `const now = Date.now; Date.now = () => now() + ${aheadMs};`;
  const base64 = Buffer.from(script).toString('base64');
  return { NODE_OPTIONS: `--import=data:text/javascript;base64,${base64}` };
}

test('wrong machine clocks make no delivery late or early, and no signature old', async () => {
  const url = await server.createDatabase();
  const attemptsAt = new Map<string, number[]>();
  await using subscriber = await startSubscriber(({ event }) => {
    const attempts = attemptsAt.get(event.data.id) ?? [];
    attemptsAt.set(event.data.id, [...attempts, performance.now()]);
    return attempts.length === 0 ? 500 : 200;
  });
  const [api] = await Promise.all([
    start(url, 'api', wrongClock(1 * hours)),
    start(url, 'worker', wrongClock(30 * 24 * hours)),
    start(url, 'worker', wrongClock(-1 * hours)),
  ]);
  const { ingestUrl } = (await call(api, 'POST', '/v1/connections', connection)).body;
  const { secret } = (
    await call(api, 'POST', '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] })
  ).body;
  const { pathname } = new URL(ingestUrl);
  for (let invoice = 1; invoice <= 20; invoice += 1) {
    const body = signedBody(activity({ InvoiceId: invoice }));
    expect((await fetch(`${api.url}${pathname}`, { method: 'POST', body })).status).toBe(200);
  }
  await eventually(() => expect(subscriber.requests).toHaveLength(40));
  for (const [first = 0, second = 0] of attemptsAt.values()) {
    // The schedule's first wait; rounded to whole milliseconds.
    expect(second - first).toBeGreaterThan(4_990);
  }
  subscriber.verifyAll(secret);
});

test('a stop completes although the database is silent, and unrecorded attempts are made again', async () => {
  await using way = await startWay(await server.createDatabase());
  const { promise: held, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber((_, count) => (count === 1 ? held : 200));
  const relay = await start(way.url, 'all', { RELAY_STOP_TIMEOUT_SECONDS: '1' });
  const { ingestUrl } = (await call(relay, 'POST', '/v1/connections', connection)).body;
  await call(relay, 'POST', '/v1/subscriptions', { url: subscriber.url, eventTypes: ['*'] });
  await fetch(ingestUrl, { method: 'POST', body: signedBody(activity()) });
  await eventually(() => expect(subscriber.requests).toHaveLength(1));
  way.beSilent(true);
  letGo(200);
  expect(await kill(relay, 'SIGTERM')).toBe(1);
  expect(relay.output()).toMatch(/"level":"fatal".*did not stop within 1 s/);
  way.beSilent(false);
  await start(way.url, 'all');
  await eventually(() => expect(subscriber.requests).toHaveLength(2));
  const [first, second] = subscriber.requests.map(({ headers }) => headers['webhook-id']);
  expect(second).toBe(first);
});
