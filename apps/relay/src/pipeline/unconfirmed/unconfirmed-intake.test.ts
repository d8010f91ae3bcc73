import type { Activity } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { recordQueryPlans } from '../../../test/support/query-plans.ts';
import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import type { Database } from '../../database/database.ts';
import { insertRows } from '../../../test/support/insert-rows.ts';
import { EmbeddedJobStore } from '../../jobs/embedded-job-store.ts';
import { ActivityTooLargeError, TooManyUnconfirmedError } from './errors.ts';
import { defaultLimits } from './limits.ts';
import { UnconfirmedIntake } from './unconfirmed-intake.ts';
import { UnconfirmedStore } from './unconfirmed-store.ts';

const now = Date.UTC(2026, 10, 20, 10);
const seenAt = '2026-11-20T10:00:00.000Z';
const activity = (id: string, text = id): Activity => ({
  id,
  raw: new TextEncoder().encode(text),
  seenAt,
});

function open(
  database: Database,
  limits: Partial<typeof defaultLimits> = {},
  onEvicted: (evicted: unknown) => void = () => {},
) {
  const store = new UnconfirmedStore(database);
  const commits: number[] = [];
  const jobs = new EmbeddedJobStore(database);
  const intake = new UnconfirmedIntake({
    store,
    database,
    jobs,
    limits: { ...defaultLimits, ...limits },
    onCommit: ({ size }) => commits.push(size),
    onEvicted,
  });
  const take = (activities: readonly Activity[], connectionId = 'con_1') =>
    intake.take({ connectionId, activities, receivedAt: now, trace: null });
  return { store, jobs, intake, commits, take };
}

test('keeps what is new, once', async () => {
  await using files = await temporaryDatabase();
  const { take, store } = open(files.database);
  expect(await take([activity('1'), activity('2')])).toBe(2);
  expect(await take([activity('2'), activity('3')])).toBe(1);
  expect(await take([activity('1')], 'con_2')).toBe(1);
  expect(await take([activity('1', 'forged')])).toBe(1);
  const waiting = await store.waiting('con_1');
  const rows = await store.load(waiting.map(({ seq }) => seq));
  expect(rows.map((row) => row.activity)).toEqual([
    activity('1'),
    activity('2'),
    activity('3'),
    activity('1', 'forged'),
  ]);
});

test('does not keep what is already an event', async () => {
  await using files = await temporaryDatabase();
  const { take } = open(files.database);
  await files.database.write((transaction) =>
    insertRows(transaction, {
      table: 'activities',
      columns: ['connection_id', 'activity_id', 'raw', 'via', 'received_at'],
      rows: [['con_1', '1', Buffer.from('1'), 'webhook', 0]],
    }),
  );
  expect(await take([activity('1')])).toBe(0);
  expect(await take([activity('1', 'changed')])).toBe(0);
  expect(await take([activity('1')], 'con_2')).toBe(1);
});

test('remembers what was dropped, without its content, and forgets it after a while', async () => {
  await using files = await temporaryDatabase();
  const { take, store } = open(files.database);
  await take([activity('1')]);
  const [{ seq = 0 } = {}] = await store.waiting('con_1');
  await files.database.write((transaction) => store.drop(transaction, [{ seq, denials: 0 }]));
  expect(await store.waiting('con_1')).toEqual([]);
  expect((await store.load([seq]))[0]?.activity.raw).toHaveLength(0);
  expect(await take([activity('1')])).toBe(0);
  const connection = { id: 'con_1', isDeleted: false };
  const forget = (receivedBefore: number) =>
    files.database.write((tx) => store.forget(tx, { connection, receivedBefore, now, limit: 10 }));
  expect(await forget(now)).toBe(0);
  expect(await take([activity('1')])).toBe(0);
  expect(await forget(now + 1)).toBe(1);
  expect(await take([activity('1')])).toBe(1);
});

test('many requests share one commit, which schedules the vendor request', async () => {
  await using files = await temporaryDatabase();
  const { jobs, commits, take } = open(files.database);
  let scheduled = 0;
  jobs.onScheduled(() => {
    scheduled += 1;
  });
  const takes = Array.from({ length: 20 }, (_, index) => take([activity(String(index))]));
  expect(await Promise.all(takes)).toEqual(takes.map(() => 1));
  expect(commits.length).toBeLessThan(10);
  expect(scheduled).toBe(commits.length);
  const due = await jobs.claim({ kind: 'confirmation', limit: 9, now, leaseMs: 60_000 });
  expect(due).toMatchObject([{ key: 'con_1' }]);
});

test('refuses more than may wait for one connection, and others continue', async () => {
  await using files = await temporaryDatabase();
  const { take, store } = open(files.database, { maxWaiting: 3 });
  await take([activity('1'), activity('2')]);
  await expect(take([activity('3'), activity('4')])).rejects.toThrow(TooManyUnconfirmedError);
  expect(await store.waiting('con_1')).toHaveLength(2);
  expect(await take([activity('3')])).toBe(1);
  await expect(take([activity('4')])).rejects.toMatchObject({ retryAfterSeconds: 60 });
  // What already waits takes no further space.
  expect(await take([activity('1')])).toBe(0);
  expect(await take([activity('1')], 'con_2')).toBe(1);
});

test('a simultaneous verdict in two processes counts once, and settled ones stay settled', async () => {
  await using files = await temporaryDatabase();
  const { take, store } = open(files.database);
  await take([activity('1')]);
  const [{ seq = 0 } = {}] = await store.waiting('con_1');
  const deny = (nextCheckAt: number) =>
    files.database.write((tx) => store.deny(tx, [{ seq, denials: 0, nextCheckAt }]));
  await deny(now + 1);
  await deny(now + 2);
  expect(await store.load([seq])).toMatchObject([{ denials: 1, nextCheckAt: now + 1 }]);
  const drop = async (denials: number) => [
    ...(await files.database.write((tx) => store.drop(tx, [{ seq, denials }]))),
  ];
  expect(await drop(0)).toEqual([]);
  expect(await drop(1)).toEqual([seq]);
  expect(await drop(2)).toEqual([]);
  // Nor is it asked about again, as it has no content any more.
  await files.database.write((tx) => store.postpone(tx, [{ seq, nextCheckAt: now + 1 }]));
  expect(await store.waiting('con_1')).toEqual([]);
});

test('denied activities make room, those denied most and longest ago first', async () => {
  await using files = await temporaryDatabase();
  const evicted: unknown[] = [];
  const { take, store } = open(files.database, { maxWaiting: 4 }, (one) => evicted.push(one));
  await take(['1', '2', '3', '4'].map((id) => activity(id)));
  const rows = await store.waiting('con_1');
  await files.database.write(async (transaction) => {
    for (const [index, times] of [0, 1, 2, 1].entries()) {
      for (let count = 0; count < times; count += 1) {
        const seq = rows[index]?.seq ?? 0;
        await store.deny(transaction, [{ seq, denials: count, nextCheckAt: now + 1 }]);
      }
    }
  });
  const waiting = async () => {
    const seqs = (await store.waiting('con_1')).map(({ seq }) => seq);
    return (await store.load(seqs)).map((row) => row.activity.id);
  };
  expect(await take([activity('5')])).toBe(1);
  expect(await waiting()).toEqual(['1', '2', '4', '5']);
  // Activities that were not denied are never removed: three would have to go, and only two were
  // denied.
  await expect(take(['6', '7', '8'].map((id) => activity(id)))).rejects.toThrow(
    TooManyUnconfirmedError,
  );
  expect(await take([activity('9')])).toBe(1);
  expect(await waiting()).toEqual(['1', '5', '9']);
  expect(evicted).toEqual([
    { connectionId: 'con_1', count: 1 },
    { connectionId: 'con_1', count: 2 },
  ]);
});

test('an activity that is too long is refused', async () => {
  await using files = await temporaryDatabase();
  const { take } = open(files.database, { maxActivityBytes: 4 });
  expect(await take([activity('1', '1234')])).toBe(1);
  await expect(take([activity('2', '12345')])).rejects.toThrow(ActivityTooLargeError);
});

test('reads what waits from the index, however much is remembered', async () => {
  await using files = await temporaryDatabase();
  const { store } = open(files.database);
  const plans = recordQueryPlans(files.database);
  await store.waiting('con_1');
  await store.nextCheckAt('con_1');
  await store.countAll();
  await store.unfamiliar({ connectionId: 'con_1', activities: [activity('1')] });
  const noted = await plans();
  expect(noted).toHaveLength(5);
  for (const plan of noted) {
    const details = plan.filter((one) => /activities|known/.test(one));
    expect(details).not.toEqual([]);
    for (const detail of details) expect(detail).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX/);
  }
});
