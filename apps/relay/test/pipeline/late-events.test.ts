import type { SourceEvent } from '@invoice-relay/core/events';
import { eventSchema } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';
import * as v from 'valibot';

import { seconds } from '../../src/shared/clock/durations.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { startConfirmingVendor } from '../support/confirming-vendor.ts';
import { playSource } from '../support/played-source.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { openResources } from '../support/resources.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** An Envoice activity that happened at this second of one minute. */
const at = (second: string, InvoiceId = 3971) =>
  activity({ InvoiceId, CreatedOn: `2026-11-20T10:00:${second}Z` });

async function eventsOf(relay: TestRelay): Promise<SourceEvent[]> {
  const { body } = await relay.call('GET', '/v1/events?limit=200');
  return body.data;
}

const secondOf = ({ timestamp }: SourceEvent): string => timestamp.slice(17, -1);

async function setUp(connection: object = {}) {
  const relay = await startTestRelay();
  const { id, ingestUrl } = await relay.connect(connection);
  return Object.assign(relay, {
    connectionId: id,
    happens: async (...activities: ReturnType<typeof activity>[]) => {
      for (const one of activities) {
        expect((await relay.post(ingestUrl, signedBody(one))).status).toBe(200);
      }
    },
  });
}

test('an event that arrives after a newer one of its subject says so, and names that one', async () => {
  await using relay = await setUp();
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(at('20'), at('10'), at('15'), at('30'), at('05', 4));

  const events = await eventsOf(relay);
  expect(events.map(secondOf)).toEqual(['20', '10', '15', '30', '05']);
  const late = { newerEventId: events[0]?.data.id, newerTimestamp: '2026-11-20T10:00:20Z' };
  expect(events.map(({ data }) => data.late)).toEqual([
    undefined,
    late,
    late,
    undefined,
    undefined,
  ]);
  for (const event of events) expect(v.parse(eventSchema, event)).toEqual(event);
  await until(() => expect(subscriber.requests).toHaveLength(5));
  const sent = subscriber.requests.map(({ body }) => JSON.parse(body) as SourceEvent);
  expect(sent.filter(({ data }) => data.late !== undefined).map(secondOf)).toEqual(['10', '15']);
  const { body: metrics } = await relay.call('GET', '/metrics');
  expect(metrics).toContain('invoice_relay_late_events_total{source="envoice"} 2');
  expect(metrics).toContain('invoice_relay_events_total{source="envoice"} 5');
});

test('the vendor’s last digit decides, and the same moment is not late', async () => {
  await using relay = await setUp();
  await relay.happens(at('20.1234567'), at('20.1234566'), at('20.1234567'), at('20.1234568'));
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => data.late?.newerTimestamp)).toEqual([
    undefined,
    '2026-11-20T10:00:20.1234567Z',
    undefined,
    undefined,
  ]);
});

test('the same moment with more or fewer zeros is not late', async () => {
  await using relay = await setUp();
  await relay.happens(at('20.500'), at('20.5'), at('20.50'), at('20.499'));
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => data.late !== undefined)).toEqual([false, false, false, true]);
});

test('an event without a vendor date is never late, and makes none late', async () => {
  await using relay = await setUp();
  const undated = activity({ CreatedOn: undefined as never });
  await relay.happens(at('20'), undated, at('10'), at('30'), activity({ CreatedOn: '' }));
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => data.late !== undefined)).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
});

test('an undated event that comes first makes no dated one late', async () => {
  await using relay = await setUp();
  await relay.happens(activity({ CreatedOn: '' }), at('10'), at('05'));
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => data.late !== undefined)).toEqual([false, false, true]);
});

test('events from a backfill can be late', async () => {
  const played = playSource([
    [
      { id: 1, createdAt: '2026-11-20T10:00:01Z' },
      { id: 2, createdAt: '2026-11-20T10:00:02Z' },
    ],
  ]);
  await using relay = await startTestRelay({ sources: new SourceRegistry([played.source]) });
  const { id, ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  await relay.post(ingestUrl, '{"id": 3, "createdAt": "2026-11-20T10:00:03Z"}');
  expect((await relay.call('POST', `/v1/connections/${id}/backfill`, {})).status).toBe(202);
  await until(async () => expect(await eventsOf(relay)).toHaveLength(3));
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => [data.activity.id, data.late !== undefined])).toEqual([
    ['3', false],
    ['1', true],
    ['2', true],
  ]);
});

test('confirmed events can be late', async () => {
  await using vendor = await startConfirmingVendor();
  await using relay = await startTestRelay(vendor);
  const { ingestUrl } = await relay.connect(vendor.connection);
  const dated = (id: string, second: string) =>
    vendor.happens('7', id, { createdAt: `2026-11-20T10:00:${second}Z` });
  await relay.post(ingestUrl, dated('1', '20'));
  await until(async () => expect(await eventsOf(relay)).toHaveLength(1));
  await relay.post(ingestUrl, dated('2', '10'));
  await until(async () => expect(await eventsOf(relay)).toHaveLength(2));
  const [first, second] = await eventsOf(relay);
  expect(second?.data.late?.newerEventId).toBe(first?.data.id);
});

test('erasing a subject leaves an event late', async () => {
  await using relay = await setUp();
  await relay.happens(at('20'), at('10'));
  await relay.call('DELETE', `/v1/subjects/${relay.connectionId}/invoice/3971`);
  const events = await eventsOf(relay);
  expect(events.map(({ data }) => data.late !== undefined)).toEqual([false, true]);
});

test('events close together are held for a few seconds and put in order, subject by subject', async () => {
  await using relay = await setUp({ holdSeconds: 5 });
  await using subscriber = await startSubscriber();
  await relay.subscribe({ url: subscriber.url });
  await relay.happens(at('20'), at('10'), at('30', 4));
  relay.clock.pass(3 * seconds);
  await relay.happens(at('15'), at('40'));
  expect(await eventsOf(relay)).toEqual([]);

  relay.clock.pass(3 * seconds);
  // The newest of the subject waits for its own time.
  await until(async () => {
    const events = await eventsOf(relay);
    expect(events.filter(({ data }) => data.subject?.id === '3971').map(secondOf)).toEqual([
      '10',
      '15',
      '20',
    ]);
    expect(events).toHaveLength(4);
  });
  relay.clock.pass(3 * seconds);
  await until(() => expect(subscriber.requests).toHaveLength(5));
  const sent = subscriber.requests.map(({ body }) => JSON.parse(body) as SourceEvent);
  expect(sent.filter(({ data }) => data.subject?.id === '3971').map(secondOf)).toEqual([
    '10',
    '15',
    '20',
    '40',
  ]);
  expect(sent.every(({ data }) => data.late === undefined)).toBe(true);
});

test('held events survive a restart, and a duplicate of one is a repeat', async () => {
  await using relay = await setUp({ holdSeconds: 60 });
  const [second, first] = [at('20'), at('10')];
  await relay.happens(second, first);
  await relay.restart();
  await relay.happens(second, first);
  relay.clock.pass(61 * seconds);
  await until(async () => expect((await eventsOf(relay)).map(secondOf)).toEqual(['10', '20']));
  relay.clock.pass(61 * seconds);
  await relay.happens(at('30'));
  relay.clock.pass(61 * seconds);
  await until(async () => expect(await eventsOf(relay)).toHaveLength(3));
});

test('a connection that no longer holds events releases what it held at once', async () => {
  await using relay = await setUp({ holdSeconds: 60 });
  await relay.happens(at('20'), at('10'));
  const path = `/v1/connections/${relay.connectionId}`;
  const changed = await relay.call('PATCH', path, { holdSeconds: 0 });
  expect(changed.body).toMatchObject({ holdSeconds: 0 });
  await until(async () => expect((await eventsOf(relay)).map(secondOf)).toEqual(['10', '20']));
});

test('what a connection still holds is not overtaken when it no longer holds events', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect({ holdSeconds: 60 });
  const happens = (second: string) =>
    relay.append({ connectionId, events: [{ timestamp: `2026-11-20T10:00:${second}Z` }] });
  const logged = async (): Promise<SourceEvent[]> =>
    (await relay.call({ method: 'GET', url: '/v1/events' })).json.data;
  await happens('10');
  const url = `/v1/connections/${connectionId}`;
  await relay.call({ method: 'PATCH', url, body: { holdSeconds: 0 } });
  // No job runs here: the earlier event is released later than the next one arrives.
  await happens('20');
  await relay.eventLog.release({ connectionId, now: relay.clock.now() });
  const events = await logged();
  expect(events.map(secondOf)).toEqual(['10', '20']);
  expect(events.map(({ data }) => data.late)).toEqual([undefined, undefined]);
  await happens('30');
  expect((await logged()).map(secondOf)).toEqual(['10', '20', '30']);
});

test.each([-1, 61, 1.5, '5'])('a hold of %j is refused by name', async (holdSeconds) => {
  await using relay = await openResources();
  const answer = await relay.call({
    method: 'POST',
    url: '/v1/connections',
    body: { source: 'example', name: 'Shop', credentials: {}, holdSeconds },
  });
  expect(answer.status).toBe(400);
  expect(answer.json.errors).toContainEqual(expect.objectContaining({ path: 'holdSeconds' }));
});

test('erasing a subject empties its held events before they are ever seen', async () => {
  await using relay = await setUp({ holdSeconds: 60 });
  await relay.happens(activity({ Message: 'Erika Mustermann paid' }));
  const path = `/v1/subjects/${relay.connectionId}/invoice/3971`;
  const { body } = await relay.call('DELETE', path);
  expect(body.erased).toMatchObject({ events: 0, heldEvents: 1, activities: 1 });
  relay.clock.pass(61 * seconds);
  await until(async () => expect(await eventsOf(relay)).toHaveLength(1));
  expect(JSON.stringify(await eventsOf(relay))).not.toContain('Erika');
});

test('the newest event of a subject is found in one lookup, however many it has', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.append({ connectionId, events: [{}] });
  const plan = await relay.database.read((tx) =>
    tx.query<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN SELECT "seq" FROM "events" e WHERE e."subject_id" = '1'
         AND e."connection_id" = 'c' AND e."subject_kind" = 'invoice' ORDER BY e."seq" DESC LIMIT 1`,
    ),
  );
  expect(plan.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/SEARCH e USING COVERING INDEX events_subject/),
  ]);
});
