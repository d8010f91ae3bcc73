import { expect, test, vi } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { reorderedAtOnce } from '../../src/database/tables/deliveries.ts';
import {
  cancelledAtOnce,
  SubscriptionCancellation,
} from '../../src/http/resources/subscriptions/subscription-cancellation.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

/** More than are cancelled in one transaction, in lanes of three. */
const pending = cancelledAtOnce * 2 + 10;

async function fill(relay: Resources, subscriptionId: string): Promise<void> {
  const change = (statement: string) => relay.database.write((tx) => tx.query(statement));
  await change(
    `INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at",
       "received_at", "body")
     WITH RECURSIVE "numbers" ("n") AS (
       SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${pending}
     )
     SELECT 'evt_' || "n", 'con_1', "n", 'invoice.paid', "n", "n", '{}' FROM "numbers"`,
  );
  await change(
    `INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "cause",
       "created_at")
     SELECT '${subscriptionId}', "seq", 'lane ' || ("seq" / 3), 'pending', 'live', 1 FROM "events"
     ORDER BY "seq"`,
  );
  await change(
    `INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
       "priority", "due_at")
     SELECT "subscription_id", "lane", MIN("seq"), MIN("event_seq"), 0, 0, 1 FROM "deliveries"
     GROUP BY "subscription_id", "lane"`,
  );
}

test('a subscription with a large backlog is deleted at once, and cancelled in steps', async () => {
  await using relay = await openResources();
  const { id: other } = await relay.subscribe({ eventTypes: ['order.*'] });
  const { id } = await relay.subscribe();
  await fill(relay, id);
  const one = await relay.queue.claim({ demands: [{ subscriptionId: id, limit: 1 }], now: 10 });
  expect(one).toHaveLength(1);
  const giveUp = vi.spyOn(relay.queue, 'giveUp');

  const url = `/v1/subscriptions/${id}`;
  expect((await relay.call({ method: 'DELETE', url })).status).toBe(204);

  expect((await relay.call({ url })).status).toBe(404);
  const { data } = (await relay.call({ url: '/v1/subscriptions' })).json;
  expect(data.map((subscription: { id: string }) => subscription.id)).toEqual([other]);
  expect(await relay.queue.subscriptionsWithPending()).toEqual([]);
  expect(await relay.subscribers.load([id])).toEqual(new Map());
  // As after a kill: the remaining state is in the database.
  const jobs = await relay.database.read((tx) =>
    tx.all<{ key: string }>(sql`SELECT "key" FROM "jobs" WHERE "kind" = 'subscription-cancel'`),
  );
  expect(jobs).toEqual([{ key: id }]);
  const cancellation = relay.app.get(SubscriptionCancellation);
  const job = { kind: cancellation.kind, key: id, claim: 'x' };
  for (;;) if ((await cancellation.run({ job })) === 'done') break;

  const results = await Promise.all(giveUp.mock.results.map(({ value }) => value as number));
  expect(results).toEqual([cancelledAtOnce, cancelledAtOnce, 10]);
  const left = await relay.database.read(async (tx) => [
    ...(await tx.all(sql`SELECT DISTINCT "status" FROM "deliveries"`)),
    ...(await tx.all(sql`SELECT * FROM "lanes"`)),
  ]);
  expect(left).toEqual([{ status: 'cancelled' }]);
});

test('a subscription with a small backlog is cancelled with its deletion', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const { id } = await relay.subscribe();
  await relay.append({ connectionId, events: [{}, {}] });
  await relay.call({ method: 'DELETE', url: `/v1/subscriptions/${id}` });
  const { data } = (await relay.call({ url: '/v1/deliveries' })).json;
  expect(data).toMatchObject([{ status: 'cancelled' }, { status: 'cancelled' }]);
  const jobs = await relay.database.read((tx) =>
    tx.all(sql`SELECT 1 FROM "jobs" WHERE "kind" = 'subscription-cancel'`),
  );
  expect(jobs).toEqual([]);
});

test('while a large backlog is sorted into other lanes, others get the thread', async () => {
  await using relay = await openResources();
  const { id: subscriptionId } = await relay.subscribe();
  await fill(relay, subscriptionId);
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await relay.database.write((tx) =>
    relay.queue.reorder(tx, { subscriptionId, ordering: 'connection', now: relay.clock.now() }),
  );
  isDone = true;

  expect(turns).toBeGreaterThanOrEqual(pending / reorderedAtOnce);
  const lanes = await relay.database.read((tx) =>
    tx.all<{ lane: string; head: number }>(
      sql`SELECT "lane", "head_event_seq" AS "head" FROM "lanes"`,
    ),
  );
  expect(lanes.map(({ lane, head }) => [lane, Number(head)])).toEqual([['con_1', 1]]);
});
