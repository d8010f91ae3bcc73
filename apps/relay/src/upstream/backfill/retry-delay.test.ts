import { expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../shared/clock/durations.ts';
import { retryDelay } from './retry-delay.ts';

test('waits grow, up to an hour', () => {
  const delays = [1, 2, 3, 4, 5, 23].map((failures) =>
    retryDelay({ failures, retryAfterMs: null }),
  );
  expect(delays).toEqual([
    30 * seconds,
    2 * minutes,
    10 * minutes,
    30 * minutes,
    1 * hours,
    1 * hours,
  ]);
});

test('a vendor may ask for longer waits, up to a limit, but not for shorter ones', () => {
  const delayOf = (retryAfterMs: number) => retryDelay({ failures: 1, retryAfterMs });
  expect(delayOf(5 * minutes)).toBe(5 * minutes);
  expect(delayOf(1_000 * hours)).toBe(24 * hours);
  expect(delayOf(1 * seconds)).toBe(30 * seconds);
});

test('gives up after about a day of nothing but failures', () => {
  expect(retryDelay({ failures: 24, retryAfterMs: null })).toBeNull();
});
