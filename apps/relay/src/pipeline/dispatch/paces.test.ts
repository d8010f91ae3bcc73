import { expect, test } from 'vitest';

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
