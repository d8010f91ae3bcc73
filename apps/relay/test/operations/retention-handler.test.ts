import { days, hours } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { Sql } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import { RetentionHandler } from '../../src/operations/retention/retention-handler.ts';
import { readRetention } from '../../src/operations/retention/retention-state.ts';

const kept = { answers: 1, deliveries: 2, activities: 3, events: 4 };

async function open(options: { readonly events: number; readonly days?: typeof kept }) {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe({ ordering: 'none' });
  await relay.append({ connectionId, events: Array.from({ length: options.events }, () => ({})) });
  const handler = new RetentionHandler(relay.database, relay.clock, {
    retentionDays: options.days ?? kept,
    sessions: { idleMs: 60_000, longestMs: 60_000 },
  });
  return {
    ...relay,
    connectionId,
    subscriptionId,
    /** Makes one attempt for each due delivery. */
    async deliver(limit = 10_000) {
      const at = relay.clock.now();
      const due = await relay.queue.claim({
        demands: [{ subscriptionId, limit }],
        now: at,
      });
      await relay.database.write(async (tx) => {
        await tx.each(
          due,
          ({ seq }) =>
            sql`INSERT INTO "attempts" ("delivery_seq", "started_at", "duration_ms", "status", "response",
                  "response_headers") VALUES (${seq}, ${at}, 1, 200, 'said', '{}')`,
        );
        await relay.queue.settle(
          tx,
          due.map((delivery) => ({ delivery, at, status: 'delivered' })),
        );
      });
    },
    /** Runs until there is nothing more to do. */
    async purge() {
      let runs = 0;
      for (;;) {
        const result = await handler.run({ signal: new AbortController().signal });
        runs += 1;
        if (result === 'done' || result.dueAt - relay.clock.now() > 60_000) return runs;
      }
    },
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}

async function count(relay: Pick<Resources, 'database'>): Promise<Record<string, number>> {
  const row = await relay.database.read((tx) =>
    tx.first<Record<string, number>>(
      sql`SELECT
        (SELECT COUNT(*) FROM "attempts"
          WHERE COALESCE("response", "response_headers") IS NOT NULL) AS "answers",
        (SELECT COUNT(*) FROM "attempts") AS "attempts",
        (SELECT COUNT(*) FROM "deliveries") AS "deliveries",
        (SELECT COUNT(*) FROM "activities" WHERE LENGTH("raw") > 0) AS "bytes",
        (SELECT COUNT(*) FROM "activities") AS "activities",
        (SELECT COUNT(*) FROM "events") AS "events",
        (SELECT COUNT(DISTINCT "seq") FROM "event_terms") AS "found"`,
    ),
  );
  return row ?? {};
}

const purgedOf = async (relay: Pick<Resources, 'database'>) =>
  (await relay.database.read(readRetention)).purged;

test('each kind is purged when its own time has come, and is counted', async () => {
  await using relay = await open({ events: 3 });
  await relay.deliver();
  const all = {
    answers: 3,
    attempts: 3,
    deliveries: 3,
    bytes: 3,
    activities: 3,
    events: 3,
    found: 3,
  };
  const expected = [
    all,
    { ...all, answers: 0 },
    { ...all, answers: 0, attempts: 0, deliveries: 0 },
    { ...all, answers: 0, attempts: 0, deliveries: 0, bytes: 0 },
    { answers: 0, attempts: 0, deliveries: 0, bytes: 0, activities: 3, events: 0, found: 0 },
  ];

  for (const [day, left] of expected.entries()) {
    await relay.purge();
    expect([day, await count(relay)]).toEqual([day, left]);
    relay.clock.advance(1 * days + 1);
  }

  expect(await purgedOf(relay)).toEqual({
    answers: 3,
    attempts: 3,
    deliveries_delivered: 3,
    activities: 3,
    events: 3,
  });
  // A duplicate of the activity is still recognized: it makes no second event.
  const metrics = await relay.call({ url: '/metrics', key: null });
  expect(metrics.text).toContain('invoice_relay_purged_rows{what="deliveries_delivered"} 3');
  expect(metrics.text).toContain('invoice_relay_purged_rows{what="deliveries_dead"} 0');
});

test('remembered responses and replaced secrets are deleted when their time is over', async () => {
  await using relay = await open({ events: 0 });
  const body = { url: 'https://subscriber.example/', eventTypes: ['*'] };
  const headers = { 'idempotency-key': 'once' };
  const url = '/v1/subscriptions';
  const made = await relay.call({ method: 'POST', url, body, headers });
  await relay.call({ method: 'POST', url: `${url}/${made.json.id}/rotate-secret` });
  const left = async () =>
    relay.database.read((tx) =>
      tx.first(
        sql`SELECT (SELECT COUNT(*) FROM "idempotency") AS "responses",
              (SELECT COUNT(*) FROM "rotated_secrets") AS "secrets"`,
      ),
    );

  relay.clock.advance(1 * days - 1);
  await relay.purge();
  expect(await left()).toEqual({ responses: 1, secrets: 1 });
  relay.clock.advance(1);
  await relay.purge();
  expect(await left()).toEqual({ responses: 0, secrets: 0 });
});

test('what is still to be delivered stays, with its event, and is purged once delivered', async () => {
  await using relay = await open({ events: 3 });
  await relay.deliver(2);
  relay.clock.advance(10 * days);

  await relay.purge();
  expect(await count(relay)).toMatchObject({ deliveries: 1, events: 1, bytes: 0 });

  await relay.deliver();
  relay.clock.advance(3 * days);
  await relay.purge();
  expect(await count(relay)).toMatchObject({ deliveries: 0, events: 0 });
  expect(await purgedOf(relay)).toMatchObject({ deliveries_delivered: 3, events: 3 });
});

test('what is still to be delivered is read again once a day, however much it is', async () => {
  await using relay = await open({ events: 1_000 });
  await relay.deliver(2);
  relay.clock.advance(10 * days);
  await relay.purge();
  await relay.purge();
  expect(await count(relay)).toMatchObject({ deliveries: 998, events: 998 });
  let read = 0;
  const { write } = relay.database;
  relay.database.write = (work, options) =>
    write.call(
      relay.database,
      (tx) => {
        const counting: Transaction = Object.assign(Object.create(tx), {
          all: async (statement: Sql) => {
            const rows = await tx.all(statement);
            read += rows.length;
            return rows;
          },
          first: (statement: Sql) => tx.first(statement),
          run: (statement: Sql) => tx.run(statement),
        });
        return work(counting);
      },
      options,
    ) as never;

  for (let hour = 1; hour < 24; hour += 1) {
    relay.clock.advance(1 * hours);
    await relay.purge();
  }
  expect(read).toBe(0);
  relay.clock.advance(1 * hours);
  await relay.purge();
  await relay.purge();
  await relay.purge();
  expect(read).toBe(998);
});

test('events that are kept forever stay without their deliveries', async () => {
  await using relay = await open({ events: 2, days: { ...kept, events: 0 } });
  await relay.deliver();
  relay.clock.advance(100 * days);

  await relay.purge();

  expect(await count(relay)).toMatchObject({ deliveries: 0, events: 2 });
});

test('what was stored by a clock that was ahead keeps nothing else from being purged', async () => {
  await using relay = await open({ events: 1 });
  await relay.deliver();
  relay.clock.advance(4_000 * days);
  await relay.append({ connectionId: relay.connectionId, events: [{}, {}] });
  await relay.deliver();
  relay.clock.advance(-4_000 * days);
  await relay.append({ connectionId: relay.connectionId, events: [{}] });
  await relay.deliver();
  relay.clock.advance(5 * days);

  await relay.purge();
  // Those stored before the last one are as old as it is; the rest waits for its time.
  expect(await count(relay)).toMatchObject({ answers: 0, bytes: 0, deliveries: 2, events: 2 });
  relay.clock.advance(4_000 * days);
  await relay.purge();
  expect(await count(relay)).toMatchObject({ deliveries: 0, events: 0 });
});

test('thousands are purged in small steps, and the ledger balances at each of them', async () => {
  const events = 1_600;
  await using relay = await open({ events });
  await relay.deliver();
  relay.clock.advance(10 * days);
  const steps: number[] = [];
  const { write } = relay.database;
  relay.database.write = async (work, options) => {
    const result = await write.call(relay.database, work, options);
    const left = await count(relay);
    const purged = await purgedOf(relay);
    expect((left['deliveries'] ?? 0) + (purged['deliveries_delivered'] ?? 0)).toBe(events);
    expect((left['events'] ?? 0) + (purged['events'] ?? 0)).toBe(events);
    steps.push(left['deliveries'] ?? 0);
    return result as never;
  };

  await relay.purge();

  expect(await count(relay)).toMatchObject({ answers: 0, deliveries: 0, bytes: 0, events: 0 });
  const largest = Math.max(...steps.slice(1).map((left, index) => (steps[index] ?? 0) - left));
  expect(largest).toBeLessThanOrEqual(500);
});

test('0 days means forever', async () => {
  await using relay = await open({
    events: 1,
    days: { answers: 0, deliveries: 0, activities: 0, events: 0 },
  });
  await relay.deliver();
  relay.clock.advance(100_000 * days);

  await relay.purge();

  expect(await count(relay)).toMatchObject({ answers: 1, deliveries: 1, bytes: 1, events: 1 });
});
