import { hours } from '../../shared/clock/durations.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nextAttemptAt } from './retry-schedule.ts';

const waits = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * hours,
  5 * hours,
  10 * hours,
  14 * hours,
  20 * hours,
  24 * hours,
];
const now = Date.UTC(2026, 10, 20, 10);
const steady = { now, retryAfterMs: null, random: () => 0 };

describe('the retry schedule', () => {
  it.each(waits.map((wait, index) => ({ attempts: index + 1, wait })))(
    'waits $wait ms after attempt $attempts',
    ({ attempts, wait }) => {
      expect(nextAttemptAt({ ...steady, attempts })).toBe(now + wait);
    },
  );

  it('ends after ten attempts, whatever the response asks for', () => {
    expect(nextAttemptAt({ ...steady, attempts: 10 })).toBeNull();
    expect(nextAttemptAt({ ...steady, attempts: 10, retryAfterMs: 1 * hours })).toBeNull();
    expect(nextAttemptAt({ ...steady, attempts: 11 })).toBeNull();
  });

  it('lets Retry-After lengthen a wait, up to 24 h', () => {
    const after = (retryAfterMs: number): number | null =>
      nextAttemptAt({ ...steady, attempts: 2, retryAfterMs });
    expect(after(0)).toBe(now + 5 * 60_000);
    expect(after(60_000)).toBe(now + 5 * 60_000);
    expect(after(1 * hours)).toBe(now + 1 * hours);
    expect(after(25 * hours)).toBe(now + 24 * hours);
    expect(after(Number.MAX_SAFE_INTEGER)).toBe(now + 24 * hours);
  });

  it('adds up to a tenth', () => {
    expect(nextAttemptAt({ ...steady, attempts: 1, random: () => 0.5 })).toBe(now + 5_250);
    expect(nextAttemptAt({ ...steady, attempts: 1, random: () => 0.999 })).toBe(now + 5_500);
  });

  it('never comes before the schedule or Retry-After, nor more than a tenth later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 2 ** 45 }),
        fc.option(fc.oneof(fc.nat({ max: 30 * hours }), fc.maxSafeNat())),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, at, retryAfterMs, jitter) => {
          const next = nextAttemptAt({ attempts, now: at, retryAfterMs, random: () => jitter });
          const least = Math.max(
            waits[attempts - 1] ?? Number.NaN,
            Math.min(retryAfterMs ?? 0, 24 * hours),
          );
          expect(next).not.toBeNull();
          expect(Number.isSafeInteger(next)).toBe(true);
          expect((next ?? 0) - at).toBeGreaterThanOrEqual(least);
          expect((next ?? 0) - at).toBeLessThanOrEqual(Math.ceil(least * 1.1));
        },
      ),
    );
  });

  it('never waits less for a longer Retry-After', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.nat({ max: 30 * hours }),
        fc.nat({ max: 30 * hours }),
        (attempts, one, other) => {
          const [short, long] = [Math.min(one, other), Math.max(one, other)].map(
            (retryAfterMs) => nextAttemptAt({ ...steady, attempts, retryAfterMs }) ?? 0,
          );
          expect(short).toBeLessThanOrEqual(long ?? 0);
        },
      ),
    );
  });
});
