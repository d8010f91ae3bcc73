import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { Database } from '../../database/database.ts';
import { hours } from '../../shared/clock/durations.ts';
import { PaceKeeper } from './pace-keeper.ts';
import { Paces } from './paces.ts';

test('nothing is saved after a stop that comes while paces are saved', async () => {
  const clock = new ManualClock();
  const paces = new Paces();
  const gate = Promise.withResolvers<void>();
  const write = vi.fn<() => Promise<void>>(() => gate.promise);
  const database = { write, read: async () => [] } as unknown as Database;
  const keeper = new PaceKeeper(database, paces, clock, pino({ level: 'silent' }));
  await keeper.start();
  const slow = { id: 'sub_a', pace: { maxPerSecond: null, maxInFlight: null }, failingSince: 1 };
  paces.of(slow);
  clock.advance(5_000);
  expect(write).toHaveBeenCalledTimes(1);
  const stopped = keeper.stop();
  gate.resolve();
  await stopped;
  paces.of({ ...slow, id: 'sub_b' });
  clock.advance(60_000);
  expect(write).toHaveBeenCalledTimes(1);
});

test.each([
  { what: 'a wait that the subscriber asked for', savedAgo: 2 * hours, waitsFor: 20 * hours },
  { what: 'a recent one', savedAgo: 1_000, waitsFor: 2 * hours },
  { what: 'one from a clock that was ahead', savedAgo: -600_000, waitsFor: 5_000 },
])('$what outlasts a restart, to its end', async ({ savedAgo, waitsFor }) => {
  const clock = new ManualClock();
  const now = clock.now();
  const waitsUntil = now + waitsFor;
  const savedAt = now - savedAgo;
  const saved = { perSecond: 2, inFlight: 5, waitsUntil: Math.max(now, savedAt) + waitsFor };
  const database = {
    read: async () => [{ subscriptionId: 'sub_a', savedAt, ...saved, reason: 'too_fast' }],
  } as unknown as Database;
  const paces = new Paces();
  await new PaceKeeper(database, paces, clock, pino({ level: 'silent' })).start();
  const pace = paces.of({
    id: 'sub_a',
    pace: { maxPerSecond: null, maxInFlight: null },
    failingSince: null,
  });
  expect(pace.room(waitsUntil - 1)).toBe(0);
  expect(pace.room(waitsUntil)).toBeGreaterThan(0);
});
