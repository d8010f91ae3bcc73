import { isCalendarDay } from '@invoice-relay/core/models';
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
