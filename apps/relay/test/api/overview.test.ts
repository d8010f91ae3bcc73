import { hours, minutes } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { readBacklog } from '../../src/database/tables/flow-counts.ts';
import { BacklogLevelHandler } from '../../src/operations/backlog-level-handler.ts';
import { RetentionHandler } from '../../src/operations/retention/retention-handler.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import { activity, signedBody } from '../support/vendor.ts';

const url = '/v1/overview';

async function overview(relay: Resources, range = '1h') {
  const answer = await relay.call({ url: `${url}?range=${range}`, key: relay.keys.read });
  expect(answer.status).toBe(200);
  return answer.json;
}

const level = (relay: Resources) => new BacklogLevelHandler(relay.database, relay.clock).run();

test('activities and events are counted by minute and hour', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.append({ connectionId, events: [{}, {}, {}] });
  relay.clock.advance(2 * minutes);
  await relay.append({ connectionId, events: [{}] });

  const { series, totals, ...shown } = await overview(relay);
  expect(shown).toMatchObject({
    range: '1h',
    from: '2026-11-20T09:03:00.000Z',
    to: '2026-11-20T10:03:00.000Z',
    stepSeconds: 60,
  });
  expect(series).toHaveLength(60);
  const busy = series.filter(({ events }: { events: number }) => events > 0);
  expect(busy).toMatchObject([
    { at: '2026-11-20T10:00:00.000Z', activities: 3, events: 3 },
    { at: '2026-11-20T10:02:00.000Z', activities: 1, events: 1 },
  ]);
  expect(totals).toEqual({ activities: 4, events: 4, delivered: 0, failedAttempts: 0, dead: 0 });
  for (const [range, points] of [
    ['24h', 96],
    ['7d', 168],
    ['30d', 180],
  ] as const) {
    const other = await overview(relay, range);
    expect(other.series).toHaveLength(points);
    expect(other.totals).toMatchObject({ activities: 4, events: 4 });
  }
});

test('the backlog is measured once a minute; an hour shows the maximum', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.subscribe();
  await level(relay);
  relay.clock.advance(1 * minutes);
  await relay.append({ connectionId, events: [{}, {}] });
  relay.clock.advance(1 * minutes);
  expect(await level(relay)).toEqual({ dueAt: relay.clock.now() + 1 * minutes });

  const { series, now } = await overview(relay);
  expect(series.slice(-3)).toMatchObject([
    { pending: 0, oldestPendingSeconds: 0 },
    { pending: null, oldestPendingSeconds: null },
    { pending: 2, oldestPendingSeconds: 60 },
  ]);
  expect(now).toEqual({
    pending: 2,
    oldestPendingAt: '2026-11-20T10:01:00.000Z',
    quarantined: 0,
  });
  const week = await overview(relay, '7d');
  expect(week.series.at(-1)).toMatchObject({ pending: 2, oldestPendingSeconds: 60 });
});

test('a backlog is counted up to a limit, beyond which only its oldest delivery is known', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.subscribe();
  const oldestAt = relay.clock.now();
  await relay.append({ connectionId, events: [{}, {}, {}] });
  const backlog = (limits?: { readonly upTo: number }) =>
    relay.database.read((tx) => readBacklog(tx, limits));
  expect(await backlog()).toEqual({ pending: 3, oldestAt });
  expect(await backlog({ upTo: 3 })).toEqual({ pending: 3, oldestAt });
  expect(await backlog({ upTo: 2 })).toEqual({ pending: undefined, oldestAt });
});

test('purged events stay counted, and counts are dropped only once they are no longer shown', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  await relay.append({ connectionId, events: [{}, {}, {}] });
  relay.clock.advance(10 * 24 * hours);
  await new RetentionHandler(relay.database, relay.clock, {
    retentionDays: { answers: 1, deliveries: 1, activities: 1, events: 1 },
    sessions: { idleMs: 1 * hours, longestMs: 1 * hours },
  }).run({ signal: new AbortController().signal });
  await level(relay);
  expect((await relay.call({ url: '/v1/events' })).json.data).toEqual([]);
  expect((await overview(relay, '30d')).totals).toMatchObject({ activities: 3, events: 3 });

  relay.clock.advance(500 * 24 * hours);
  await level(relay);
  const rows = await relay.database.read((tx) => tx.all(sql`SELECT 1 FROM "flow_counts"`));
  expect(rows).toEqual([]);
});

test.each(['1y', '', '1h&range=7d', '1h&x=1'])('the range %j is refused', async (range) => {
  await using relay = await openResources();
  const answer = await relay.call({ url: `${url}?range=${range}` });
  expect(answer.json).toMatchObject({ status: 400, code: 'validation_failed' });
});

test('attempts are counted by outcome, across restarts too', async () => {
  await using subscriber = await startSubscriber((_request, count) => (count === 1 ? 500 : 200));
  await using relay = await startTestRelay();
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 1 })));
  await until(async () => {
    relay.clock.pass(6_000);
    const { body } = await relay.call('GET', `${url}?range=24h`);
    expect(body.totals).toMatchObject({ activities: 1, events: 1, delivered: 1 });
    expect(body.totals.failedAttempts).toBeGreaterThan(0);
    expect(body.now.pending).toBe(0);
  });
  const before = (await relay.call('GET', `${url}?range=30d`)).body.totals;
  await relay.restart();
  expect((await relay.call('GET', `${url}?range=30d`)).body.totals).toEqual(before);
});
