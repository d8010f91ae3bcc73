import { expect, test } from 'vitest';

import { isCalendarDay } from './date.ts';

/** What the calendar says, by `Date`: it moves a day that does not exist into the next month. */
function existsByDate(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

test.each([0, 1, 4, 100, 1900, 2000, 2024, 2026, 2100, 9999])(
  'every day of %d exists as in the calendar',
  (year) => {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const text = [
          String(year).padStart(4, '0'),
          String(month).padStart(2, '0'),
          String(day).padStart(2, '0'),
        ].join('-');
        expect([text, isCalendarDay(`${text}T10:00:00Z`)]).toEqual([text, existsByDate(text)]);
      }
    }
  },
);

test('what is not a day does not exist', () => {
  for (const text of ['', 'yesterday', '2026', '2026-02', '20260220T100000Z']) {
    expect([text, isCalendarDay(text)]).toEqual([text, false]);
  }
});
