import type { TransportResponse } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { VendorGate } from './vendor-gate.ts';
import type { VendorPurpose } from './vendor-gate.ts';

const { signal } = new AbortController();

function setUp(
  answer: (url: string) => {
    readonly status: number;
    readonly retryAfter?: string;
    readonly date?: string;
  } = () => ({ status: 200 }),
) {
  const clock = new ManualClock();
  const sent: string[] = [];
  const open = new Map<string, () => void>();
  const gate = new VendorGate({
    clock,
    limits: { requestsPerSecond: 1_000, concurrency: 1 },
    transport: ({ url }) =>
      new Promise<TransportResponse>((resolve) => {
        sent.push(url);
        const { status, retryAfter, date } = answer(url);
        const headers = { 'retry-after': retryAfter, date };
        open.set(url, () => resolve({ status, headers, body: new Uint8Array() }));
      }),
  });
  return {
    clock,
    sent,
    gate,
    send: (url: string, purpose: VendorPurpose = 'enrichment', connectionId = 'con_1') =>
      gate.transportFor({ connectionId, purpose, signal })({ method: 'GET', url }),
    answer: (url: string) => open.get(url)?.(),
    seen: (urls: readonly string[]) => expect.poll(() => sent).toEqual(urls),
  };
}

test('an account gets a limited number of requests at once, interactive ones first', async () => {
  const { send, answer, seen } = setUp();
  const all = [send('first', 'backfill'), send('b', 'backfill'), send('e', 'enrichment')];
  await seen(['first']);
  answer('first');
  await seen(['first', 'e']);
  answer('e');
  await seen(['first', 'e', 'b']);
  answer('b');
  await Promise.all(all);
});

test('accounts do not wait for each other', async () => {
  const { send, answer, seen } = setUp();
  const both = [send('one', 'backfill', 'con_1'), send('two', 'backfill', 'con_2')];
  await seen(['one', 'two']);
  answer('one');
  answer('two');
  await Promise.all(both);
});

test.each([
  ['as long as it says', { retryAfter: '20' }, 20_000],
  ['until the date it says', { retryAfter: 'Fri, 20 Nov 2026 10:00:30 GMT' }, 30_000],
  [
    'as long as it says by its own clock, which may be hours ahead',
    { retryAfter: 'Fri, 20 Nov 2026 13:00:20 GMT', date: 'Fri, 20 Nov 2026 13:00:00 GMT' },
    20_000,
  ],
  [
    'as long as it says by its own clock, which may be behind',
    { retryAfter: 'Fri, 20 Nov 2026 09:00:20 GMT', date: 'Fri, 20 Nov 2026 09:00:00 GMT' },
    20_000,
  ],
  ['a while when it does not say', {}, 5_000],
  ['a minute at the most', { retryAfter: '86400' }, 60_000],
])('a vendor that responds with 429 is left alone %s', async (_, headers, ms) => {
  const { clock, send, answer, sent, seen } = setUp((url) =>
    url === 'first' ? { status: 429, ...headers } : { status: 200 },
  );
  const first = send('first');
  await seen(['first']);
  const second = send('second');
  answer('first');
  expect((await first).status).toBe(429);
  clock.advance(ms - 1);
  expect(sent).toEqual(['first']);
  clock.advance(1);
  await seen(['first', 'second']);
  answer('second');
  await second;
});

test('a request that may no longer be sent is not sent', async () => {
  const { sent, gate } = setUp();
  const transport = gate.transportFor({
    connectionId: 'con_1',
    purpose: 'backfill',
    signal,
    permit: () => Promise.reject(new Error('deleted')),
  });
  await expect(transport({ method: 'GET', url: 'x' })).rejects.toThrow('deleted');
  expect(sent).toEqual([]);
});

test('a request that is no longer wanted is not sent', async () => {
  const gate = new VendorGate({
    clock: new ManualClock(),
    transport: () => Promise.reject(new Error('sent')),
  });
  const aborted = AbortSignal.abort(new Error('stopped'));
  const transport = gate.transportFor({
    connectionId: 'con_1',
    purpose: 'backfill',
    signal: aborted,
  });
  await expect(transport({ method: 'GET', url: 'x' })).rejects.toThrow('stopped');
});

test('idle accounts are forgotten, and those with waiting requests are not', async () => {
  const { clock, gate, send, answer, seen } = setUp((url) => ({
    status: url === 'refused' ? 429 : 200,
  }));
  const done = send('done', 'poll', 'con_1');
  const refused = send('refused', 'poll', 'con_2');
  const open = send('open', 'poll', 'con_3');
  await seen(['done', 'refused', 'open']);
  answer('done');
  answer('refused');
  await Promise.all([done, refused]);
  const waits = send('waits', 'poll', 'con_2');
  expect(gate.accounts).toBe(3);
  const accountsLater = (ms: number): number => {
    clock.advance(ms);
    return gate.accounts;
  };
  await expect.poll(() => accountsLater(1_000)).toBe(2);
  await seen(['done', 'refused', 'open', 'waits']);
  expect(accountsLater(3_600_000)).toBe(2);
  answer('waits');
  answer('open');
  await Promise.all([waits, open]);
  await expect.poll(() => accountsLater(3_600_000)).toBe(0);
});
