import { expect, test, vi } from 'vitest';

import { insertRows } from '../../../test/support/insert-rows.ts';
import { recordQueryPlans } from '../../../test/support/query-plans.ts';
import { seedSubscription } from '../../../test/support/seed.ts';
import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import type { Database } from '../../database/database.ts';
import { EmbeddedDeliveryQueue } from '../../pipeline/lanes/embedded-delivery-queue.ts';
import { EnrichmentStore, overdueAtOnce } from './enrichment-store.ts';

/** Received one after another, and waiting for a minute each. */
function insertWaiting(
  database: Database,
  waiting: readonly { readonly subject: string; readonly connectionId?: string }[],
): Promise<void> {
  return database.write((tx) =>
    insertRows(tx, {
      table: 'events',
      columns: [
        'id',
        'connection_id',
        'activity_id',
        'type',
        'subject_kind',
        'subject_id',
        'occurred_at',
        'received_at',
        'enrich_until',
        'body',
      ],
      rows: waiting.map(({ subject, connectionId = 'con_1' }, at) => [
        `evt_${at}`,
        connectionId,
        String(at),
        'invoice.paid',
        'invoice',
        subject,
        at,
        at,
        60_000 + at,
        '{}',
      ]),
    }),
  );
}

const openStore = (database: Database) =>
  new EnrichmentStore({ database, queue: new EmbeddedDeliveryQueue({ database }) });

test('the subjects that have been waiting the longest come first, however much waits', async () => {
  await using files = await temporaryDatabase();
  const store = openStore(files.database);
  expect(await store.waiting({ connectionId: 'con_1', limit: 3 })).toEqual([]);
  await insertWaiting(files.database, [
    { subject: '9', connectionId: 'con_2' },
    ...Array.from({ length: 250 }, () => ({ subject: '7' })),
    { subject: '3' },
    { subject: '7' },
    { subject: '5' },
    { subject: '1' },
  ]);
  const subject = (id: string) => ({ kind: 'invoice', id, number: null });
  const common = { connectionId: 'con_1', newestSeq: 255 };
  expect(await store.waiting({ connectionId: 'con_1', limit: 3 })).toEqual([
    { ...common, subject: subject('7'), since: 1, until: 60_001 },
    { ...common, subject: subject('3'), since: 251, until: 60_251 },
    { ...common, subject: subject('5'), since: 253, until: 60_253 },
  ]);
});

test('what was there when its vendor was asked is completed, and what came later waits', async () => {
  await using files = await temporaryDatabase();
  const store = openStore(files.database);
  await insertWaiting(files.database, [{ subject: '7' }, { subject: '3' }, { subject: '7' }]);
  const [asked] = await store.waiting({ connectionId: 'con_1', limit: 1 });
  if (asked === undefined) throw new Error('nothing waits');
  const result = { reason: 'failed' } as const;
  await store.finish({ subject: { ...asked, newestSeq: 2 }, result });
  const left = async () =>
    (await store.waiting({ connectionId: 'con_1', limit: 9 })).map(({ since }) => since);
  expect(await left()).toEqual([1, 2]);
  await store.finish({ subject: asked, result });
  expect(await left()).toEqual([1]);
});

test('those that have waited long enough are given up, those that waited the longest first', async () => {
  await using files = await temporaryDatabase();
  const store = openStore(files.database);
  await insertWaiting(
    files.database,
    Array.from({ length: 700 }, (_, at) => ({ subject: String(at) })),
  );
  const first = async () =>
    (await store.waiting({ connectionId: 'con_1', limit: 1 })).map(({ since }) => since);
  await store.giveUpOverdue({ connectionId: 'con_1', now: 60_599 });
  expect(await first()).toEqual([500]);
  await store.giveUpOverdue({ connectionId: 'con_1', now: 60_599 });
  expect(await first()).toEqual([600]);
});

test('deliveries of events that wait on are not due before others', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  const queue = new EmbeddedDeliveryQueue({ database });
  await seedSubscription(database, { id: 'sub_a' });
  await insertWaiting(database, [{ subject: '7' }, { subject: '3' }]);
  const delivery = { subscriptionId: 'sub_a', notBefore: 60_000 };
  const deliveries = [1, 2].map((eventSeq) => ({ ...delivery, eventSeq, lane: `${eventSeq}` }));
  await database.write((tx) => queue.enqueue(tx, { deliveries, now: 0 }));
  const store = new EnrichmentStore({ database, queue });
  const { signal } = new AbortController();
  await store.extendOverdue({ connectionId: 'con_1', now: 60_000, until: 120_000, signal });
  const due = async (now: number) =>
    (await queue.claim({ demands: [{ subscriptionId: 'sub_a', limit: 9 }], now })).map(
      ({ eventSeq }) => eventSeq,
    );
  expect(await due(119_999)).toEqual([2]);
  expect(await due(120_000)).toEqual([1]);
});

test('however many wait on, each transaction extends a bounded number of them', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  await insertWaiting(
    database,
    Array.from({ length: 2 * overdueAtOnce + 1 }, (_, at) => ({ subject: String(at) })),
  );
  const write = vi.spyOn(database, 'write');
  const until = 900_000;
  await openStore(database).extendOverdue({
    connectionId: 'con_1',
    now: 100_000,
    until,
    signal: new AbortController().signal,
  });
  expect(write).toHaveBeenCalledTimes(3);
  const waits = await database.read((tx) =>
    tx.query('SELECT DISTINCT "enrich_until" AS "until" FROM "events"'),
  );
  expect(waits).toEqual([{ until }]);
});

test('what waits is read from its index, in order', async () => {
  await using files = await temporaryDatabase();
  const store = openStore(files.database);
  await insertWaiting(files.database, [{ subject: '7' }]);
  const plans = recordQueryPlans(files.database);
  await store.waiting({ connectionId: 'con_1', limit: 8 });
  const [events, end] = await plans();
  expect(events).toEqual([expect.stringMatching(/^SEARCH events USING INDEX events_waiting \(/)]);
  expect(end).toEqual(['SEARCH events']);
});
