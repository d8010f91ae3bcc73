import { expect, test } from 'vitest';

import type { FoundPace } from './pace-sample.ts';
import { Paces } from './paces.ts';

const subscriber = {
  id: 'sub_a',
  pace: { maxPerSecond: null, maxInFlight: null },
  failingSince: null,
};

test('what was found before a restart, and not used yet, waits as long when the clock is set back', () => {
  const paces = new Paces();
  paces.restore({
    subscriptionId: 'sub_a',
    found: { perSecond: 2, inFlight: 5, waitsUntil: 1_060_000, reason: 'too_fast' },
    now: 1_000_000,
  });
  paces.clamp({ now: 400_000, byMs: 600_000, longestMs: 3_600_000 });
  const pace = paces.of(subscriber);
  expect(pace.room(459_999)).toBe(0);
  expect(pace.room(460_000)).toBeGreaterThan(0);
});

test('somebody who tries again need not wait because of failures, but as long as the subscriber asks', () => {
  const pace = new Paces().of(subscriber);
  const end = (outcome: 'failed' | 'refused', retryAfterMs: number | null): void => {
    pace.ended({ place: pace.started(0), startedAt: 0, now: 5, outcome, retryAfterMs });
  };
  for (let count = 0; count < 20; count += 1) end('failed', null);
  expect(pace.room(10)).toBe(0);
  pace.tryNow();
  expect(pace.room(10)).toBe(2);

  end('refused', 60_000);
  end('failed', null);
  pace.tryNow();
  expect(pace.room(60_004)).toBe(0);
  expect(pace.room(60_005)).toBeGreaterThan(0);
});

test('also if it asked for that before a restart', () => {
  const paces = new Paces();
  const found = { perSecond: null, inFlight: 2, waitsUntil: 3_600_000, reason: 'failures' };
  paces.restore({ subscriptionId: subscriber.id, found, now: 0 });
  const pace = paces.of(subscriber);
  pace.tryNow();
  expect(pace.room(3_599_999)).toBe(0);
  expect(pace.room(3_600_000)).toBeGreaterThan(0);
});

test('after a restart as well, only what it asked for is waited for', () => {
  const before = new Paces().of(subscriber);
  for (let failed = 0; failed < 20; failed += 1) {
    const place = before.started(failed);
    const sample = { place, startedAt: failed, now: failed, retryAfterMs: null };
    before.ended({ ...sample, outcome: 'failed' });
  }
  expect(before.room(20)).toBe(0);
  const paces = new Paces();
  const found = before.found(20) as FoundPace;
  paces.restore({ subscriptionId: subscriber.id, found, now: 20 });
  const pace = paces.of(subscriber);
  pace.tryNow();
  expect(pace.room(20)).toBeGreaterThan(0);
  // It is left alone again after the first attempt that fails.
  const place = pace.started(21);
  pace.ended({ place, startedAt: 21, now: 22, retryAfterMs: null, outcome: 'failed' });
  expect(pace.room(22)).toBe(0);
});
