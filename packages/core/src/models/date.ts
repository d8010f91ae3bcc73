import * as v from 'valibot';

/**
 * An existing ISO 8601 date (`2026-11-20`), as the source gives it: without time zone conversion.
 */
export const dateSchema = v.pipe(
  v.string(),
  v.isoDate('Write a date as year, month and day, such as "2026-11-20".'),
  v.check(
    (text) => isCalendarDay(text),
    'it must be a day that exists (February 30 does not), or null if it is not known',
  ),
);

/** ISO 8601 with `Z` or an offset, with any number of fraction digits, on an existing day. */
export const momentSchema = v.pipe(
  v.string(),
  v.isoTimestamp('Write a timestamp in ISO 8601, such as "2026-11-20T10:00:00Z".'),
  v.check(
    (text) => isCalendarDay(text) && !Number.isNaN(Date.parse(text)),
    'it must be a time that exists (February 30 does not)',
  ),
);

/** Days of each month of a common year. */
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether an ISO 8601 text starts with a day that exists in the calendar. Its syntax alone allows
 * 30 February, which `Date` takes for the second of March. Called for every activity: creates no
 * `Date`.
 */
export function isCalendarDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeapYear ? 29 : daysOfMonths[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
