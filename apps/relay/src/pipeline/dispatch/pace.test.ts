import { hours } from '../../shared/clock/durations.ts';
import { describe, expect, test } from 'vitest';

import { Pace } from './pace.ts';
import type { FoundPace, PaceSample } from './pace-sample.ts';

const noSettings = { maxPerSecond: null, maxInFlight: null };

/** A subscriber as a pace sees it: the outcome of an attempt that begins at this moment. */
type Subscriber = (startedAt: number) => {
  readonly outcome: PaceSample['outcome'];
  readonly takesMs: number;
  readonly retryAfterMs?: number;
};

/** Sends as much as the pace allows, in steps of a millisecond, until this many are delivered. */
function serve(options: {
  readonly pace: Pace;
  readonly subscriber: Subscriber;
  readonly events: number;
  readonly from?: number;
  readonly limitMs?: number;
}) {
  const { pace, subscriber, events, from = 0, limitMs = 10 * 60_000 } = options;
  const inFlight: { readonly endsAt: number; readonly sample: PaceSample }[] = [];
  const counts = { delivered: 0, refused: 0, requests: 0, mostInFlight: 0 };
  let now = from;
  for (; counts.delivered < events && now < from + limitMs; now += 1) {
    for (const attempt of inFlight.filter(({ endsAt }) => endsAt <= now)) {
      inFlight.splice(inFlight.indexOf(attempt), 1);
      if (attempt.sample.outcome === 'delivered') counts.delivered += 1;
      if (attempt.sample.outcome === 'refused') counts.refused += 1;
      pace.ended(attempt.sample);
    }
    const waiting = events - counts.delivered - inFlight.length;
    for (let start = Math.min(pace.room(now), waiting); start > 0; start -= 1) {
      const place = pace.started(now);
      counts.requests += 1;
      const { outcome, takesMs, retryAfterMs = null } = subscriber(now);
      const endsAt = now + takesMs;
      inFlight.push({
        endsAt,
        sample: { place, startedAt: now, now: endsAt, outcome, retryAfterMs },
      });
    }
    counts.mostInFlight = Math.max(counts.mostInFlight, inFlight.length);
  }
  return { ...counts, tookMs: now - from, endedAt: now };
}

function tokenBucket(options: {
  readonly perSecond: number;
  readonly capacity: number;
  readonly retryAfterMs?: number;
}): Subscriber {
  let tokens = options.capacity;
  let at = 0;
  return (now) => {
    tokens = Math.min(options.capacity, tokens + ((now - at) * options.perSecond) / 1_000);
    at = now;
    if (tokens < 1) {
      const { retryAfterMs } = options;
      return {
        outcome: 'refused',
        takesMs: 3,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      };
    }
    tokens -= 1;
    return { outcome: 'delivered', takesMs: 5 };
  };
}

function fixedWindow(perSecond: number): Subscriber {
  let second = -1;
  let taken = 0;
  return (now) => {
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      taken = 0;
    }
    taken += 1;
    return { outcome: taken > perSecond ? 'refused' : 'delivered', takesMs: 5 };
  };
}

/** Refuses some at random, whatever the pace: the same ones for the same seed. */
function byChance(options: {
  readonly share: number;
  readonly seed: number;
  readonly retryAfterMs?: number;
}): Subscriber {
  const { share, retryAfterMs } = options;
  let state = options.seed;
  return () => {
    // Numerical Recipes' generator: its high bits are random enough.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    if (state / 2 ** 32 >= share) return { outcome: 'delivered', takesMs: 20 };
    return {
      outcome: 'refused',
      takesMs: 20,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  };
}

const steady =
  (takesMs: number): Subscriber =>
  () => ({ outcome: 'delivered', takesMs });

describe('a subscriber with a limit', () => {
  test.each([
    ['a token bucket of 30', tokenBucket({ perSecond: 30, capacity: 30, retryAfterMs: 1_000 }), 30],
    ['the same without Retry-After', tokenBucket({ perSecond: 30, capacity: 30 }), 30],
    ['a small bucket', tokenBucket({ perSecond: 30, capacity: 5, retryAfterMs: 1_000 }), 30],
    ['a large bucket', tokenBucket({ perSecond: 30, capacity: 300, retryAfterMs: 1_000 }), 30],
    ['30 in each second', fixedWindow(30), 30],
    ['5 in a second', tokenBucket({ perSecond: 5, capacity: 5, retryAfterMs: 1_000 }), 5],
    ['200 in a second', tokenBucket({ perSecond: 200, capacity: 200, retryAfterMs: 1_000 }), 200],
  ])(
    '%s gets everything within 1.3 times of its limit, with few refusals',
    (_name, subscriber, perSecond) => {
      const events = 50 * perSecond;
      const pace = new Pace({ settings: noSettings, failing: false });
      const result = serve({ pace, subscriber, events });
      expect(result.delivered).toBe(events);
      expect(result.tookMs).toBeLessThan(1.3 * 50_000);
      expect(result.refused / result.requests).toBeLessThan(0.05);
    },
  );

  test.each([2, 3, 4, 5])('no limit but random refusals: hardly slower (%i)', (seed) => {
    const events = 2_000;
    const pace = new Pace({ settings: noSettings, failing: false });
    const { tookMs } = serve({ pace, subscriber: steady(20), events });
    const refusing = new Pace({ settings: noSettings, failing: false });
    const result = serve({
      pace: refusing,
      subscriber: byChance({ share: 0.02, seed }),
      events,
    });
    expect(result.refused).toBeGreaterThan(20);
    // If its chance is unknown, it waits a second.
    expect(result.tookMs).toBeLessThan(1.3 * tookMs + 2_000);
    expect(refusing.view(result.endedAt).perSecond).toBe(null);
  });

  test.each([1, 2, 3, 4, 5])(
    'no limit but random refusals that ask for a second: costs only those seconds (%i)',
    (seed) => {
      const pace = new Pace({ settings: noSettings, failing: false });
      const subscriber = byChance({ share: 0.02, seed, retryAfterMs: 1_000 });
      const { tookMs, refused } = serve({ pace, subscriber, events: 2_000 });
      expect(tookMs).toBeLessThan(1_500 + 1_100 * refused);
      expect(pace.view(tookMs + 2_000).perSecond).toBe(null);
    },
  );

  test('no limit but an early refusal: a limit only until full speed is tried again', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const subscriber = byChance({ share: 0.02, seed: 1 });
    const { tookMs } = serve({ pace, subscriber, events: 2_000 });
    expect(tookMs).toBeLessThan(60_000);
    expect(pace.view(tookMs).perSecond).toBe(null);
  });

  test('is found again soon after its limit was raised or lowered', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const { endedAt } = serve({
      pace,
      subscriber: tokenBucket({ perSecond: 30, capacity: 30 }),
      events: 600,
    });
    const faster = serve({
      pace,
      subscriber: steady(5),
      events: 20_000,
      from: endedAt,
    });
    expect(faster.tookMs).toBeLessThan(5 * 60_000);
    const slower = serve({
      pace,
      subscriber: tokenBucket({ perSecond: 10, capacity: 10 }),
      events: 500,
      from: faster.endedAt,
    });
    expect(slower.tookMs).toBeLessThan(1.3 * 50_000);
    expect(slower.refused / slower.requests).toBeLessThan(0.05);
  });

  test('slow traffic says nothing about a limit, and a burst after it is no reason to stop', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const subscriber = tokenBucket({ perSecond: 30, capacity: 30, retryAfterMs: 1_000 });
    const { endedAt } = serve({ pace, subscriber, events: 60 });
    for (let at = endedAt + 10; at < endedAt + 60_000; at += 200) {
      pace.started(at);
      pace.ended({
        place: 1,
        startedAt: at,
        now: at + 5,
        outcome: subscriber(at).outcome,
        retryAfterMs: null,
      });
    }
    const burst = serve({ pace, subscriber, events: 300, from: endedAt + 60_200 });
    expect(burst.tookMs).toBeLessThan(1.3 * 10_000);
    expect(burst.refused / burst.requests).toBeLessThan(0.05);
  });

  test('a first refusal before any success is no reason to stop', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    pace.started(0);
    pace.ended({ place: 1, startedAt: 0, now: 2, outcome: 'refused', retryAfterMs: 1_000 });
    const result = serve({ pace, subscriber: steady(5), events: 100, from: 10 });
    expect(result.tookMs).toBeLessThan(10_000);
  });

  test('Retry-After is obeyed: not earlier, and not much later', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    pace.started(0);
    pace.ended({ place: 1, startedAt: 0, now: 5, outcome: 'refused', retryAfterMs: 90_000 });
    expect(pace.room(90_004)).toBe(0);
    expect(pace.opensAt(5)).toBe(90_005);
    expect(pace.room(90_005)).toBe(1);
    pace.started(90_005);
    pace.ended({ place: 1, startedAt: 90_005, now: 90_010, outcome: 'refused', retryAfterMs: 50 });
    expect(pace.opensAt(90_010)).toBeLessThanOrEqual(90_010 + 11_000);
  });

  test('after an idle hour an old measurement says nothing', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    for (const at of [0, 1_000]) {
      pace.started(at);
      pace.ended({
        place: 1,
        startedAt: at,
        now: at + 5,
        outcome: 'delivered',
        retryAfterMs: null,
      });
    }
    const result = serve({
      pace,
      subscriber: tokenBucket({ perSecond: 30, capacity: 30, retryAfterMs: 1_000 }),
      events: 300,
      from: 1 * hours,
    });
    expect(result.tookMs).toBeLessThan(1.5 * 10_000);
  });
});

describe('attempts in flight', () => {
  test('a fast subscriber is given more', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    expect(pace.room(0)).toBe(10);
    expect(serve({ pace, subscriber: steady(20), events: 2_000 }).mostInFlight).toBe(64);
  });

  test('one that works before it responds keeps what it has', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    expect(serve({ pace, subscriber: steady(10_000), events: 100 }).mostInFlight).toBe(10);
  });

  test('one with rising response times is given less', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const { endedAt } = serve({ pace, subscriber: steady(50), events: 500 });
    serve({ pace, subscriber: steady(3_000), events: 200, from: endedAt });
    expect(pace.view(endedAt).inFlight).toBeLessThan(10);
    expect(pace.view(endedAt).reason).toBe('latency');
  });

  test('timeouts halve it', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    for (let count = 0; count < 10; count += 1) pace.started(0);
    pace.ended({ place: 1, startedAt: 0, now: 20_000, outcome: 'timeout', retryAfterMs: null });
    expect(pace.view(20_000)).toMatchObject({ inFlight: 5, reason: 'timeouts' });
  });

  test('while every attempt fails, two probe for recovery, less and less often', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const down: Subscriber = () => ({ outcome: 'failed', takesMs: 5 });
    const { requests } = serve({ pace, subscriber: down, events: 1, limitMs: 60 * 60_000 });
    expect(pace.view(0)).toMatchObject({ inFlight: 2, reason: 'failures' });
    expect(requests).toBeLessThan(10 + 10 + 2 * 62);
  });

  test('the first success after failures resumes at once', () => {
    const pace = new Pace({ settings: noSettings, failing: true });
    expect(pace.room(0)).toBe(2);
    pace.started(0);
    const success = {
      place: 1,
      startedAt: 0,
      now: 5,
      outcome: 'delivered',
      retryAfterMs: null,
    } as const;
    pace.ended(success);
    pace.started(5);
    pace.ended({ ...success, startedAt: 5, now: 9 });
    serve({ pace, subscriber: steady(5), events: 50, from: 10 });
    expect(pace.view(1_000)).toMatchObject({ reason: null });
  });
});

describe('a configured rate', () => {
  test('is kept', () => {
    const pace = new Pace({ settings: { maxPerSecond: 20, maxInFlight: 3 }, failing: false });
    const result = serve({ pace, subscriber: steady(5), events: 200 });
    expect(result.tookMs).toBeGreaterThan(0.95 * 10_000);
    expect(result.tookMs).toBeLessThan(1.1 * 10_000);
    expect(result.mostInFlight).toBeLessThanOrEqual(3);
    expect(pace.view(0)).toEqual({
      perSecond: 20,
      inFlight: 3,
      waitsUntil: null,
      reason: 'settings',
    });
  });

  test('may be less than one per second', () => {
    const pace = new Pace({ settings: { maxPerSecond: 0.5, maxInFlight: null }, failing: false });
    expect(serve({ pace, subscriber: steady(5), events: 5 }).tookMs).toBeGreaterThan(7_900);
  });
});

test('a clock that was ahead leaves no wait behind', () => {
  const pace = new Pace({ settings: noSettings, failing: false });
  const ahead = 400 * 24 * 60 * 60_000;
  pace.started(ahead);
  pace.ended({ place: 1, startedAt: ahead, now: ahead, outcome: 'refused', retryAfterMs: 5_000 });
  pace.clamp({ now: 0, byMs: 0, longestMs: 60_000 });
  expect(pace.opensAt(0)).toBeLessThanOrEqual(60_000);
  // A timeout is news.
  const { inFlight } = pace.view(0);
  const place = pace.started(1);
  pace.ended({ place, startedAt: 1, now: 2, outcome: 'timeout', retryAfterMs: null });
  expect(pace.view(2).inFlight).toBeLessThan(inFlight);
  // Random refusals lead to no wait either.
  const subscriber = byChance({ share: 0.02, seed: 2 });
  const random = serve({ pace, subscriber, events: 2_000, from: 60_000, limitMs: 120_000 });
  expect(random.delivered).toBe(2_000);
  // And a limit is found as ever.
  const limit = tokenBucket({ perSecond: 30, capacity: 30 });
  const limited = serve({ pace, subscriber: limit, events: 900, from: 200_000 });
  expect(limited.tookMs).toBeLessThan(1.3 * 30_000);
  expect(limited.refused / limited.requests).toBeLessThan(0.1);
});

describe('what a subscriber asked for with Retry-After', () => {
  const sampleOf = (place: number, startedAt: number) => ({
    place,
    startedAt,
    now: startedAt + 10,
    retryAfterMs: null,
  });
  const refusedFor = { outcome: 'refused', retryAfterMs: 1 * hours } as const;

  test('is remembered for a restart, though nothing else was learned from a refusal by chance', () => {
    const pace = new Pace({ settings: noSettings, failing: false });
    const { endedAt: now } = serve({ pace, subscriber: steady(10), events: 100 });
    expect(pace.found(now)).toBeUndefined();
    pace.ended({ ...sampleOf(pace.started(now), now), ...refusedFor });
    const until = now + 10 + 1 * hours;
    expect(pace.view(now)).toMatchObject({ perSecond: null, waitsUntil: until, reason: null });

    const next = new Pace({ settings: noSettings, failing: false });
    next.restore(pace.found(now) as FoundPace, now);
    expect(next.view(now)).toEqual(pace.view(now));
    expect(next.room(until - 1)).toBe(0);
    expect(next.room(until)).toBe(pace.room(until));
    expect(pace.found(until)).toBeUndefined();
  });

  test('holds although it works again: a success on its way says nothing about it', () => {
    const pace = new Pace({ settings: noSettings, failing: true });
    const [first, second] = [pace.started(0), pace.started(0)];
    pace.ended({ ...sampleOf(first, 0), ...refusedFor });
    pace.ended({ ...sampleOf(second, 0), outcome: 'delivered' });
    expect(pace.room(1 * hours)).toBe(0);
    expect(pace.room(1 * hours + 10)).toBeGreaterThan(0);
  });
});
