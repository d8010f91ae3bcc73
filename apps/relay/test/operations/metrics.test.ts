import { expect, test } from 'vitest';

import { openTestApp } from '../support/test-app.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { countedAtOnce, readBacklog } from '../../src/database/tables/flow-counts.ts';
import { insertQuarantined } from '../../src/database/tables/quarantine.ts';
import { insertRows } from '../support/insert-rows.ts';
import { Metrics } from '../../src/operations/metrics/metrics.ts';
import { countTurns } from '../support/count-turns.ts';
import { recordQueryPlans } from '../support/query-plans.ts';

type TestApp = Awaited<ReturnType<typeof openTestApp>>;

async function scrape(relay: TestApp): Promise<Map<string, number>> {
  const answer = await relay.call({ url: '/metrics', key: null });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  return new Map(
    answer.text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
  );
}

async function insertSubscription(
  relay: TestApp,
  options: { id: string; status: string; deleted?: boolean },
) {
  await relay.database.write((transaction) =>
    insertRows(transaction, {
      table: 'subscriptions',
      columns: [
        'id',
        'url',
        'event_types',
        'ordering',
        'secret',
        'status',
        'created_at',
        'updated_at',
        'deleted_at',
      ],
      rows: [
        [
          options.id,
          'https://subscriber.example',
          '["*"]',
          'subject',
          'sealed',
          options.status,
          0,
          0,
          options.deleted === true ? 1 : null,
        ],
      ],
    }),
  );
}

let laneCount = 0;

/** Inserts a delivery; if it is the next of its lane, with a row of its lane. */
async function insertDelivery(
  relay: TestApp,
  options: {
    subscriptionId: string;
    dueIn: number;
    retrying?: boolean;
    status?: string;
    head?: boolean;
  },
) {
  const { subscriptionId, dueIn, retrying = false, status = 'pending', head = true } = options;
  laneCount += 1;
  const lane = `lane ${laneCount}`;
  await relay.database.write(async (tx) => {
    await tx.run(
      sql`INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at",
            "finished_at")
          VALUES (${subscriptionId}, 1, ${lane}, ${status}, 0, ${status === 'pending' ? null : 0})`,
    );
    if (!head || status !== 'pending') return;
    await tx.run(
      sql`INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
            "priority", "due_at")
          SELECT "subscription_id", "lane", "seq", "event_seq", 0, ${retrying ? 1 : 0},
            ${relay.clock.now() + dueIn}
          FROM "deliveries" WHERE "lane" = ${lane}`,
    );
  });
}

test('counts what is reported to it', async () => {
  await using relay = await openTestApp();
  const metrics = relay.app.get(Metrics);
  metrics.countActivities({ source: 'envoice', outcome: 'accepted', count: 3 });
  metrics.countActivities({ source: 'envoice', outcome: 'duplicate' });
  metrics.countAttempt({ subscriptionId: 'sub_1', outcome: 'delivered', durationMs: 200 });
  metrics.countAttempt({ subscriptionId: 'sub_1', outcome: 'failed', durationMs: 1_500 });
  metrics.observeCommit({ size: 64, durationMs: 4 });

  const values = await scrape(relay);
  expect(values.get('invoice_relay_activities_total{source="envoice",outcome="accepted"}')).toBe(3);
  expect(values.get('invoice_relay_activities_total{source="envoice",outcome="duplicate"}')).toBe(
    1,
  );
  expect(values.get('invoice_relay_attempts_total{outcome="delivered"}')).toBe(1);
  expect(values.get('invoice_relay_attempts_total{outcome="failed"}')).toBe(1);
  expect(values.get('invoice_relay_attempt_duration_seconds_sum')).toBeCloseTo(1.7);
  expect(values.get('invoice_relay_group_commit_requests_sum')).toBe(64);
  expect(values.get('invoice_relay_group_commit_duration_seconds_sum')).toBeCloseTo(0.004);
  expect(values.get('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('shows the backlog', async () => {
  await using relay = await openTestApp();
  await insertSubscription(relay, { id: 'sub_1', status: 'active' });
  await insertSubscription(relay, { id: 'sub_2', status: 'active' });
  await insertSubscription(relay, { id: 'sub_3', status: 'paused' });
  await insertSubscription(relay, { id: 'sub_4', status: 'disabled', deleted: true });
  await insertDelivery(relay, { subscriptionId: 'sub_1', dueIn: -5_000 });
  await insertDelivery(relay, { subscriptionId: 'sub_1', dueIn: -90_000, head: false });
  await insertDelivery(relay, { subscriptionId: 'sub_2', dueIn: -12_000, retrying: true });
  await insertDelivery(relay, { subscriptionId: 'sub_2', dueIn: 60_000 });
  await insertDelivery(relay, { subscriptionId: 'sub_2', dueIn: -80_000, status: 'delivered' });
  await insertDelivery(relay, { subscriptionId: 'sub_3', dueIn: -70_000 });

  const values = await scrape(relay);
  expect(values.get('invoice_relay_deliveries_pending')).toBe(5);
  // The paused one holds its own back, and those behind a head are not due.
  expect(values.get('invoice_relay_oldest_due_delivery_age_seconds')).toBe(12);
  expect(values.get('invoice_relay_subscriptions{status="active"}')).toBe(2);
  expect(values.get('invoice_relay_subscriptions{status="paused"}')).toBe(1);
  expect(values.get('invoice_relay_subscriptions{status="disabled"}')).toBe(0);
});

test('what has left the quarantine is no longer shown', async () => {
  await using relay = await openTestApp();
  const name = 'invoice_relay_quarantine{reason="payload_unreadable"}';
  await relay.database.write((tx) =>
    insertQuarantined(tx, [
      {
        id: 'qua_1',
        connectionId: 'con_1',
        source: 'envoice',
        reason: 'payload_unreadable',
        detail: 'It cannot be read.',
        authentic: true,
        via: 'webhook',
        activityId: null,
        method: 'POST',
        headers: {},
        body: new Uint8Array([1]),
        bodyAlone: true,
        receivedAt: 0,
      },
    ]),
  );
  expect((await scrape(relay)).get(name)).toBe(1);
  await relay.database.write((tx) => tx.run(sql`DELETE FROM "quarantine"`));
  expect((await scrape(relay)).get(name)).toBeUndefined();
});

test('shows zeros when nothing waits', async () => {
  await using relay = await openTestApp();
  await insertSubscription(relay, { id: 'sub_1', status: 'active' });
  await insertDelivery(relay, { subscriptionId: 'sub_1', dueIn: 60_000 });
  expect((await scrape(relay)).get('invoice_relay_oldest_due_delivery_age_seconds')).toBe(0);
});

test('measuring the backlog scans no table', async () => {
  await using relay = await openTestApp();
  const { Backlog } = await import('../../src/operations/metrics/backlog.ts');
  const plans = recordQueryPlans(relay.database);
  const backlog = relay.app.get(Backlog);
  await relay.database.read((tx) => readBacklog(tx));
  await backlog.oldestDueAge();
  const noted = await plans();
  expect(noted).toHaveLength(3);
  for (const plan of noted) {
    const steps = plan.filter((detail) => /deliveries|lanes/.test(detail));
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps)
      // Only the index of pending deliveries is read from end to end.
      expect(step).toMatch(
        /^SEARCH lanes USING (COVERING )?INDEX|^(SCAN|SEARCH) deliveries USING (COVERING )?INDEX deliveries_pending\b/,
      );
  }
});

test('counting a large backlog lets others use the thread', async () => {
  await using relay = await openTestApp();
  const pending = countedAtOnce * 2 + 5;
  await relay.database.write((tx) =>
    tx.query(
      `INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at")
       WITH RECURSIVE "numbers" ("n") AS (
         SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${pending})
       SELECT 'sub_1', "n", 'lane', 'pending', "n" FROM "numbers"`,
    ),
  );
  const read = (upTo?: number) =>
    relay.database.read((tx) => readBacklog(tx, upTo === undefined ? {} : { upTo }));
  expect(await read()).toEqual({ pending, oldestAt: 1 });
  expect(await countTurns(() => read())).toBeGreaterThanOrEqual(2);
  expect(await read(pending)).toEqual({ pending, oldestAt: 1 });
  expect(await read(pending - 1)).toEqual({ pending: undefined, oldestAt: 1 });
  expect(await read(countedAtOnce - 1)).toEqual({ pending: undefined, oldestAt: 1 });
});

test('a database in trouble removes only its own numbers', async () => {
  await using relay = await openTestApp();
  relay.database.read = () => Promise.reject(new Error('disk I/O error'));
  const values = await scrape(relay);
  expect(values.get('invoice_relay_deliveries_pending')).toBe(undefined);
  expect(values.get('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('two relays in one process count separately', async () => {
  await using one = await openTestApp();
  await using other = await openTestApp();
  one.app.get(Metrics).countActivities({ source: 'envoice', outcome: 'accepted' });
  const name = 'invoice_relay_activities_total{source="envoice",outcome="accepted"}';
  expect((await scrape(one)).get(name)).toBe(1);
  expect((await scrape(other)).get(name)).toBe(undefined);
});

test('subscriptions are distinguished up to a limit, and a deleted one makes room', async () => {
  await using relay = await openTestApp();
  const metrics = relay.app.get(Metrics);
  const count = (subscriptionId: string) =>
    metrics.countAttempt({ subscriptionId, outcome: 'delivered', durationMs: 500 });
  for (let index = 0; index < 250; index += 1) count(`sub_${index}`);
  count('sub_0');
  const name = (subscription: string) =>
    `invoice_relay_subscription_attempts_total{subscription="${subscription}",outcome="delivered"}`;
  const before = await scrape(relay);
  expect(before.get(name('sub_0'))).toBe(2);
  expect(before.get(name('sub_199'))).toBe(1);
  expect(before.get(name('sub_200'))).toBe(undefined);
  expect(before.get(name('other'))).toBe(50);
  const seconds = 'invoice_relay_subscription_attempt_seconds_total{subscription="sub_0"}';
  expect(before.get(seconds)).toBeCloseTo(1);

  metrics.forgetSubscription('sub_0');
  count('sub_249');
  const after = await scrape(relay);
  expect(after.get(name('sub_0'))).toBe(undefined);
  expect(after.get(seconds)).toBe(undefined);
  expect(after.get(name('sub_249'))).toBe(1);
});
