import { dayMs, readStamp } from '../number/stamp.ts';

/** A day in the calendar, whatever the clock: `2026-11-20`. */
export type Day = string;

/**
 * The day of a moment on the clock of the site; null where it is none.
 *
 * @param stamp `YYYY-MM-DD HH:MM:SS`
 */
export function dayOf(stamp: string | null): Day | null {
  return stamp === null || readStamp(stamp) === null ? null : stamp.trim().slice(0, 10);
}

/** Moves a day on by a number of days; null past the year 9999. */
export function addDays(day: Day, days: number): Day | null {
  const moment = Date.parse(day) + days * dayMs;
  return moment < Date.UTC(10_000, 0, 1) ? new Date(moment).toISOString().slice(0, 10) : null;
}

/** How many days lie between two. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}
