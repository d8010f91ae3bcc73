import { expect, test } from 'vitest';

import { pollDelay } from './poll-delay.ts';

test.each([
  [10, 1, 10],
  [10, 2, 20],
  [10, 5, 160],
  [10, 6, 300],
  [10, 5_000, 300],
  [300, 1, 300],
  [300, 9, 300],
  [3_600, 3, 3_600],
])('every %i s, failure %i: again after %i s', (intervalSeconds, failures, seconds) => {
  expect(pollDelay({ intervalSeconds, failures, retryAfterMs: null })).toBe(seconds * 1_000);
});

test('a vendor that asks for a longer wait gets it, up to a day', () => {
  const delay = (retryAfterMs: number) =>
    pollDelay({ intervalSeconds: 10, failures: 1, retryAfterMs });
  expect(delay(5_000)).toBe(10_000);
  expect(delay(900_000)).toBe(900_000);
  expect(delay(1e12)).toBe(86_400_000);
});
