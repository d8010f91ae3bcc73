import { expect, test } from 'vitest';

import { Pace } from './pace.ts';

const noSettings = { maxPerSecond: null, maxInFlight: null };

test('a wait lasts as long when the clock is set back meanwhile', () => {
  const pace = new Pace({ settings: noSettings, failing: false });
  const ahead = 10 * 60_000;
  pace.started(ahead);
  pace.ended({ place: 1, startedAt: ahead, now: ahead, outcome: 'refused', retryAfterMs: 5_000 });
  expect(pace.view(ahead).waitsUntil).toBe(ahead + 5_000);
  pace.clamp({ now: 0, byMs: ahead, longestMs: 24 * 60 * 60_000 });
  expect(pace.view(0).waitsUntil).toBe(5_000);
  expect(pace.opensAt(0)).toBeLessThan(7_000);
});

test('an attempt during which the clock is set back says nothing about response times', () => {
  const pace = new Pace({ settings: noSettings, failing: false });
  const deliver = ({ startedAt, now }: { readonly startedAt: number; readonly now: number }) => {
    const place = pace.started(startedAt);
    pace.ended({ place, startedAt, now, outcome: 'delivered', retryAfterMs: null });
  };
  const wholeSpeed = pace.view(0);
  deliver({ startedAt: 60_000, now: 55_000 });
  pace.clamp({ now: 55_000, byMs: 5_050, longestMs: 24 * 60 * 60_000 });
  for (let at = 60_000; at < 70_000; at += 100) deliver({ startedAt: at, now: at + 50 });
  expect(pace.view(70_000)).toEqual(wholeSpeed);
});
