import { expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

/**
 * A relay in which two events of one invoice wait for one subscription, the first of which failed.
 */
async function openWaiting(relay: Resources) {
  const { id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe();
  const eventIds = await relay.append({ connectionId, events: [{}, {}] });
  const at = relay.clock.now();
  const [delivery] = await relay.queue.claim({ demands: [{ subscriptionId, limit: 1 }], now: at });
  await relay.database.write(async (tx) => {
    await tx.run(
      sql`INSERT INTO "attempts" ("delivery_seq", "started_at", "duration_ms", "status", "error", "response")
          VALUES (1, ${at}, 7, 503, 'The subscriber responded 503.', 'busy')`,
    );
    await relay.queue.settle(tx, [
      { delivery: delivery!, at, status: 'pending', nextAttemptAt: at + 240_000, counts: true },
    ]);
  });
  return { connectionId, subscriptionId, eventIds };
}

test('waiting deliveries say what they wait for, how it went, and when it is retried', async () => {
  await using relay = await openResources();
  const { subscriptionId, eventIds } = await openWaiting(relay);
  const waitsFor = {
    deliveryId: 'dlv_1',
    eventId: eventIds[0],
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    lastAttempt: {
      status: 503,
      error: 'The subscriber responded 503.',
      at: '2026-11-20T10:00:00.000Z',
    },
    attempts: 1,
    nextAttemptAt: '2026-11-20T10:04:00.000Z',
  };
  const { data } = (await relay.call({ url: '/v1/deliveries' })).json;
  expect(data).toMatchObject([
    { id: 'dlv_1', waitsFor: null, nextAttemptAt: '2026-11-20T10:04:00.000Z' },
    { id: 'dlv_2', waitsFor },
  ]);
  expect((await relay.call({ url: '/v1/deliveries/dlv_2' })).json).toMatchObject({ waitsFor });

  const { json } = await relay.call({ url: `/v1/subscriptions/${subscriptionId}` });
  expect(json).toMatchObject({
    backlog: { pending: 2, oldestPendingAt: '2026-11-20T10:00:00.000Z' },
    lastDeliveredAt: null,
  });
});

test('a cancelled delivery releases those behind it, and is cancelled once', async () => {
  await using relay = await openResources();
  const { subscriptionId } = await openWaiting(relay);
  const cancel = { method: 'POST', url: '/v1/deliveries/dlv_1/cancel' } as const;
  expect((await relay.call({ ...cancel, key: relay.keys.read })).status).toBe(403);
  expect((await relay.call({ ...cancel, key: null })).status).toBe(401);
  const cancelled = await relay.call({ ...cancel, key: relay.keys.subscribe });
  expect([cancelled.status, cancelled.json.status]).toEqual([200, 'cancelled']);
  const next = await relay.queue.claim({
    demands: [{ subscriptionId, limit: 5 }],
    now: relay.clock.now(),
  });
  expect(next.map(({ seq }) => Number(seq))).toEqual([2]);
  const again = await relay.call(cancel);
  expect(again.json).toMatchObject({ status: 409, code: 'delivery_not_pending' });
  const unknown = await relay.call({ ...cancel, url: '/v1/deliveries/nonsense/cancel' });
  expect(unknown.json).toMatchObject({ status: 404, code: 'delivery_not_found' });
});

test('a connection reports its health and what to do', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const url = `/v1/connections/${connectionId}`;
  expect((await relay.call({ url })).json).toMatchObject({
    lastActivityAt: null,
    health: { state: 'waiting', message: expect.stringContaining('ingest URL') },
  });
  await relay.append({ connectionId, events: [{}] });
  const { data } = (await relay.call({ url: '/v1/connections' })).json;
  expect(data).toMatchObject([
    { lastActivityAt: '2026-11-20T10:00:00.000Z', health: { state: 'ok' } },
  ]);
});
