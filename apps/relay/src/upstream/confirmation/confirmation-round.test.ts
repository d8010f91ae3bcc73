import { VendorError } from '@invoice-relay/core/errors';
import type { AnySource } from '@invoice-relay/core/source';
import { expect, test, vi } from 'vitest';

import { insertRows } from '../../../test/support/insert-rows.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import { createLogger } from '../../operations/logger.ts';
import type { Database } from '../../database/database.ts';
import { DatabaseUnreachableError } from '../../database/storage-failure.ts';
import { asVendorError } from '../access/vendor-gate.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import { ConfirmationRound } from './confirmation-round.ts';
import { defaultLimits } from '../../pipeline/unconfirmed/limits.ts';
import type { VendorOutcome } from '../health/vendor-health.ts';
import { Outages } from './outages.ts';
import type { VerdictRecorder } from './verdict-recorder.ts';
import { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

const connectionId = 'con_1';

async function open(options: {
  readonly database: Database;
  readonly confirm: NonNullable<AnySource['confirm']> | undefined;
  readonly failureOf?: VendorSession['failureOf'];
  readonly unreadable?: VendorError;
  readonly credentials?: () => string;
}) {
  const { failureOf = asVendorError } = options;
  const store = new UnconfirmedStore(options.database);
  const clock = new ManualClock();
  /** The outcome of the last vendor request; undefined if nothing was reported. */
  let outcome: VendorOutcome | undefined;
  const settle = vi.fn<VerdictRecorder['settle']>(async () => {});
  const source = {
    name: 'played',
    normalize: ({ id }: { readonly id: string }) => [
      { subject: { kind: 'invoice', id, number: null } },
    ],
    ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
  } as unknown as AnySource;
  const round = new ConfirmationRound({
    store,
    clock,
    outages: new Outages(),
    health: {
      async note(noted) {
        outcome = noted;
      },
    },
    logger: createLogger({ level: 'silent' }),
    limits: defaultLimits,
    verdicts: { settle } as unknown as VerdictRecorder,
    vendors: {
      async open() {
        if (options.unreadable !== undefined) throw options.unreadable;
        return { source, context: { credentials: options.credentials?.() }, failureOf };
      },
    } as unknown as VendorAccess,
  });
  await options.database.write((transaction) =>
    store.insert(
      transaction,
      ['1', '2', '3'].map((id) => ({
        connectionId,
        activity: { id, raw: new TextEncoder().encode(id), seenAt: '' },
        receivedAt: clock.now(),
        trace: null,
      })),
    ),
  );
  return { round, settle, clock, failure: () => outcome?.code };
}

test('asks about each document separately, and continues', async () => {
  await using files = await temporaryDatabase();
  const confirm = vi.fn<NonNullable<AnySource['confirm']>>(async () => [true]);
  const { round, settle } = await open({ database: files.database, confirm });
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId, signal })).toBe(true);
  expect(confirm).toHaveBeenCalledTimes(3);
  expect(settle).toHaveBeenCalledTimes(1);
  // Nothing waits for this one.
  expect(await round.ask({ connectionId: 'con_2', signal })).toBe(false);
});

test('what was interrupted by a stop does not count', async () => {
  await using files = await temporaryDatabase();
  const stop = new AbortController();
  const { round, settle, failure } = await open({
    database: files.database,
    async confirm() {
      stop.abort();
      return [false];
    },
  });
  expect(await round.ask({ connectionId, signal: stop.signal })).toBe(false);
  expect(settle).not.toHaveBeenCalled();
  expect(failure()).toBeUndefined();
});

test.each([
  ['vendor_rate_limited', 'vendor_rate_limited', false],
  ['vendor_unauthorized', 'vendor_unauthorized', false],
  ['vendor_unreachable', 'vendor_unreachable', false],
  // This one is about its document alone, since the vendor responds about the others.
  ['vendor_failed', undefined, true],
] as const)('one document fails with %s: %s', async (code, noted, goesOn) => {
  await using files = await temporaryDatabase();
  const { round, failure } = await open({
    database: files.database,
    async confirm([activity]) {
      if (activity?.id === '2') throw new VendorError(code, 'no answer');
      return [true];
    },
  });
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId, signal })).toBe(goesOn);
  expect(failure()).toBe(noted);
});

test('a document that the vendor refuses is denied while it responds about others', async () => {
  await using files = await temporaryDatabase();
  let refuses = (id: string | undefined): boolean => id === '2';
  const { round, settle, clock, failure } = await open({
    database: files.database,
    async confirm([activity]) {
      if (refuses(activity?.id)) throw new VendorError('vendor_refused', 'no answer');
      return ['plausible'];
    },
  });
  const { signal } = new AbortController();
  const ask = async () => {
    const goesOn = await round.ask({ connectionId, signal });
    const answers = settle.mock.lastCall?.[0].answers ?? [];
    const denied = answers.filter((one) => 'accepted' in one && one.accepted[0] === undefined);
    return { goesOn, denied: denied.length, failure: failure() };
  };
  expect(await ask()).toEqual({ goesOn: true, denied: 1, failure: undefined });
  refuses = () => true;
  clock.advance(10 * 60_000);
  expect(await ask()).toEqual({ goesOn: true, denied: 3, failure: undefined });
  clock.advance(1);
  expect(await ask()).toEqual({ goesOn: false, denied: 0, failure: 'vendor_refused' });
});

test('that the vendor answered about a deleted connection is forgotten', async () => {
  await using files = await temporaryDatabase();
  let refuses = false;
  const { round, failure } = await open({
    database: files.database,
    async confirm() {
      if (refuses) throw new VendorError('vendor_refused', 'no answer');
      return ['plausible'];
    },
  });
  const ask = () => round.ask({ connectionId, signal: new AbortController().signal });
  await ask();
  refuses = true;
  expect([await ask(), failure()]).toEqual([true, undefined]);
  round.forget(connectionId);
  expect([await ask(), failure()]).toEqual([false, 'vendor_refused']);
});

test.each([
  ['does not answer about each', async () => []],
  ['fails in a way of its own', () => Promise.reject(new TypeError('undefined is no function'))],
])('a source that %s has not answered', async (_, confirm) => {
  await using files = await temporaryDatabase();
  const { round, settle, failure } = await open({ database: files.database, confirm });
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId, signal })).toBe(false);
  expect(settle).toHaveBeenCalledWith(
    expect.objectContaining({
      answers: Array.from({ length: 3 }, () =>
        expect.objectContaining({ error: expect.objectContaining({ code: 'vendor_failed' }) }),
      ),
    }),
  );
  expect(failure()).toBe('vendor_failed');
});

test('a source that can no longer confirm lets everything wait', async () => {
  await using files = await temporaryDatabase();
  const { round, settle, failure } = await open({ database: files.database, confirm: undefined });
  await insertConnection(files.database, { deletedAt: null });
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId, signal })).toBe(false);
  expect(settle).not.toHaveBeenCalled();
  expect(failure()).toBe('vendor_unreachable');
});

test.each([
  ['nothing waits', { id: 'con_2', deletedAt: null }],
  ['the connection was deleted', { id: connectionId, deletedAt: 1 }],
])('there is no vendor to be reached if %s', async (_, connection) => {
  await using files = await temporaryDatabase();
  const { round, failure } = await open({ database: files.database, confirm: undefined });
  await insertConnection(files.database, connection);
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId: connection.id, signal })).toBe(false);
  expect(failure()).toBeUndefined();
});

test('unreadable credentials are reported as such', async () => {
  await using files = await temporaryDatabase();
  const { round, failure } = await open({
    database: files.database,
    confirm: async () => [true],
    unreadable: new VendorError('vendor_unauthorized', 'The relay cannot read the credentials.'),
  });
  const { signal } = new AbortController();
  expect(await round.ask({ connectionId, signal })).toBe(false);
  expect(failure()).toBe('vendor_unauthorized');
});

test('a failure of our own database is not the vendor’s', async () => {
  await using files = await temporaryDatabase();
  const lost = new DatabaseUnreachableError(new Error('terminated'));
  const { round, settle, failure } = await open({
    database: files.database,
    confirm: () => Promise.reject(new VendorError('vendor_unreachable', 'no answer')),
    failureOf: () => lost,
  });
  const { signal } = new AbortController();
  await expect(round.ask({ connectionId, signal })).rejects.toBe(lost);
  expect(settle).not.toHaveBeenCalled();
  expect(failure()).toBeUndefined();
});

function insertConnection(
  database: Database,
  { id = connectionId, deletedAt }: { readonly id?: string; readonly deletedAt: number | null },
): Promise<void> {
  return database.write((tx) =>
    insertRows(tx, {
      table: 'connections',
      columns: [
        'id',
        'source',
        'name',
        'credentials',
        'settings',
        'verification_mode',
        'enrich',
        'token',
        'token_hash',
        'created_at',
        'updated_at',
        'deleted_at',
      ],
      rows: [[id, 'played', '', '', '{}', 'callback', false, '', '', 0, 0, deletedAt]],
    }),
  );
}

test.each(['vendor_unreachable', 'vendor_unauthorized', 'vendor_rate_limited'] as const)(
  'after %s it asks nothing for a while, unless the credentials were replaced',
  async (code) => {
    await using files = await temporaryDatabase();
    let credentials = 'old';
    const confirm = vi.fn<NonNullable<AnySource['confirm']>>(async () => {
      throw new VendorError(code, 'no');
    });
    const { round, clock } = await open({
      database: files.database,
      confirm,
      credentials: () => credentials,
    });
    const { signal } = new AbortController();
    const asks = async () => {
      confirm.mockClear();
      await round.ask({ connectionId, signal });
      return confirm.mock.calls.length > 0;
    };
    // The clock is ahead.
    clock.advance(10_800_000);
    expect(await asks()).toBe(true);
    clock.advance(4_999);
    expect(await asks()).toBe(false);
    clock.advance(1);
    expect(await asks()).toBe(true);
    credentials = 'new';
    expect(await asks()).toBe(true);
    expect(await asks()).toBe(false);
    // What was noted then says nothing.
    clock.advance(-10_800_000);
    expect(await asks()).toBe(true);
  },
);
