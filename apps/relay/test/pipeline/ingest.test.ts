import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { activity, authSecret, credentials, signedBody } from '../support/vendor.ts';

const token = () => ({ verification: { mode: 'token' } });
/** Requests with an unknown signature are refused, and not kept for confirmation by the vendor. */
const strict = () => ({ verification: { mode: 'signature', unknownSignature: 'refuse' } });

async function eventsOf(relay: Awaited<ReturnType<typeof startTestRelay>>) {
  return (await relay.call('GET', '/v1/events')).body.data;
}

test('a probe gets a response and stores nothing', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
    expect([method, (await fetch(ingestUrl, { method })).status]).toEqual([method, 200]);
  }
  const empty = await relay.post(ingestUrl, '', { 'content-type': 'application/json' });
  expect(empty.status).toBe(200);
  expect(await eventsOf(relay)).toEqual([]);
});

test.each([
  ['no JSON', 'hello', 'payload_not_json'],
  ['cut JSON', '{"Activity": {"Id": 1', 'payload_not_json'],
  ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'payload_not_utf8'],
  ['no object', '[1, 2]', 'payload_invalid'],
  ['no activity', '{"Timestamp": "2026-11-20T10:00:00Z"}', 'payload_invalid'],
  [
    'an activity twice',
    '{"Activity": {"Id": 1}, "Activity": {"Id": 2}}',
    'payload_duplicate_member',
  ],
  ['a member twice', '{"Activity": {"Id": 1, "Id": 2}}', 'payload_duplicate_member'],
  [
    'a depth of 100,000',
    `{"Activity": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'payload_too_deep',
  ],
])('400 for %s', async (_, body, code) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect(token());
  const answer = await relay.post(ingestUrl, body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(answer.body).toMatchObject({ status: 400, code });
  expect(await eventsOf(relay)).toEqual([]);
});

test.each([
  ['no signature', `{"Timestamp": "2026-11-20T10:00:00Z", "Activity": {"Id": 1}}`],
  ['another secret', signedBody(activity(), { secret: 'not-the-secret' })],
  ['a changed byte', signedBody(activity({ InvoiceId: 3971 })).replace('3971', '3972')],
  ['a changed timestamp', signedBody(activity()).replace('10:00:01.5Z', '10:00:01.6Z')],
  [
    'a signature of nonsense',
    signedBody(activity()).replace(/"Signature":"\w+"/, '"Signature":"zz"'),
  ],
])('401 for %s', async (_, body) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect(strict());
  const answer = await relay.post(ingestUrl, body);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toMatch(authSecret);
  expect(await eventsOf(relay)).toEqual([]);
});

test('404 for an unknown token, and for one whose connection is deleted', async () => {
  await using relay = await startTestRelay();
  const { id, ingestUrl } = await relay.connect();
  await relay.call('DELETE', `/v1/connections/${id}`);
  for (const url of [ingestUrl, `${relay.url}/hooks/nobody`]) {
    expect((await relay.post(url, signedBody(activity()))).status).toBe(404);
  }
  await until(() => expect(relay.log()).toMatch(/"outcome":"turned_away","status":404/));
  expect(relay.log()).not.toContain('nobody');
});

test('a body over 1 MiB is refused before it is read to the end', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect(token());
  const tooLarge = await relay.post(ingestUrl, 'x'.repeat(1024 * 1024 + 1));
  expect(tooLarge.status).toBe(413);

  // A body that never ends: the response must come although the sender never sends the rest.
  const { hostname, port, pathname } = new URL(ingestUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (chunk) => resolve(chunk.toString()));
  });
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: relay\r\nContent-Length: 999999999\r\n\r\n${'x'.repeat(2000)}`,
  );
  expect(await answer).toMatch(/^HTTP\/1.1 413 /);
  socket.destroy();
});

test.each([
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'x/y; charset=utf-8',
  '',
])('accepts a webhook with any content type: "%s"', async (contentType) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType };
  const answer = await relay.post(ingestUrl, Buffer.from(signedBody(activity())), headers);
  expect(answer.status).toBe(200);
});

test('an activity of an unknown type becomes activity.unknown with everything it contained', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.post(ingestUrl, signedBody(activity({ Type: 4711, Surprise: { deep: [1] } })));
  const [event] = await eventsOf(relay);
  expect(event).toMatchObject({
    type: 'activity.unknown',
    data: { attributes: { Surprise: { deep: [1] } }, activity: { type: '4711' } },
  });
});

test.each([
  ['seven digits', '2026-11-20T10:00:00.1234567Z', '2026-11-20T10:00:00.1234567Z'],
  ['no fraction', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'],
  ['an offset', '2026-11-20T12:00:00+02:00', '2026-11-20T12:00:00+02:00'],
  ['no zone', '2026-11-20T10:00:00.5', '2026-11-20T10:00:00.5Z'],
])('keeps a date with %s exactly', async (_, given, expected) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.post(ingestUrl, signedBody(activity({ CreatedOn: given })));
  const [event] = await eventsOf(relay);
  expect([event.timestamp, event.data.activity.createdAt]).toEqual([expected, given]);
});

test.each(['2026-02-30T10:00:00Z', '0001-01-01T00:00:00Z', 'yesterday', '/Date(1)/'])(
  'accepts an activity with the impossible date %s, dated at its receipt',
  async (date) => {
    await using relay = await startTestRelay();
    const { ingestUrl } = await relay.connect();
    await relay.post(ingestUrl, signedBody(activity({ CreatedOn: date })));
    const [event] = await eventsOf(relay);
    expect(event.timestamp).toBe(new Date(event.timestamp).toISOString());
    expect(Math.abs(Date.parse(event.timestamp) - Date.now())).toBeLessThan(60_000);
  },
);

test('replaced credentials stay valid for a while', async () => {
  await using relay = await startTestRelay();
  const { id, ingestUrl } = await relay.connect(strict());
  await relay.post(ingestUrl, signedBody(activity()));
  await relay.call('PATCH', `/v1/connections/${id}`, {
    credentials: { ...credentials, authSecret: 'the-new-secret' },
  });
  const withOld = () => relay.post(ingestUrl, signedBody(activity()));
  const withNew = () => relay.post(ingestUrl, signedBody(activity(), { secret: 'the-new-secret' }));
  expect([(await withOld()).status, (await withNew()).status]).toEqual([200, 200]);
  relay.clock.pass(25 * 60 * 60 * 1000);
  expect([(await withOld()).status, (await withNew()).status]).toEqual([401, 200]);
});

test('detecting a scheme is not tried endlessly', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect(strict());
  const forged = signedBody(activity(), { secret: 'not-the-secret' });
  const statuses = new Set<number>();
  for (let count = 0; count < 21; count += 1) {
    statuses.add((await relay.post(ingestUrl, forged)).status);
  }
  expect([...statuses]).toEqual([401, 429]);
  relay.clock.pass(61_000);
  expect((await relay.post(ingestUrl, signedBody(activity()))).status).toBe(200);
});
