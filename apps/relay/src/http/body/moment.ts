import * as v from 'valibot';

/**
 * A moment, or a day, which begins at midnight in UTC: given as ISO 8601, taken as epoch milliseconds.
 *
 * @param message what is said of anything else
 */
export function momentOrDay(message: string) {
  return v.pipe(
    v.union([v.pipe(v.string(), v.isoTimestamp()), v.pipe(v.string(), v.isoDate())], message),
    v.check(isCalendarDay, message),
    v.transform((text) => Date.parse(text)),
    v.number(message),
  );
}

/** A moment, kept as the text of ISO 8601 that it was given as. @param message as above */
export function momentText(message: string) {
  return v.pipe(v.string(), v.isoTimestamp(message), v.check(isCalendarDay, message));
}

/**
 * Whether a text of ISO 8601 names a day that the calendar has. Its form alone allows 30 February,
 * which JavaScript takes for the second of March.
 */
function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
