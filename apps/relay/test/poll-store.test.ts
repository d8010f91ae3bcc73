import { expect, test } from 'vitest';

import { ManualClock } from '../src/shared/clock/manual-clock.ts';
import { ConnectionStore } from '../src/http/resources/connections/index.ts';
import type { Database } from '../src/database/database.ts';
import { PollEntity } from '../src/database/entities/poll.entity.ts';
import { EventLog } from '../src/pipeline/log/event-log.ts';
import { openMemory } from '../src/vendor/polling/poll-memory.ts';
import { PollStore } from '../src/vendor/polling/poll-store.ts';
import { EmbeddedDeliveryQueue } from '../src/pipeline/lanes/embedded-delivery-queue.ts';
import { Wake } from '../src/pipeline/lanes/wake.ts';
import { SubscriptionStore } from '../src/http/resources/subscriptions/index.ts';
import { Vault } from '../src/database/vault/vault.ts';
import { temporaryDatabase } from './support/temp-database.ts';

const connectionId = 'con_1';
const vault = new Vault(new Uint8Array(32));

/** Two processes with one database, as far as polls know. */
async function twoProcesses() {
  const files = await temporaryDatabase();
  const { database } = files;
  const clock = new ManualClock();
  const log = new EventLog({
    database,
    connections: new ConnectionStore(database, vault, clock),
    subscriptions: new SubscriptionStore(database, vault, clock),
    queue: new EmbeddedDeliveryQueue(database),
    wake: new Wake(),
  });
  await seedPoll(database, clock.now());
  const store = () => new PollStore({ database, log, clock });
  return {
    one: store(),
    other: store(),
    clock,
    memory: openMemory({ database, connectionId }),
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

function seedPoll(database: Database, nextPollAt: number): Promise<unknown> {
  return database.write((manager) =>
    manager.insert(PollEntity, {
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

const step = (value: number) => ({
  connectionId,
  arrival: {
    connectionId,
    source: 'polled',
    via: 'poll' as const,
    receivedAt: 0,
    enrichUntil: null,
    activities: [],
  },
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

test('a connection is polled by one process, the other waits until its time is over', async () => {
  await using polls = await twoProcesses();
  const { one, other, clock } = polls;

  expect(await one.begin(connectionId)).toMatchObject({ cursor: null });
  expect(await other.begin(connectionId)).toBeUndefined();
  const [seen] = await other.open();
  expect(seen?.dueAt).toBe(clock.now() + 5 * 60_000);
  await expect(other.keepStep(step(1))).resolves.toBeUndefined();
  await expect(one.keepStep(step(2))).resolves.toMatchObject({ cursor: '{"value":2}' });

  await clock.advance(5 * 60_000);
  expect(await other.begin(connectionId)).toMatchObject({ cursor: '{"value":2}' });
  // The one that was away too long keeps nothing any more, and ends nothing.
  await expect(one.keepStep(step(3))).resolves.toBeUndefined();
  await expect(one.finish(connectionId)).resolves.toBeUndefined();
  await one.release(connectionId);
  await expect(other.keepStep(step(4))).resolves.toMatchObject({ cursor: '{"value":4}' });
});

test('once it is finished, it is due after its interval for all of them', async () => {
  await using polls = await twoProcesses();
  const { one, other, clock } = polls;
  const startedAt = clock.now();
  await one.begin(connectionId);
  await clock.advance(10_000);
  await one.finish(connectionId);
  expect(await other.open()).toEqual([{ id: connectionId, dueAt: startedAt + 60_000 }]);
  expect(await other.begin(connectionId)).toBeUndefined();
  await clock.advance(50_000);
  expect(await other.begin(connectionId)).toBeDefined();
});

test('memory holds the last word on each document, and gives what is due, the longest due first', async () => {
  await using polls = await twoProcesses();
  await polls.one.begin(connectionId);
  await polls.one.keepStep(step(7));

  const { memory } = polls;
  expect(await memory.get(['a', 'z'])).toEqual([{ key: 'a', value: { value: 7 }, dueAt: 30 }]);
  expect(await memory.get([])).toEqual([]);
  const dueKeys = async (before: number, limit: number) =>
    (await memory.due({ before, limit })).map(({ key }) => key);
  expect(await dueKeys(31, 9)).toEqual(['b', 'a']);
  expect(await dueKeys(30, 9)).toEqual(['b']);
  expect(await dueKeys(31, 1)).toEqual(['b']);

  const { result, ...rest } = step(8);
  await polls.one.keepStep({ ...rest, result: { ...result, remember: [], forget: ['b', 'x'] } });
  expect(await dueKeys(31, 9)).toEqual(['a']);
});

test('a database of one process alone lets go at a start of what the one before held', async () => {
  await using polls = await twoProcesses();
  await polls.one.begin(connectionId);
  await polls.other.releaseAll();
  expect(await polls.other.begin(connectionId)).toBeDefined();
});
