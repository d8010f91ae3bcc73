import { dayMs, readStamp } from '../number/stamp.ts';

/** A calendar day, independent of time zones: `2026-11-20`. */
export type Day = string;

/**
 * The day of a moment by the site's clock; null if it is not a valid moment.
 *
 * @param stamp `YYYY-MM-DD HH:MM:SS`
 */
export function dayOf(stamp: string | null): Day | null {
  return stamp === null || readStamp(stamp) === null ? null : stamp.trim().slice(0, 10);
}

/** Adds a number of days to a day; null past the year 9999. */
export function addDays(day: Day, days: number): Day | null {
  const moment = Date.parse(day) + days * dayMs;
  return moment < Date.UTC(10_000, 0, 1) ? new Date(moment).toISOString().slice(0, 10) : null;
}

/** The number of days between two days. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}
