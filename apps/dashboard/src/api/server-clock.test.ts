import { expect, test } from 'vitest';

import { createServerClock } from './server-clock.ts';

const start = Date.parse('2026-11-28T12:00:00Z');
const minute = 60_000;

/** Simulates a browser whose clock is ahead of the relay's, and a relay with this response time. */
function read(aheadMs: number, { tookMs = 100 } = {}) {
  let server = start;
  const clock = createServerClock(() => server + aheadMs);
  return {
    clock,
    /** Absolute error of the clock. Milliseconds. */
    wrong: () => Math.abs(clock.now() - server),
    answer(changes: Record<string, string | undefined> = {}) {
      const askedAt = server + aheadMs;
      server += tookMs;
      const date = new Date(server - (server % 1_000)).toUTCString();
      const headers: Record<string, string | undefined> = {
        date,
        'cache-control': 'no-store',
        ...changes,
      };
      clock.learn({ askedAt, headers: { get: (name) => headers[name] ?? null } });
    },
  };
}

test.each([-600 * minute, -5 * minute, -3_000, 0, 3_000, 5 * minute])(
  'a clock that is %d ms ahead is corrected by a response',
  (aheadMs) => {
    const { answer, wrong } = read(aheadMs);
    expect(wrong()).toBe(Math.abs(aheadMs));
    answer();
    expect(wrong()).toBeLessThan(1_000);
  },
);

test('a correct clock is not changed', () => {
  const { answer, clock } = read(0, { tookMs: 900 });
  const before = clock.now();
  for (let count = 1; count <= 5; count += 1) answer();
  expect(clock.now()).toBe(before + 5 * 900);
});

test('a slow response from a relay with the same clock changes nothing', () => {
  const { answer, wrong } = read(0, { tookMs: 20_000 });
  answer();
  expect(wrong()).toBe(0);
});

test('responses without a current date are ignored', () => {
  const { answer, wrong } = read(-5 * minute);
  answer({ date: undefined });
  answer({ date: 'soon' });
  answer({ 'cache-control': 'private, no-cache' });
  answer({ 'cache-control': undefined });
  expect(wrong()).toBe(5 * minute);
});
