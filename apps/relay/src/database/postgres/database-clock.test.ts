import { afterEach, expect, test, vi } from 'vitest';

import { DatabaseClock } from './database-clock.ts';

/** Both clocks of this process: the machine's wall clock and the monotonic one. */
let monotonic = 5_000;
let machine = 1_000_000;
const performanceNow = vi.spyOn(performance, 'now').mockImplementation(() => monotonic);
const dateNow = vi.spyOn(Date, 'now').mockImplementation(() => machine);
afterEach(() => {
  monotonic = 5_000;
  machine = 1_000_000;
  performanceNow.mockClear();
  dateNow.mockClear();
});

/** The database reports its time, halfway through a query of this duration. */
function tell(clock: DatabaseClock, database: number, tookMs = 2): void {
  clock.seen({ askedAt: monotonic - tookMs / 2, answeredAt: monotonic + tookMs / 2, database });
}

test('it is the machine’s time until the database was asked, then the database’s', () => {
  const clock = new DatabaseClock();
  expect(clock.now()).toBe(1_000_000);
  tell(clock, 1_600_000);
  expect(Math.abs(clock.now() - 1_600_000)).toBeLessThanOrEqual(1);
  monotonic += 250;
  expect(Math.abs(clock.now() - 1_600_250)).toBeLessThanOrEqual(1);
});

test('changes of the machine’s clock do not matter, nor does a silent database', () => {
  const clock = new DatabaseClock();
  tell(clock, 1_600_000);
  for (const set of [0, 100_000_000, 1_000]) {
    machine = set;
    const before = clock.now();
    monotonic += 1_000;
    expect(clock.now()).toBe(before + 1_000);
  }
});

test('a slow response moves it only as far as it is certain', () => {
  const clock = new DatabaseClock();
  tell(clock, 1_000_000, 0);
  tell(clock, 1_020_000, 60_000);
  expect(clock.now()).toBe(1_000_000);
  tell(clock, 1_090_000, 60_000);
  expect(clock.now()).toBe(1_060_000);
});

test('small corrections never turn it back; a clock set back by more is followed', () => {
  const clock = new DatabaseClock();
  tell(clock, 1_000_000, 0);
  expect(clock.now()).toBe(1_000_000);
  tell(clock, 999_400, 0);
  expect(clock.now()).toBe(1_000_000);
  monotonic += 599;
  expect(clock.now()).toBe(1_000_000);
  monotonic += 2;
  expect(clock.now()).toBe(1_000_001);
  tell(clock, 900_000, 0);
  expect(clock.now()).toBe(900_000);
});

test('its time fits a column of whole milliseconds', () => {
  const clock = new DatabaseClock();
  tell(clock, 1_600_000.75, 0);
  expect(clock.now()).toBe(1_600_000);
});

test('it asks with one statement', async () => {
  const clock = new DatabaseClock();
  const query = vi.fn<() => Promise<unknown>>(() =>
    Promise.resolve({ rows: [{ now: 1_700_000.5 }] }),
  );
  await clock.ask({ query } as never);
  expect(query).toHaveBeenCalledOnce();
  expect(clock.now()).toBe(1_700_000);
});
