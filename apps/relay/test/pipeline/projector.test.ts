import { gzipSync } from 'node:zlib';

import { PayloadError } from '@invoice-relay/core/errors';
import type { AnySource } from '@invoice-relay/core/source';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { activity, signedBody } from '../support/vendor.ts';

async function eventsOf(
  relay: TestRelay,
): Promise<readonly { data: { activity: { id: string } } }[]> {
  return (await relay.call('GET', '/v1/events?limit=200')).body.data;
}

/** A source that reads as it is told. */
function moodySource(fails: { reads: (text: string) => void }): AnySource {
  return {
    specificationVersion: 'v1',
    name: 'moody',
    title: 'Moody',
    credentialsSchema: v.strictObject({}),
    settingsSchema: v.strictObject({}),
    eventTypes: ['invoice.paid'],
    webhook: {
      toleranceSeconds: null,
      probe: () => undefined,
      verify: () => ({}),
      parsesBodyAlone: true,
      parse: ({ body }, { now }) => [
        {
          id: new TextDecoder().decode(body),
          raw: new Uint8Array(body),
          seenAt: new Date(now).toISOString(),
        },
      ],
    },
    normalize({ id, raw }) {
      const text = new TextDecoder().decode(raw);
      fails.reads(text);
      return [
        {
          type: 'invoice.paid',
          timestamp: text === 'undated' ? 'yesterday' : '2026-11-20T10:00:00Z',
          subject: null,
          attributes: {},
          activity: { id, type: 'Paid', message: null, link: null, createdAt: null },
        },
      ];
    },
  };
}

const moody = { source: 'moody', credentials: {}, verification: { mode: 'signature' } };

test('in its own thread, what was acknowledged becomes an event once, in order, across restarts', async () => {
  await using relay = await startTestRelay({ projector: 'thread' });
  const { ingestUrl } = await relay.connect();
  const made = Array.from({ length: 60 }, () => activity());
  for (const one of made.slice(0, 30)) await relay.post(ingestUrl, signedBody(one));
  await relay.restart();
  await Promise.all(made.map((one) => relay.post(ingestUrl, signedBody(one))));
  const ids = (await eventsOf(relay)).map(({ data }) => data.activity.id);
  expect(ids.slice(0, 30)).toEqual(made.slice(0, 30).map(({ Id }) => String(Id)));
  expect(ids.toSorted()).toEqual(made.map(({ Id }) => String(Id)).toSorted());
});

test('an activity that its source fails to read is quarantined with the reason, blocks nothing, and can be read again', async () => {
  const mood = {
    reads(text: string): void {
      if (text === '2') throw new TypeError('cannot read properties of undefined');
      if (text === '3') throw new PayloadError('payload_unreadable', 'a new member');
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([moodySource(mood)]) });
  const { id, ingestUrl } = await relay.connect(moody);
  for (const body of ['1', '2', '3', '4']) {
    expect((await relay.post(ingestUrl, body)).status).toBe(200);
  }
  const ids = async () => (await eventsOf(relay)).map(({ data }) => data.activity.id);
  expect(await ids()).toEqual(['1', '4']);
  const { data } = (await relay.call('GET', '/v1/quarantine')).body;
  expect(data).toMatchObject([
    { connectionId: id, activityId: '2', reason: 'source_failed', authentic: true },
    { connectionId: id, activityId: '3', reason: 'payload_unreadable', authentic: true },
  ]);
  expect(data[0].detail).toContain('The source "moody" failed in normalize()');
  expect(relay.log()).toContain('"reason":"source_failed"');
  const metrics = (await relay.call('GET', '/metrics')).body;
  expect(metrics).toContain(
    'invoice_relay_quarantined_total{source="moody",reason="source_failed"} 1',
  );
  expect(metrics).toContain('invoice_relay_activities_total{source="moody",outcome="accepted"} 2');

  const [failed, unread] = data;
  const retry = async (one: { id: string }) =>
    (await relay.call('POST', `/v1/quarantine/${one.id}/retry`)).body;
  expect(await retry(failed)).toMatchObject({ status: 'quarantined', events: [] });
  mood.reads = () => {};
  expect(await retry(failed)).toMatchObject({ status: 'accepted', events: [expect.any(String)] });
  expect(await ids()).toEqual(['1', '4', '2']);
  expect((await relay.call('DELETE', `/v1/quarantine/${unread.id}`)).status).toBe(204);
  expect((await relay.call('GET', '/v1/quarantine')).body.data).toEqual([]);
});

test('an event whose timestamp is not a date is set aside as a fault of its source', async () => {
  const source = moodySource({ reads: () => {} });
  await using relay = await startTestRelay({ sources: new SourceRegistry([source]) });
  const { ingestUrl } = await relay.connect(moody);
  for (const body of ['undated', '1']) await relay.post(ingestUrl, body);
  expect((await eventsOf(relay)).map(({ data }) => data.activity.id)).toEqual(['1']);
  const { data } = (await relay.call('GET', '/v1/quarantine')).body;
  expect(data).toMatchObject([{ activityId: 'undated', reason: 'source_failed' }]);
  expect(data[0].detail).toContain('0.timestamp');
});

test('the connection says what its source could not read, until it can read again', async () => {
  const mood = {
    reads(text: string): void {
      if (text === 'bad') throw new TypeError('broken');
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([moodySource(mood)]) });
  const { id, ingestUrl } = await relay.connect(moody);
  const trouble = async () => (await relay.call('GET', `/v1/connections/${id}`)).body.trouble;
  await relay.post(ingestUrl, 'bad');
  expect(await trouble()).toContain('The source "moody" failed');
  await relay.post(ingestUrl, 'good');
  expect(await trouble()).toBeNull();
});

test('an unknown signature gets 200 and is confirmed by the vendor, or is refused if configured so', async () => {
  await using relay = await startTestRelay();
  const forged = () => signedBody(activity(), { secret: 'not-the-secret' });
  const usual = await relay.connect();
  const kept = await relay.post(usual.ingestUrl, forged());
  expect([kept.status, kept.body]).toEqual([200, { status: 'unconfirmed' }]);
  const strict = await relay.connect({
    verification: { mode: 'signature', unknownSignature: 'refuse' },
  });
  expect((await relay.post(strict.ingestUrl, forged())).status).toBe(401);
  expect(await eventsOf(relay)).toEqual([]);
});

test('compressed bodies are read, within a limit; other encodings are named', async () => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const send = (body: Uint8Array, encoding: string) =>
    relay.post(ingestUrl, body, { 'content-encoding': encoding });
  expect((await send(gzipSync(signedBody(activity())), 'gzip')).status).toBe(200);
  await until(async () => expect(await eventsOf(relay)).toHaveLength(1));
  expect((await send(gzipSync('x'.repeat(2 * 1024 * 1024)), 'gzip')).status).toBe(413);
  expect((await send(gzipSync('x').subarray(0, 5), 'gzip')).status).toBe(400);
  const unknown = await send(new TextEncoder().encode('x'), 'zstd');
  expect([unknown.status, unknown.headers.get('accept-encoding')]).toEqual([
    415,
    'gzip, deflate, br',
  ]);
});

test.each([
  ['a slash', (path: string) => `${path}/`],
  ['a blank', (path: string) => `${path}%20`],
  ['a line end', (path: string) => `${path}%0A`],
  ['a capital letter', (path: string) => path.replace('/hooks/', '/Hooks/')],
])('an ingest URL pasted with %s works', async (_, pasted) => {
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  const url = `${relay.url}${pasted(new URL(ingestUrl).pathname)}`;
  const answer = await fetch(url, { method: 'POST', body: signedBody(activity()) });
  expect(answer.status).toBe(200);
  await until(async () => expect(await eventsOf(relay)).toHaveLength(1));
});
