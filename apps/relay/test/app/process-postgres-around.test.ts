import { expect, test } from 'vitest';

import {
  call,
  connection,
  eventually,
  kill,
  start,
  usePostgres,
} from '../support/postgres-relays.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';
import { startWay } from '../support/way-to-server.ts';

/* What goes wrong around the processes of a relay: a network that falls silent. */

const server = usePostgres();

test('a stop ends although the database says nothing, and what it could not record is made again', async () => {
  await using way = await startWay(await server().createDatabase());
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
}, 120_000);
