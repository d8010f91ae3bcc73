import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { seconds } from '../../src/shared/clock/durations.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

test('a stop never waits indefinitely, for a hanging sender or a hanging subscriber', async () => {
  await using relay = await startTestRelay();
  const { promise: never, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => never);
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const { hostname, port, pathname } = new URL(ingestUrl);
  const half = connect({ host: hostname, port: Number(port) });
  half.on('error', () => {});
  await new Promise<void>((resolve) => {
    half.write(`POST ${pathname} HTTP/1.1\r\nHost: r\r\nContent-Length: 100\r\n\r\n{"Act`, () =>
      resolve(),
    );
  });

  const restarted = relay.restart();
  await until(() => expect(relay.log()).toContain('relay stopping'));
  relay.clock.pass(9 * seconds);
  await restarted;

  // The interrupted attempt is made again: it was not delivered.
  letGo(200);
  await until(async () => {
    const { body } = await relay.call('GET', '/v1/deliveries?status=delivered');
    expect(body.data).toHaveLength(1);
  });
  expect(subscriber.requests).toHaveLength(2);
  half.destroy();
});

test('while it stops, new requests are refused with a reason and not half lost', async () => {
  await using relay = await startTestRelay();
  const { promise: never, resolve: letGo } = Promise.withResolvers<number>();
  await using subscriber = await startSubscriber(() => never);
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity()));
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const restarted = relay.restart();
  await until(() => expect(relay.log()).toContain('relay stopping'));
  const refused = await relay.post(ingestUrl, signedBody(activity())).catch(() => undefined);
  expect([undefined, 503]).toContain(refused?.status);
  letGo(200);
  await restarted;
  expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(1);
});
