import { expect, test } from 'vitest';

import { addDays, dayOf, isTimeZone, writeDay } from './day.ts';

test('a day is that of its time zone', () => {
  const moment = Date.UTC(2026, 10, 20, 23, 30);
  expect(dayOf({ moment, timeZone: 'UTC' })).toEqual({ year: 2026, month: 11, day: 20 });
  expect(dayOf({ moment, timeZone: 'Europe/Amsterdam' })).toEqual({
    year: 2026,
    month: 11,
    day: 21,
  });
});

test.each([null, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -1e14])(
  'no day is made of %s',
  (moment) => expect(dayOf({ moment, timeZone: 'UTC' })).toBeNull(),
);

test('days are added over the ends of months and years', () => {
  const added = addDays({ year: 2027, month: 12, day: 20 }, 71);
  expect(added && writeDay(added)).toBe('2028-02-29');
  expect(addDays({ year: 2026, month: 1, day: 1 }, 10_000_000)).toBeNull();
});

test('knows time zones', () => {
  expect(['UTC', 'Europe/Amsterdam', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
