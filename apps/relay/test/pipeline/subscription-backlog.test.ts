import { expect, test, vi } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import type { Subscriber } from '../../src/database/stores/subscriber-store.ts';
import { reorderingJobs } from '../../src/database/tables/reorderings.ts';
import {
  cancelledAtOnce,
  SubscriptionCancellation,
} from '../../src/http/resources/subscriptions/subscription-cancellation.ts';
import {
  reorderedAtOnce,
  SubscriptionReordering,
} from '../../src/http/resources/subscriptions/subscription-reordering.ts';
import type { ClaimedJob, JobStore } from '../../src/jobs/job-store.ts';
import { DispatchStore } from '../../src/pipeline/dispatch/dispatch-store.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { RetryWaking, RetryWakingAnew } from '../../src/pipeline/lanes/retry-waking-handlers.ts';
import { wakingJobs, wokenAtOnce } from '../../src/pipeline/lanes/retry-waking.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { recordAttempts } from '../../src/pipeline/record/record-attempts.ts';
import { JOB_STORE } from '../../src/shared/tokens.ts';
import { Wake } from '../../src/shared/wake.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

/** More than are cancelled in one transaction, in lanes of three. */
const pending = cancelledAtOnce * 8 + 10;

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
  expect(results).toEqual([...Array.from({ length: 8 }, () => cancelledAtOnce), 10]);
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

/** What the dispatcher would send of a subscription now. */
async function sendable(relay: Resources, subscriptionId: string): Promise<readonly number[]> {
  const store = new DispatchStore({
    database: relay.database,
    subscribers: relay.subscribers,
    operational: {} as OperationalLog,
  });
  const now = relay.clock.now();
  const due = await relay.queue.claim({ demands: [{ subscriptionId, limit: 5 }], now });
  const loaded = await relay.subscribers.load([subscriptionId]);
  const subscribers = loaded as ReadonlyMap<string, Subscriber>;
  const ready = await store.load({ deliveries: due, subscribers });
  await relay.queue.release(due);
  return ready.map(({ delivery }) => delivery.eventSeq).toSorted((a, b) => a - b);
}

async function claimReordering(relay: Resources): Promise<readonly ClaimedJob[]> {
  const store = relay.app.get<JobStore>(JOB_STORE);
  const now = relay.clock.now();
  return store.claim({ kind: reorderingJobs, limit: 5, now, leaseMs: 1 });
}

const heads = (relay: Resources) =>
  relay.database.read(async (tx) => {
    const rows = await tx.all<{ lane: string; head: number }>(
      sql`SELECT "lane", "head_event_seq" AS "head" FROM "lanes" ORDER BY "head_event_seq"`,
    );
    return rows.map(({ lane, head }) => [lane, Number(head)]);
  });

test('a large backlog gets another ordering in steps, and none of it is sent before the last', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  await fill(relay, id);
  expect(await sendable(relay, id)).toEqual([1, 3, 6, 9, 12]);
  const step = relay.queue.reorder.bind(relay.queue);
  const reorder = vi.spyOn(relay.queue, 'reorder');

  const url = `/v1/subscriptions/${id}`;
  const response = await relay.call({ method: 'PATCH', url, body: { ordering: 'connection' } });
  const reorders = { ordering: 'connection', reordering: true };
  expect(response).toMatchObject({ status: 200, json: reorders });
  const { data: listed } = (await relay.call({ url: '/v1/subscriptions' })).json;
  expect(listed).toMatchObject([reorders]);
  expect(await sendable(relay, id)).toEqual([]);

  const reordering = relay.app.get(SubscriptionReordering);
  const [job] = (await claimReordering(relay)) as [ClaimedJob];
  // It is interrupted, as by a kill, and starts over.
  const interruption = new AbortController();
  reorder.mockImplementationOnce((...args) => {
    interruption.abort();
    return step(...args);
  });
  await expect(reordering.run({ job, signal: interruption.signal })).rejects.toThrow();
  expect(await sendable(relay, id)).toEqual([]);
  const { signal } = new AbortController();
  const changed: string[] = [];
  relay.app.get(Wake).onChange((changedId) => changed.push(changedId));
  expect(await reordering.run({ job, signal })).toBe('done');
  // So that dispatchers claim again at once.
  expect(changed).toEqual([id]);

  expect(reorder.mock.calls.length).toBeGreaterThan(pending / reorderedAtOnce);
  expect(await heads(relay)).toEqual([['con_1', 1]]);
  expect((await relay.call({ url })).json).toMatchObject({ ...reorders, reordering: false });
  expect(await sendable(relay, id)).toEqual([1]);
  relay.clock.advance(1);
  expect(await claimReordering(relay)).toEqual([]);
});

test('steps of a reordering take less if they are slow, and more if they are fast', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  await fill(relay, id);
  const url = `/v1/subscriptions/${id}`;
  await relay.call({ method: 'PATCH', url, body: { ordering: 'connection' } });
  const [job] = (await claimReordering(relay)) as [ClaimedJob];
  let now = 0;
  let stepMs = 1;
  using _ = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const step = relay.queue.reorder.bind(relay.queue);
  const reorder = vi.spyOn(relay.queue, 'reorder').mockImplementation(async (...args) => {
    now += stepMs;
    if (reorder.mock.calls.length === 4) stepMs = 1_000;
    return step(...args);
  });
  const { signal } = new AbortController();
  await relay.app.get(SubscriptionReordering).run({ job, signal });
  const limits = reorder.mock.calls.map(([, { limit }]) => limit);
  expect(limits.slice(0, 8)).toEqual([400, 500, 600, 700, 800, 400, 200, 100]);
  expect(new Set(limits.slice(8))).toEqual(new Set([100]));
});

test('an ordering that is changed again meanwhile is the one that counts', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  await fill(relay, id);
  const url = `/v1/subscriptions/${id}`;
  await relay.call({ method: 'PATCH', url, body: { ordering: 'connection' } });
  const [job] = (await claimReordering(relay)) as [ClaimedJob];
  await relay.call({ method: 'PATCH', url, body: { ordering: 'none' } });
  const reordering = relay.app.get(SubscriptionReordering);
  const { signal } = new AbortController();
  await reordering.run({ job, signal });
  // It may have passed some before they were moved, and is due again.
  expect(await sendable(relay, id)).toEqual([]);
  const [again] = (await claimReordering(relay)) as [ClaimedJob];
  await reordering.run({ job: again, signal });
  expect(await sendable(relay, id)).toEqual([1, 2, 3, 4, 5]);
  expect(await heads(relay)).toHaveLength(pending);
});

/** All lanes wait for another attempt, at different times. */
async function postpone(relay: Resources): Promise<void> {
  const now = relay.clock.now();
  await relay.database.write((tx) =>
    tx.run(
      sql`UPDATE "lanes" SET "attempts" = 2, "priority" = 1,
            "due_at" = ${now + 60_000} + "head_seq" % 7`,
    ),
  );
}

/** How many lanes wait in which way. */
async function waits(relay: Resources) {
  const rows = await relay.database.read((tx) =>
    tx.all<Record<'attempts' | 'priority' | 'count', number>>(
      sql`SELECT "attempts", "priority", COUNT(*) AS "count" FROM "lanes"
          WHERE "due_at" <= ${relay.clock.now()} GROUP BY "attempts", "priority"`,
    ),
  );
  return rows.map(({ attempts, priority, count }) => ({
    attempts,
    priority,
    count: Number(count),
  }));
}

const claimWaking = (relay: Resources, anew: boolean) =>
  relay.app.get<JobStore>(JOB_STORE).claim({
    kind: wakingJobs({ anew }),
    limit: 5,
    now: relay.clock.now(),
    leaseMs: 1,
  });

/** Runs the job, and counts the turns of the event loop meanwhile. */
async function runWaking(relay: Resources, anew: boolean, job: ClaimedJob): Promise<number> {
  const Handler = anew ? RetryWakingAnew : RetryWaking;
  const handler = new Handler(relay.database, relay.queue, relay.clock);
  expect(handler.kind).toBe(job.kind);
  let turns = 0;
  const countTurns = (): void => {
    turns += 1;
    next = setImmediate(countTurns);
  };
  let next = setImmediate(countTurns);
  expect(await handler.run({ job, signal: new AbortController().signal })).toBe('done');
  clearImmediate(next);
  return turns;
}

test('very much that waits of a subscription that is enabled is made due in steps', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe({ eventTypes: ['invoice.*'] });
  await fill(relay, id);
  await postpone(relay);
  const { length: lanes } = await heads(relay);
  const change = (status: string) =>
    relay.call({ method: 'PATCH', url: `/v1/subscriptions/${id}`, body: { status } });
  await change('paused');
  const wakeRetries = vi.spyOn(relay.queue, 'wakeRetries');

  expect((await change('active')).status).toBe(200);
  expect(await waits(relay)).toEqual([{ attempts: 0, priority: 0, count: wokenAtOnce }]);
  const [job] = (await claimWaking(relay, true)) as [ClaimedJob];
  const turns = await runWaking(relay, true, job);

  expect(await waits(relay)).toEqual([{ attempts: 0, priority: 0, count: lanes }]);
  expect(wakeRetries).toHaveBeenCalledTimes(Math.ceil(lanes / wokenAtOnce));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(lanes / wokenAtOnce) - 1);
});

test('the success that ends an outage makes very much due in steps, and keeps schedules', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe({ eventTypes: ['invoice.*'] });
  await fill(relay, id);
  const demands = [{ subscriptionId: id, limit: 1 }];
  const [delivery] = (await relay.queue.claim({ demands, now: 10 })) as [DueDelivery];
  await postpone(relay);
  const now = relay.clock.now();
  await relay.database.write((tx) =>
    tx.run(sql`UPDATE "subscriptions" SET "failing_since" = 1, "failed_attempts" = 9`),
  );
  const jobs = relay.app.get<JobStore>(JOB_STORE);
  const { database, queue } = relay;
  const outcome = { delivery, at: now, status: 'delivered' } as const;
  await database.write(
    (tx) =>
      recordAttempts(tx, {
        queue,
        jobs,
        operational: new OperationalLog({ database, queue }),
        failingLimits: { afterMs: 1_000 },
        records: [
          {
            startedAt: now,
            request: { url: 'https://a.example', signature: '', traceparent: null, ownHeaders: [] },
            result: {
              status: 200,
              error: null,
              headers: {},
              response: '',
              retryAfterMs: null,
              durationMs: 1,
              aborted: false,
            },
            judgement: { gone: false, refused: false, outcome },
          },
        ],
      }),
    { inLine: false },
  );
  // The next one of its lane was never tried.
  const [first, ...rest] = await waits(relay);
  expect([first, ...rest]).toContainEqual({ attempts: 2, priority: 1, count: wokenAtOnce });
  const [job] = (await claimWaking(relay, false)) as [ClaimedJob];
  await runWaking(relay, false, job);
  const { length: lanes } = await heads(relay);
  expect(await waits(relay)).toContainEqual({ attempts: 2, priority: 1, count: lanes - 1 });
});
