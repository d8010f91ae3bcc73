import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { DueDelivery, Outcome } from '../../src/pipeline/lanes/delivery-queue.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { wokenAtOnce } from '../../src/pipeline/lanes/retry-waking.ts';
import { Wake } from '../../src/shared/wake.ts';
import type { AttemptRecord } from '../../src/pipeline/record/attempt-record.ts';
import { RecordingThread } from '../../src/pipeline/record/recording-thread.ts';
import type { RecordRequest } from '../../src/pipeline/record/recording-messages.ts';
import { ThreadRecorder } from '../../src/pipeline/record/thread-recorder.ts';
import { seedEvent, seedSubscription } from '../support/seed.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const now = 1_000_000;

/**
 * Two deliveries of one lane, and what records attempts in another thread, called directly here.
 */
async function open() {
  const temporary = await temporaryDatabase();
  const { database } = temporary;
  const wake = new Wake();
  const woken: unknown[] = [];
  const queue = new EmbeddedDeliveryQueue({ database });
  await seedSubscription(database, { id: 'sub_a' });
  for (const id of ['evt_1', 'evt_2']) {
    const eventSeq = await seedEvent(database, { id });
    await database.write((tx) =>
      queue.enqueue(tx, { deliveries: [{ subscriptionId: 'sub_a', eventSeq, lane: 'a' }], now }),
    );
  }
  wake.onWake((ids) => woken.push(ids));
  let announced = 0;
  const jobs = { announce: () => void (announced += 1) };
  const thread = new RecordingThread({ queue, wake, jobs, database });
  const recorder = new ThreadRecorder({ database, failingLimits: { afterMs: 0 } });
  const asked: RecordRequest[] = [];
  thread.started((request) => asked.push(request));
  return {
    database,
    queue,
    thread,
    woken,
    asked,
    announced: () => announced,
    claim: (at = now) => queue.claim({ demands: [{ subscriptionId: 'sub_a', limit: 9 }], now: at }),
    /** Does everything the thread was asked to do, and responds. */
    async work(): Promise<void> {
      await Promise.all(
        asked.splice(0).map(async (request) => thread.replied(await recorder.record(request))),
      );
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

function recordOf(
  delivery: DueDelivery,
  outcome: { status: 'delivered' } | { status: 'pending'; nextAttemptAt: number; counts: boolean },
): AttemptRecord {
  const failed = outcome.status === 'pending';
  return {
    judgement: {
      outcome: { delivery, at: now, ...outcome } as Outcome,
      gone: false,
      refused: false,
    },
    startedAt: now,
    request: {
      url: 'https://example.com/',
      signature: 'v1,abc',
      traceparent: null,
      ownHeaders: [],
    },
    result: {
      status: failed ? 500 : 200,
      error: failed ? 'The subscriber responded 500.' : null,
      response: '',
      headers: null,
      retryAfterMs: null,
      durationMs: 3,
      aborted: false,
    },
  };
}

const attemptsIn = (database: Database) =>
  database.read((tx) =>
    tx.all<{ seq: number; status: number; delivery: string }>(
      sql`SELECT a."delivery_seq" AS "seq", a."status", d."status" AS "delivery" FROM "attempts" a
          JOIN "deliveries" d ON d."seq" = a."delivery_seq" ORDER BY a."seq"`,
    ),
  );

test('what the other thread recorded is not claimed again, and the next of its lane is due', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  const recorded = relay.thread.record([recordOf(first, { status: 'delivered' })]);
  expect(await relay.claim()).toEqual([]);
  await relay.work();
  expect(await recorded).toEqual({ disabled: [], failing: [], recovered: [] });
  expect(await attemptsIn(relay.database)).toEqual([
    { seq: first.seq, status: 200, delivery: 'delivered' },
  ]);
  expect(relay.queue.holds(first)).toBe(false);
  expect((await relay.claim()).map(({ seq }) => seq)).toEqual([first.seq + 1]);
});

test('a failed attempt is due again in the lane its delivery is in by then', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  const again = { status: 'pending', nextAttemptAt: now + 5_000, counts: true } as const;
  const recorded = relay.thread.record([recordOf(first, again)]);
  await relay.database.write((tx) =>
    relay.queue.reorder(tx, { subscriptionId: 'sub_a', ordering: 'none', now, limit: 100 }),
  );
  await relay.work();
  await recorded;
  expect((await relay.claim()).map(({ seq }) => seq)).toEqual([first.seq + 1]);
  expect(await relay.claim(now + 5_000)).toMatchObject([{ seq: first.seq, attempts: 1 }]);
});

test('what arrives while the thread writes shares a commit, and each attempt counts by its own claim', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  await relay.queue.release([first]);
  const [again] = (await relay.claim()) as [DueDelivery];
  const later = { status: 'pending', nextAttemptAt: now + 5_000, counts: true } as const;
  const recorded = [
    relay.thread.record([recordOf(again, later)]),
    relay.thread.record([recordOf(first, { status: 'delivered' })]),
  ];
  await relay.work();
  await Promise.all(recorded);
  expect(await attemptsIn(relay.database)).toEqual([
    { seq: first.seq, status: 500, delivery: 'pending' },
    { seq: first.seq, status: 200, delivery: 'pending' },
  ]);
  expect(await relay.claim(now + 5_000)).toMatchObject([{ seq: first.seq, attempts: 1 }]);
});

test('the end of an outage wakes the dispatcher in the sending thread', async () => {
  await using relay = await open();
  await relay.database.write((tx) =>
    tx.run(sql`UPDATE "subscriptions" SET "failing_since" = 1, "failed_attempts" = 9`),
  );
  const [first] = (await relay.claim()) as [DueDelivery];
  const recorded = relay.thread.record([recordOf(first, { status: 'delivered' })]);
  await relay.work();
  await recorded;
  expect(relay.woken).toEqual([['sub_a']]);
  expect(relay.announced()).toBe(0);
});

test('if it wakes very much, the rest is background work of the main thread', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  await relay.database.write(async (tx) => {
    await tx.run(sql`UPDATE "subscriptions" SET "failing_since" = 1, "failed_attempts" = 9`);
    await tx.query(
      `INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
         "priority", "due_at")
       WITH RECURSIVE "numbers" ("n") AS (
         SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" <= ${wokenAtOnce}
       )
       SELECT 'sub_a', 'waiting ' || "n", ${first.seq}, 1, 1, 1, ${now} + 60000 FROM "numbers"`,
    );
  });
  const recorded = relay.thread.record([recordOf(first, { status: 'delivered' })]);
  await relay.work();
  await recorded;
  expect(relay.announced()).toBe(1);
  const jobs = await relay.database.read((tx) => tx.all(sql`SELECT "kind", "key" FROM "jobs"`));
  expect(jobs).toEqual([{ kind: 'subscription-wake', key: 'sub_a' }]);
});

test.each(['before', 'after'])(
  '410 disables at once, even %s a success in the same commit',
  async (place) => {
    await using relay = await open();
    const eventSeq = await seedEvent(relay.database, { id: 'evt_3' });
    await relay.database.write((tx) =>
      relay.queue.enqueue(tx, {
        deliveries: [{ subscriptionId: 'sub_a', eventSeq, lane: 'b' }],
        now,
      }),
    );
    const [one, other] = (await relay.claim()) as [DueDelivery, DueDelivery];
    const failed = recordOf(one, { status: 'pending', nextAttemptAt: now + 5_000, counts: true });
    const gone: AttemptRecord = {
      ...failed,
      judgement: { ...failed.judgement, gone: true },
      result: { ...failed.result, status: 410 },
    };
    const taken = recordOf(other, { status: 'delivered' });
    const recorded = relay.thread.record(place === 'before' ? [gone, taken] : [taken, gone]);
    await relay.work();
    const reason = 'The subscriber responded 410 Gone.';
    expect((await recorded).disabled).toEqual([{ subscriptionId: 'sub_a', reason }]);
    expect((await attemptsIn(relay.database)).map(({ delivery }) => delivery).toSorted()).toEqual([
      'delivered',
      'pending',
    ]);
  },
);

test('when a thread ends, unconfirmed records are recorded again, still claimed', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  const recorded = relay.thread.record([recordOf(first, { status: 'delivered' })]);
  relay.thread.ended();
  await expect(recorded).rejects.toThrow('The thread that records attempts ended.');
  expect(relay.thread.isRunning).toBe(false);
  expect(relay.queue.holds(first)).toBe(true);
});

test('a database refusal in the thread is an error here, and the relay checks whether it can write', async () => {
  await using relay = await open();
  const [first] = (await relay.claim()) as [DueDelivery];
  const recorded = relay.thread.record([recordOf(first, { status: 'delivered' })]);
  const [{ id }] = relay.asked as [RecordRequest];
  const error = new Error('database or disk is full');
  relay.thread.replied({ kind: 'notRecorded', id, error, code: 'SQLITE_FULL' });
  await expect(recorded).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(relay.database.writable).toBe(false);
  expect(relay.queue.holds(first)).toBe(true);
});
