import { VendorError } from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import { createLogger } from '../../operations/logger.ts';
import { minutes, seconds } from '../../shared/clock/durations.ts';
import { sql } from '../../database/sql/sql.ts';
import type { Database } from '../../database/database.ts';
import { insertRows } from '../../../test/support/insert-rows.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { Arrival } from '../../pipeline/log/arrival.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import { defaultLimits } from '../../pipeline/unconfirmed/limits.ts';
import { noTracer } from '../../operations/tracing/tracer.ts';
import { VerdictRecorder } from './verdict-recorder.ts';
import type { Accepted, Answer } from './verdict-recorder.ts';
import { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

const connectionId = 'con_1';
const accepted: Accepted = { events: [{} as NormalizedEvent], isPlausible: false };
const ofOrder = { subject: { kind: 'order', id: '77', number: null } } as NormalizedEvent;

async function open(database: Database) {
  const store = new UnconfirmedStore(database);
  const clock = new ManualClock();
  const appended: Arrival[] = [];
  const verdicts = new VerdictRecorder({
    tracer: noTracer,
    database,
    store,
    clock,
    logger: createLogger({ level: 'silent' }),
    limits: defaultLimits,
    log: {
      append: async (arrivals: readonly Arrival[]) => {
        appended.push(...arrivals);
        return [];
      },
    } as unknown as EventLog,
  });
  await database.write((transaction) =>
    store.insert(transaction, [
      {
        connectionId,
        activity: { id: '1', raw: new TextEncoder().encode('1'), seenAt: '' },
        receivedAt: clock.now(),
        trace: null,
      },
    ]),
  );
  const rows = async () => {
    const waiting = await store.waiting(connectionId);
    return waiting.length === 0 ? [] : store.load(waiting.map(({ seq }) => seq));
  };
  return {
    clock,
    store,
    rows,
    verdicts,
    /** The ids under which activities were kept. */
    appended: () =>
      appended.flatMap(({ activities }) => activities.map(({ id, keptAs = id }) => keptAs)),
    /** The delay until the waiting row is asked about again, and its number of denials. */
    async state() {
      const [row] = await rows();
      return row && { waitMs: row.nextCheckAt - clock.now(), denials: row.denials };
    },
    async settle(answer: { readonly known: boolean } | { readonly code: VendorErrorCode }) {
      const present = await rows();
      const answers: Answer[] =
        'code' in answer
          ? [{ rows: present, error: new VendorError(answer.code, 'no answer') }]
          : [{ rows: present, accepted: present.map(() => (answer.known ? accepted : undefined)) }];
      await verdicts.settle({ connectionId, source: { name: 'played' } as AnySource, answers });
    },
  };
}

test('what the vendor does not know is asked about less and less often', async () => {
  await using files = await temporaryDatabase();
  const { settle, state, clock } = await open(files.database);
  for (const [index, waitMs] of defaultLimits.asksAgainAfterMs.entries()) {
    await settle({ known: false });
    expect(await state()).toEqual({ waitMs, denials: index + 1 });
    clock.advance(waitMs);
  }
  await settle({ known: false });
  expect(await state()).toBe(undefined);
});

test('however many activities the vendor does not know, they take as few statements', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  const { store, rows, settle, clock } = await open(database);
  const write = database.write.bind(database);
  let statements = 0;
  // On PostgreSQL, each is a round trip.
  database.write = (work, options) =>
    write((tx) => {
      const run = tx.run.bind(tx);
      tx.run = (statement) => ((statements += 1), run(statement));
      return work(tx).finally(() => (tx.run = run));
    }, options);
  const take = (count: number) =>
    write((tx) =>
      store.insert(
        tx,
        Array.from({ length: count }, (_, index) => ({
          connectionId,
          activity: { id: `other ${index}`, raw: new Uint8Array(), seenAt: '' },
          receivedAt: clock.now(),
          trace: null,
        })),
      ),
    );
  await settle({ known: false });
  const forOne = statements;
  await take(100);
  statements = 0;
  await settle({ known: false });
  expect(statements).toBe(forOne);
  expect(await rows()).toHaveLength(101);
  expect((await rows()).every(({ denials }) => denials === 1)).toBe(true);
});

test('a "no" to what was included before it was due does not count, a "yes" does', async () => {
  await using files = await temporaryDatabase();
  const { settle, state } = await open(files.database);
  await settle({ known: false });
  await settle({ known: false });
  await settle({ code: 'vendor_failed' });
  expect(await state()).toEqual({ waitMs: 10 * seconds, denials: 1 });
  await settle({ known: true });
  expect(await state()).toBe(undefined);
});

test('what was erased while its vendor was asked is not stored', async () => {
  await using files = await temporaryDatabase();
  const { verdicts, rows, appended } = await open(files.database);
  const waiting = await rows();
  await files.database.write((tx) => tx.run(sql`DELETE FROM "unconfirmed_activities"`));
  await verdicts.settle({
    connectionId,
    source: { name: 'played' } as AnySource,
    answers: [{ rows: waiting, accepted: [accepted] }],
  });
  expect(appended()).toEqual([]);
});

test('what is only plausible is kept under its own id, and another with its id keeps waiting', async () => {
  await using files = await temporaryDatabase();
  const { store, rows, verdicts, appended } = await open(files.database);
  const [plausible] = await rows();
  const seqs = plausible === undefined ? [] : [plausible];
  const settle = () =>
    verdicts.settle({
      connectionId,
      source: { name: 'played' } as AnySource,
      answers: [{ rows: seqs, accepted: [{ events: [ofOrder], isPlausible: true }] }],
    });
  await files.database.write((transaction) =>
    store.insert(transaction, [
      {
        connectionId,
        activity: { id: '1', raw: new TextEncoder().encode('another'), seenAt: '' },
        receivedAt: 0,
        trace: null,
      },
    ]),
  );
  await settle();
  expect(appended()).toEqual(['order/77/1']);
  expect((await rows()).map(({ activity }) => new TextDecoder().decode(activity.raw))).toEqual([
    'another',
  ]);
  // It became an activity by another path while its vendor was asked.
  await files.database.write((transaction) =>
    insertRows(transaction, {
      table: 'activities',
      columns: ['connection_id', 'activity_id', 'raw', 'via', 'received_at'],
      rows: [[connectionId, '1', Buffer.from('1'), 'backfill', 0]],
    }),
  );
  await settle();
  expect(appended()).toEqual(['order/77/1', '1']);
});

test.each(['vendor_unreachable', 'vendor_unauthorized', 'vendor_rate_limited'] as const)(
  'an outage changes nothing: %s',
  async (code) => {
    await using files = await temporaryDatabase();
    const { settle, state } = await open(files.database);
    await settle({ code });
    expect(await state()).toEqual({ waitMs: 0, denials: 0 });
  },
);

test.each(['vendor_failed', 'vendor_refused', 'vendor_answer_invalid'] as const)(
  'a document with vendor failures lets others go first, and is never dropped: %s',
  async (code) => {
    await using files = await temporaryDatabase();
    const { settle, state, clock } = await open(files.database);
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 12; count += 1) {
      await settle({ code });
      const waitMs = (await state())?.waitMs;
      waits.push(waitMs);
      clock.advance(waitMs ?? 0);
    }
    expect(waits.slice(0, 4)).toEqual([5, 5, 10, 20].map((wait) => wait * seconds));
    expect(waits.at(-1)).toBe(5 * minutes);
    expect((await state())?.denials).toBe(0);
  },
);
