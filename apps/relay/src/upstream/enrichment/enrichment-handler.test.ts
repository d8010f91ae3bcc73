import { VendorError } from '@invoice-relay/core/errors';
import type { EventDocument } from '@invoice-relay/core/events';
import pino from 'pino';
import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { noTracer } from '../../operations/tracing/tracer.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import type { VendorHealth } from '../health/vendor-health.ts';
import { EnrichmentHandler } from './enrichment-handler.ts';
import type { EnrichmentResult, EnrichmentStore, WaitingSubject } from './enrichment-store.ts';

const document = { kind: 'invoice', invoice: {} } as EventDocument;
const session = {
  source: { enrich: async () => document },
  context: {},
  failureOf: (error: unknown) => error,
} as unknown as VendorSession;

/** One waiting subject, with access to the vendor and the database that fails a few times. */
function setUp(fails: { open?: () => Error; finish?: () => Error; times: number }) {
  const clock = new ManualClock();
  let { times } = fails;
  let opened = 0;
  const results: EnrichmentResult[] = [];
  const waiting: WaitingSubject = {
    connectionId: 'con_1',
    subject: { kind: 'invoice', id: '7', number: null },
    newestSeq: 1,
    since: clock.now() - 1_000,
    until: clock.now() + 600_000,
  };
  const failOr = async <Value>(fail: (() => Error) | undefined, value: () => Value) => {
    if (fail !== undefined && times > 0) {
      times -= 1;
      throw fail();
    }
    return value();
  };
  const handler = new EnrichmentHandler({
    store: {
      extendOverdue: async () => {},
      waiting: async () => (results.length === 0 ? [waiting] : []),
      finish: ({ result }) =>
        failOr(fails.finish, () => {
          results.push(result);
          return [];
        }),
    } satisfies Partial<EnrichmentStore> as unknown as EnrichmentStore,
    jobs: { onScheduled: () => () => {} },
    vendors: {
      open: () => {
        opened += 1;
        return failOr(fails.open, () => session);
      },
    } satisfies Partial<VendorAccess> as unknown as VendorAccess,
    health: { note: async () => {}, noteError: async () => {} } as unknown as VendorHealth,
    clock,
    logger: pino({ level: 'silent' }),
    tracer: noTracer,
  });
  const run = () =>
    handler.run({
      job: { kind: 'enrichment', key: 'con_1', claim: 'c' },
      signal: new AbortController().signal,
    });
  return { clock, run, results, opened: () => opened };
}

test('if credentials cannot be read, the event goes out without its document, at once', async () => {
  const open = () => new VendorError('vendor_unauthorized', 'They cannot be read.');
  const { run, results, opened } = setUp({ open, times: 50 });
  expect(await run()).toBe('done');
  expect(results).toEqual([{ reason: 'refused' }]);
  expect(opened()).toBe(1);
});

test('a temporarily failing database is not retried in a loop, nor is the vendor', async () => {
  const finish = () => Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
  const { clock, run, results, opened } = setUp({ finish, times: 3 });
  const done = run();
  for (let second = 1; results.length === 0; second += 1) {
    await new Promise(setImmediate);
    expect(opened()).toBe(second);
    clock.advance(1_000);
  }
  expect(await done).toBe('done');
  expect(results).toEqual([{ document }]);
  expect(opened()).toBe(4);
});

test('a document that arrives while waiting subjects are read is not requested again', async () => {
  const clock = new ManualClock();
  const subject = (id: string): WaitingSubject => ({
    connectionId: 'con_1',
    subject: { kind: 'invoice', id, number: null },
    newestSeq: 2,
    since: clock.now() - 1_000,
    until: clock.now() + 600_000,
  });
  const [first, second] = [subject('1'), subject('2')];
  const answers = new Map<string, () => void>();
  const asked: string[] = [];
  const finished: string[] = [];
  /** What the database says, in order; the second result only arrives when it is out of date. */
  const { promise: outOfDate, resolve: arrives } =
    Promise.withResolvers<readonly WaitingSubject[]>();
  const reads = [Promise.resolve([first, second]), outOfDate];
  const handler = new EnrichmentHandler({
    store: {
      extendOverdue: async () => {},
      waiting: () => reads.shift() ?? Promise.resolve([]),
      finish: async ({ subject: { subject: done } }) => {
        finished.push(done.id);
        return [];
      },
    } satisfies Partial<EnrichmentStore> as unknown as EnrichmentStore,
    jobs: { onScheduled: () => () => {} },
    vendors: {
      open: async () =>
        ({
          ...session,
          source: {
            enrich: ({ id }: WaitingSubject['subject']) => {
              asked.push(id);
              return new Promise<EventDocument>((resolve) => {
                answers.set(id, () => resolve(document));
              });
            },
          },
        }) as unknown as VendorSession,
    } satisfies Partial<VendorAccess> as unknown as VendorAccess,
    health: { note: async () => {}, noteError: async () => {} } as unknown as VendorHealth,
    clock,
    logger: pino({ level: 'silent' }),
    tracer: noTracer,
  });
  const done = handler.run({
    job: { kind: 'enrichment', key: 'con_1', claim: 'c' },
    signal: new AbortController().signal,
  });
  await expect.poll(() => asked).toEqual(['1', '2']);
  answers.get('1')?.();
  await expect.poll(() => reads).toEqual([]);
  answers.get('2')?.();
  await expect.poll(() => finished).toEqual(['1', '2']);
  await new Promise(setImmediate);
  arrives([second]);
  expect(await done).toEqual({ dueAt: clock.now() });
  expect(asked).toEqual(['1', '2']);
});
