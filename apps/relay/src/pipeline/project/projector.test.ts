import { expect, test } from 'vitest';

import type { Database } from '../../database/database.ts';
import { RowsTakenError } from '../../database/inbox/inbox.ts';
import type { InboxReader } from '../../database/inbox/inbox.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import type { EventLog } from '../log/event-log.ts';
import { ProjectorSignal } from './projector-signal.ts';
import { Projector } from './projector.ts';

const emptyDatabase = {
  read: async (work: (tx: unknown) => unknown) =>
    work({ all: async () => [], first: async () => undefined }),
  write: async (work: (tx: unknown) => unknown) => work({}),
  afterCommit: () => {},
} as unknown as Database;

/** A log that makes no events of what it is given. */
const readsNothing = {
  read: async () => [],
  keep: async () => [],
  quarantine: async () => {},
} as unknown as EventLog;

test('a projector that could not read works again at its next read, even with nothing waiting', async () => {
  const calls: string[] = [];
  const looks = [
    () => [],
    () => {
      throw new Error('The database is gone.');
    },
    () => {
      throw new Error('The database is gone.');
    },
    () => [],
    () => [],
  ];
  const signal = new ProjectorSignal();
  let lastLook: () => void;
  const looked = new Promise<void>((resolve) => {
    lastLook = resolve;
  });
  const projector = new Projector({
    database: {} as Database,
    log: {} as EventLog,
    sources: new SourceRegistry([]),
    signal,
    inbox: {
      async read() {
        const look = looks.shift() ?? (() => []);
        if (looks.length === 0) lastLook();
        // So that it reads again at once.
        signal.notify();
        return look();
      },
      close: async () => {},
    } as unknown as InboxReader,
    onProjected: () => calls.push('projected'),
    onError: () => calls.push('error'),
    onHealthy: () => calls.push('healthy'),
  });
  projector.start();
  await looked;
  await projector.stop();
  expect(calls).toEqual(['healthy', 'error', 'error', 'healthy']);
});

test('it reports why rows could only be projected one by one', async () => {
  const calls: unknown[] = [];
  const row = { connectionId: 'con_1', receivedAt: 1, activityId: 'one', body: new Uint8Array() };
  let waiting: readonly unknown[] = [row, row];
  const signal = new ProjectorSignal();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const projector = new Projector({
    database: emptyDatabase,
    log: {
      ...readsNothing,
      async quarantine(_: unknown, setAside: readonly unknown[]) {
        if (setAside.length > 1) throw new TypeError('Two are too many.');
      },
    } as unknown as EventLog,
    sources: new SourceRegistry([]),
    signal,
    inbox: {
      async read() {
        const rows = waiting;
        waiting = [];
        if (rows.length === 0) resolve();
        return rows;
      },
      take: async () => true,
      taken: async () => {},
      isOurs: async () => true,
      close: async () => {},
    } as unknown as InboxReader,
    onProjected: ({ size }) => calls.push(size),
    onError: (error) => calls.push(String(error)),
    onHealthy: () => calls.push('healthy'),
  });
  projector.start();
  await done;
  await projector.stop();
  expect(calls).toEqual([1, 1, 'TypeError: Two are too many.', 'healthy', 'healthy']);
});

test('a batch is reported even if its rows cannot be cleared away', async () => {
  const calls: string[] = [];
  let waiting: readonly unknown[] = [
    { connectionId: 'con_1', receivedAt: 1, activityId: 'one', body: new Uint8Array() },
  ];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const projector = new Projector({
    database: emptyDatabase,
    log: readsNothing,
    sources: new SourceRegistry([]),
    signal: new ProjectorSignal(),
    inbox: {
      async read() {
        const rows = waiting;
        waiting = [];
        return rows;
      },
      take: async () => true,
      async taken() {
        throw Object.assign(new Error('The disk is full.'), { code: 'SQLITE_FULL' });
      },
      close: async () => {},
    } as unknown as InboxReader,
    onProjected: ({ size }) => calls.push(`projected ${size}`),
    onError: (error) => {
      calls.push(String(error));
      resolve();
    },
    onHealthy: () => {},
  });
  projector.start();
  await done;
  await projector.stop();
  expect(calls).toEqual(['projected 1', 'Error: The disk is full.']);
});

test('rows of which another process has taken some are read again, and not projected one by one', async () => {
  const calls: unknown[] = [];
  const row = { connectionId: 'con_1', receivedAt: 1, activityId: 'one', body: new Uint8Array() };
  let waiting: readonly unknown[] = [row, row, row];
  const takes: number[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const signal = new ProjectorSignal();
  const projector = new Projector({
    database: emptyDatabase,
    log: readsNothing,
    sources: new SourceRegistry([]),
    signal,
    inbox: {
      read: async () => waiting,
      async take(_: unknown, rows: readonly unknown[]) {
        takes.push(rows.length);
        if (takes.length > 1) return true;
        waiting = [row, row];
        throw new RowsTakenError('Another process was faster.');
      },
      async taken() {
        waiting = [];
        resolve();
      },
      isOurs: async () => true,
      close: async () => {},
    } as unknown as InboxReader,
    onProjected: () => {},
    onError: (error) => calls.push(error),
    onHealthy: () => {},
  });
  projector.start();
  await done;
  await projector.stop();
  expect(takes).toEqual([3, 2]);
  expect(calls).toEqual([]);
});
