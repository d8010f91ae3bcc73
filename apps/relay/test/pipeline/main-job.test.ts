import { createHmac } from 'node:crypto';

import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, authSecret, signedBody } from '../support/vendor.ts';

test('a signed webhook arrives, and a signed event is delivered to every subscriber', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  await using other = await startSubscriber();
  const connection = await relay.connect();
  const { secret } = await relay.subscribe({ url: subscriber.url, eventTypes: ['invoice.*'] });
  await relay.subscribe({ url: other.url, eventTypes: ['order.*'] });
  const paid = activity({ Type: 11, UserId: 7 });

  const answer = await relay.post(connection.ingestUrl, signedBody(paid));

  expect(answer.status).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  subscriber.verifyAll(secret);
  const [received] = subscriber.requests;
  expect(received?.event).toEqual({
    type: 'invoice.paid',
    timestamp: '2026-11-20T10:00:00.1234567Z',
    data: {
      id: received?.headers['webhook-id'],
      connectionId: connection.id,
      source: 'envoice',
      subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
      attributes: { UserId: 7 },
      activity: {
        id: String(paid.Id),
        type: 'Paid',
        message: 'Invoice was paid',
        link: 'https://www.envoice.in/i/abc',
        createdAt: '2026-11-20T10:00:00.1234567Z',
      },
      invoice: null,
    },
  });
  expect(other.requests).toEqual([]);

  const id = received?.event.data.id as string;
  const event = await relay.call('GET', `/v1/events/${id}`);
  expect(event.body).toEqual(received?.event);
  const raw = await fetch(`${relay.url}/v1/events/${id}/activity`, {
    headers: { authorization: `Bearer ${relay.adminKey}` },
  });
  expect(await raw.text()).toBe(JSON.stringify(paid));
});

test('the first match pins the signature scheme, and the connection shows it', async () => {
  await using relay = await startTestRelay();
  const connection = await relay.connect({
    verification: { mode: 'signature', unknownSignature: 'refuse' },
  });
  const verification = async () =>
    (await relay.call('GET', `/v1/connections/${connection.id}`)).body.verification;
  expect(await verification()).toMatchObject({
    mode: 'signature',
    state: 'waiting',
    scheme: 'auto',
  });

  await relay.post(connection.ingestUrl, signedBody(activity()));

  expect(await verification()).toMatchObject({
    mode: 'signature',
    state: 'pinned',
    scheme: {
      digest: 'hmac-sha256',
      key: 'authSecret',
      parts: ['timestamp', 'activity'],
      separator: '.',
      encoding: 'hex',
    },
  });
  const tampered = signedBody(activity()).replace('INV-0001', 'INV-0002');
  expect((await relay.post(connection.ingestUrl, tampered)).status).toBe(401);
});

test('a scheme indistinguishable from its twin is pinned anew when the twin proves right', async () => {
  await using relay = await startTestRelay();
  const connection = await relay.connect();
  // This vendor signs the activity without white space, whatever it sends.
  const send = (indent: number) => {
    const made = activity();
    const timestamp = '2026-11-20T10:00:01Z';
    const Signature = createHmac('sha256', authSecret)
      .update(`${timestamp}${JSON.stringify(made)}`)
      .digest('base64');
    const body = JSON.stringify({ Signature, Timestamp: timestamp, Activity: made }, null, indent);
    return relay.post(connection.ingestUrl, body);
  };
  const parts = async () =>
    (await relay.call('GET', `/v1/connections/${connection.id}`)).body.verification.scheme.parts;

  expect((await send(0)).status).toBe(200);
  expect(await parts()).toEqual(['timestamp', 'activity']);
  expect((await send(2)).status).toBe(200);
  expect(await parts()).toEqual(['timestamp', 'activityCompact']);
  expect((await send(2)).status).toBe(200);
});

test('a burst on first contact detects the scheme once', async () => {
  await using relay = await startTestRelay();
  const connection = await relay.connect();
  const burst = Array.from({ length: 50 }, () => signedBody(activity()));
  const answers = await Promise.all(burst.map((body) => relay.post(connection.ingestUrl, body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await relay.call('GET', '/v1/events?limit=200')).body.data).toHaveLength(50);
});

test('events of one invoice arrive in order, whatever the subscriber responds', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber((_, count) => (count % 3 === 0 ? 500 : 200));
  const connection = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  const ids: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const next = activity({ Type: index, InvoiceId: 1 + (index % 2) });
    ids.push(String(next.Id));
    await relay.post(connection.ingestUrl, signedBody(next));
  }
  const deliveredIds = async (): Promise<string[]> => {
    relay.clock.pass(6_000);
    const { body } = await relay.call('GET', '/v1/deliveries?status=delivered');
    return body.data.map((delivery: { id: string }) => delivery.id);
  };

  await until(async () => expect(await deliveredIds()).toHaveLength(12));

  for (const invoice of ['1', '2']) {
    const ofInvoice = subscriber.requests
      .filter(({ event }) => event.data.subject?.id === invoice)
      .map(({ event }) => event.data.activity.id);
    // A retry comes right after the failed attempt; nothing overtakes.
    expect(ofInvoice).toEqual(ofInvoice.toSorted());
    expect(new Set(ofInvoice)).toEqual(
      new Set(ids.filter((_, index) => String(1 + (index % 2)) === invoice)),
    );
  }
});

test('a repeated webhook creates no second event: concurrently, later, or after a restart', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const connection = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  const body = signedBody(activity());

  const together = await Promise.all(
    Array.from({ length: 20 }, () => relay.post(connection.ingestUrl, body)),
  );
  const later = await relay.post(connection.ingestUrl, body);
  await relay.restart();
  const afterRestart = await relay.post(connection.ingestUrl, body);

  const answers = [...together, later, afterRestart];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const events = await relay.call('GET', '/v1/events');
  expect(events.body.data).toHaveLength(1);
  const deliveries = await relay.call('GET', '/v1/deliveries');
  expect(deliveries.body.data).toHaveLength(1);
  await until(() => expect(subscriber.requests).toHaveLength(1));
});
