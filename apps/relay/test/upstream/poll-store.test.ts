import { VendorError } from '@invoice-relay/core/errors';
import { expect, test, vi } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { PollEntity } from '../../src/database/entities/poll.entity.ts';
import { vendorFailureCodes } from '../../src/database/tables/connection-health.ts';
import { EventLog } from '../../src/pipeline/log/event-log.ts';
import { openMemory } from '../../src/upstream/polling/poll-memory.ts';
import { PollStore } from '../../src/upstream/polling/poll-store.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import type { ClaimedJob } from '../../src/jobs/job-store.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { openHealth } from '../support/open-health.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const connectionId = 'con_1';

/** A connection that is due to be polled, and a claim on its job. */
async function openPoll() {
  const files = await temporaryDatabase();
  const { database } = files;
  const clock = new ManualClock();
  const jobs = new EmbeddedJobStore(database);
  const log = new EventLog({
    database,
    sources: new SourceRegistry([]),
    queue: new EmbeddedDeliveryQueue({ database }),
    jobs,
    clock,
  });
  await seedPoll(database, clock.now());
  await database.write((transaction) =>
    jobs.schedule(transaction, { kind: 'poll', key: connectionId, dueAt: clock.now() }),
  );
  return {
    database,
    log,
    store: new PollStore({ database, log, clock, jobs, health: openHealth({ database, clock }) }),
    clock,
    async claim() {
      const leaseMs = 60_000;
      const [job] = await jobs.claim({ kind: 'poll', limit: 1, now: clock.now(), leaseMs });
      if (job === undefined) throw new Error('the poll was not due');
      return job;
    },
    memory: openMemory({ database, connectionId }),
    failureCode: async () =>
      (await database.read((tx) => vendorFailureCodes(tx, [connectionId]))).get(connectionId),
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

function seedPoll(database: Database, nextPollAt: number): Promise<unknown> {
  return database.write((transaction) =>
    transaction.entities.insert(PollEntity, {
      connectionId,
      intervalSeconds: 60,
      requestsPerSecond: 5,
      startFrom: 'now',
      nextPollAt,
      found: 0,
      foundTotal: 0,
      unreadable: '[]',
      failures: 0,
    }),
  );
}

const step = (job: ClaimedJob, value: number) => ({
  job,
  result: {
    activities: [],
    cursor: { value },
    more: true,
    remember: [
      { key: 'a', value: { value: 0 }, dueAt: null },
      { key: 'a', value: { value }, dueAt: 30 },
      { key: 'b', value: {}, dueAt: 20 },
      { key: 'c', value: {}, dueAt: null },
    ],
  },
});

test('what a step found is read before anybody has to wait for it', async () => {
  await using poll = await openPoll();
  const job = await poll.claim();
  const read = vi.spyOn(poll.log, 'read');
  const write = vi.spyOn(poll.database, 'write');
  const activities = [{ id: '1', raw: new Uint8Array(), seenAt: '2026-11-20T10:00:00.000Z' }];
  const { result } = step(job, 1);
  expect(await poll.store.keepStep({ job, result: { ...result, activities } })).toMatchObject({
    found: 1,
  });
  expect(read).toHaveBeenCalledTimes(1);
  expect(read).toHaveBeenCalledBefore(write);
});

test('a process that lost the claim of a poll saves nothing more of it, and ends nothing', async () => {
  await using polls = await openPoll();
  const { store, clock } = polls;
  const lost = await polls.claim();
  expect(await store.begin(lost)).toMatchObject({ cursor: null });
  await expect(store.keepStep(step(lost, 2))).resolves.toMatchObject({ cursor: '{"value":2}' });

  clock.advance(60_000);
  const job = await polls.claim();
  expect(await store.begin(job)).toMatchObject({ cursor: '{"value":2}' });
  await expect(store.keepStep(step(lost, 3))).resolves.toBeUndefined();
  await expect(store.finish(lost)).resolves.toBeUndefined();
  await expect(store.keepStep(step(job, 4))).resolves.toMatchObject({ cursor: '{"value":4}' });
});

test('once finished, it is due one interval after it began', async () => {
  await using polls = await openPoll();
  const { store, clock } = polls;
  const startedAt = clock.now();
  const job = await polls.claim();
  await store.begin(job);
  clock.advance(10_000);
  expect(await store.finish(job)).toMatchObject({ nextPollAt: startedAt + 60_000 });
  // Run early, it does not begin.
  expect(await store.begin(job)).toMatchObject({ startedAt, nextPollAt: startedAt + 60_000 });
});

test('what a clock that was ahead requested is met by one poll', async () => {
  await using polls = await openPoll();
  const { store, clock, database } = polls;
  const requestedAt = clock.now() + 50_000;
  await database.write((tx) => tx.entities.update(PollEntity, { connectionId }, { requestedAt }));
  const job = await polls.claim();
  await store.begin(job);
  const finished = await store.finish(job);
  expect(finished).toMatchObject({ requestedAt: null });
  expect(finished?.nextPollAt).toBeGreaterThan(clock.now());
});

test.each(['vendor_unauthorized', 'vendor_unreachable'] as const)(
  'why a poll failed is known until one succeeds: %s',
  async (code) => {
    await using polls = await openPoll();
    const job = await polls.claim();
    await polls.store.begin(job);
    await polls.store.fail({ job, error: new VendorError(code, 'no') });
    expect(await polls.failureCode()).toBe(code);
    await polls.store.finish(job);
    expect(await polls.failureCode()).toBeUndefined();
  },
);

test('memory holds the latest state of each document, and returns what is due, longest due first', async () => {
  await using polls = await openPoll();
  const job = await polls.claim();
  await polls.store.keepStep(step(job, 7));

  const { memory } = polls;
  expect(await memory.get(['a', 'z'])).toEqual([{ key: 'a', value: { value: 7 }, dueAt: 30 }]);
  expect(await memory.get([])).toEqual([]);
  const dueKeys = async (before: number, limit: number) =>
    (await memory.due({ before, limit })).map(({ key }) => key);
  expect(await dueKeys(31, 9)).toEqual(['b', 'a']);
  expect(await dueKeys(30, 9)).toEqual(['b']);
  expect(await dueKeys(31, 1)).toEqual(['b']);

  const { result, ...rest } = step(job, 8);
  await polls.store.keepStep({ ...rest, result: { ...result, remember: [], forget: ['b', 'x'] } });
  expect(await dueKeys(31, 9)).toEqual(['a']);
});
