import { expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { insertActivities } from '../../src/database/tables/activities.ts';
import { renewClaims } from '../../src/database/tables/lane-claims.ts';
import { eraseEvents } from '../../src/http/resources/subjects/erase-events.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { recordAttempts } from '../../src/pipeline/record/record-attempts.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

/*
 * An attempt is recorded beside the line of writers: what another process does to the delivery or
 * its lane at that moment comes before it or after it.
 */
const server = sharedPostgres();

const now = 2_000;

/** A delivery in flight, which process `one` records as dead, with a response. */
async function setUp() {
  const both = await openTwoProcesses(server);
  const { one, queues } = both;
  const { database } = one;
  await seedSubscription(database, { id: 'sub_a' });
  const eventSeq = await seedEvent(database, { id: 'evt_1' });
  const delivery = { subscriptionId: 'sub_a', eventSeq, lane: 'a' };
  const enqueue = (tx: Transaction) => queues.two.enqueue(tx, { deliveries: [delivery], now });
  await database.write(enqueue);
  const demands = [{ subscriptionId: 'sub_a', limit: 1 }];
  const [inFlight] = (await queues.one.claim({ demands, now })) as [DueDelivery];
  const operational = new OperationalLog({ database, queue: queues.one });
  return {
    ...both,
    inFlight,
    enqueue,
    record: (tx: Transaction, again: { readonly again?: true } = {}): Promise<unknown> =>
      recordAttempts(tx, {
        queue: queues.one,
        jobs: { schedule: async () => {} },
        operational,
        failingLimits: { afterMs: 1 },
        records: [
          {
            ...again,
            startedAt: now - 1,
            request: { url: 'https://a.example', signature: '', traceparent: null, ownHeaders: [] },
            result: {
              status: 500,
              error: 'no',
              headers: {},
              response: 'Hi Erika',
              retryAfterMs: null,
              durationMs: 1,
              aborted: false,
            },
            judgement: {
              gone: false,
              refused: false,
              outcome: { delivery: inFlight, at: now, status: 'dead' },
            },
          },
        ],
      }),
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

test('a delivery that dies, and another one for its lane, do not wait for each other in vain', async () => {
  await using setup = await setUp();
  const codes: unknown[] = [];
  const noting = (work: (tx: Transaction) => Promise<unknown>) => (tx: Transaction) =>
    work(tx).catch((error: { readonly code?: unknown }) => {
      codes.push(error.code);
      throw error;
    });
  let recorded: Promise<unknown> | undefined;
  await setup.two.database.write(async (tx) => {
    recorded ??= setup.one.database.write(noting(setup.record), { inLine: false });
    await expect.poll(() => somebodyWaits(setup.two.database)).toBe(true);
    await noting(setup.enqueue)(tx);
  });
  await recorded;
  expect(codes).not.toContain('40P01');
});

test('a lane is skipped while a claim of it that has just ended is renewed', async () => {
  await using setup = await setUp();
  const { one, two, queues, inFlight } = setup;
  await two.database.write(setup.enqueue);
  const [locked, renewal] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let renewed: Promise<void> | undefined;
  await one.database.write(
    async (tx) => {
      await setup.record(tx);
      renewed = two.database.write(
        async (other) => {
          await renewClaims(other, { deliveries: [inFlight], leaseMs: 1_000 });
          locked.resolve();
          await renewal.promise;
        },
        { inLine: false },
      );
      await expect.poll(() => somebodyWaits(one.database)).toBe(true);
    },
    { inLine: false },
  );
  await locked.promise;
  const next = () => queues.one.claim({ demands: [{ subscriptionId: 'sub_a', limit: 1 }], now });
  const meanwhile = await next();
  renewal.resolve();
  await renewed;
  expect(meanwhile).toEqual([]);
  expect(await next()).toMatchObject([{ seq: 2 }]);
});

/** It was cancelled, so that its lane has ended. */
async function setUpErasure() {
  const setup = await setUp();
  const { database } = setup.two;
  await database.write(async (tx) => {
    await setup.queues.two.giveUp(tx, { which: { seq: 1 }, now });
    const activity = { connectionId: 'con_1', activityId: 'evt_1', raw: Buffer.from('{}') };
    await insertActivities(tx, [{ ...activity, via: 'webhook', receivedAt: 1 }]);
  });
  const activity = { id: '1', type: 'Paid', message: null, link: null, createdAt: null };
  const data = { id: 'evt_1', connectionId: 'con_1', source: 'a', subject: null, activity };
  const timestamp = '2026-11-20T10:00:00.000Z';
  const body = JSON.stringify({ type: 'invoice.paid', timestamp, data });
  return {
    ...setup,
    async erase(tx: Transaction): Promise<unknown> {
      await setup.queues.two.ready(tx, { eventSeqs: [1] });
      return eraseEvents(tx, {
        subject: { connectionId: 'con_1', kind: 'invoice', id: '1' },
        found: [{ seq: 1, activityId: 'evt_1', body, searchTerms: null }],
        now,
      });
    },
    [Symbol.asyncDispose]: () => setup[Symbol.asyncDispose](),
  };
}

test.each(['erase', 'record'] as const)(
  'the response to a cancelled attempt is not stored, if the first to begin is to %s',
  async (first) => {
    await using setup = await setUpErasure();
    const second = first === 'erase' ? 'record' : 'erase';
    let ended: Promise<unknown> | undefined;
    let isEnded = false;
    await setup.one.database.write(
      async (tx) => {
        await setup[first](tx);
        ended = setup.two.database.write((other) => setup[second](other), { inLine: false });
        void ended.then(() => (isEnded = true));
        await expect
          .poll(async () => isEnded || (await somebodyWaits(setup.one.database)))
          .toBe(true);
      },
      { inLine: false },
    );
    await ended;
    const attempts = await setup.one.database.read((tx) =>
      tx.all(sql`SELECT "response", "response_headers" AS "headers" FROM "attempts"`),
    );
    expect(attempts).toEqual([{ response: null, headers: null }]);
  },
);

test('an attempt that was recorded, though the response was lost, is recorded once', async () => {
  await using setup = await setUp();
  const { database } = setup.one;
  const record = (again: { readonly again?: true }) =>
    database.write((tx) => setup.record(tx, again), { inLine: false });
  const recorded = () =>
    database.read((tx) =>
      tx.first(
        sql`SELECT (SELECT COUNT(*) FROM "attempts") AS "attempts", "failed_attempts" AS "failed",
              (SELECT SUM("failed_attempts") FROM "flow_counts") AS "counted"
            FROM "subscriptions"`,
      ),
    );
  // An earlier try that stored nothing.
  await record({ again: true });
  const once = await recorded();
  expect(once).toMatchObject({ attempts: 1, failed: 1 });
  await record({ again: true });
  expect(await recorded()).toEqual(once);
});
