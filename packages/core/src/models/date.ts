import * as v from 'valibot';

/** ISO 8601 date (`2026-11-20`), as the source gives it: no change of time zone. */
export const dateSchema = v.pipe(
  v.string(),
  v.isoDate('Write a date as year, month and day, such as "2026-11-20".'),
);

/** ISO 8601 with `Z` or an offset, to any digit, on a day that there is. */
export const momentSchema = v.pipe(
  v.string(),
  v.isoTimestamp('Write a moment in ISO 8601, such as "2026-11-20T10:00:00Z".'),
  v.check(
    (text) => isCalendarDay(text) && !Number.isNaN(Date.parse(text)),
    'it has to be a moment that there is: 30 February is none',
  ),
);

/**
 * Whether a text of ISO 8601 names a day that the calendar has. Its form alone allows 30 February,
 * which JavaScript takes for the second of March.
 */
export function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
