import { isCalendarDay } from '@invoice-relay/core/models';
import * as v from 'valibot';

/**
 * A time, or a date (midnight UTC): given as ISO 8601, parsed to epoch milliseconds.
 *
 * @param message the error message for anything else
 */
export function momentOrDay(message: string) {
  return v.pipe(
    v.union([v.pipe(v.string(), v.isoTimestamp()), v.pipe(v.string(), v.isoDate())], message),
    v.check(isCalendarDay, message),
    v.transform((text) => Date.parse(text)),
    v.number(message),
  );
}

/** A time, kept as the ISO 8601 text it was given as. @param message as above */
export function momentText(message: string) {
  return v.pipe(
    v.string(),
    v.isoTimestamp(message),
    v.check((text) => isCalendarDay(text) && !Number.isNaN(Date.parse(text)), message),
  );
}
