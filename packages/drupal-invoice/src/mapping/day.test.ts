import { expect, test } from 'vitest';

import { addDays, dayOf, daysBetween } from './day.ts';

test.each([
  ['2026-11-28 23:59:59', '2026-11-28'],
  ['0000-00-00 00:00:00', null],
  ['2026-02-30 10:00:00', null],
  ['2026-11-28', null],
  ['', null],
  [null, null],
])('the day of %j is %j', (stamp, day) => expect(dayOf(stamp)).toBe(day));

test('adds days across the ends of months and years', () => {
  expect(addDays('2027-12-20', 71)).toBe('2028-02-29');
  expect(addDays('2026-01-01', 10_000_000)).toBeNull();
  expect(daysBetween('2027-12-20', '2028-02-29')).toBe(71);
});
