/** A day in the calendar, whatever the clock. */
export interface Day {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  /** From 1 to 31. */
  readonly day: number;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatter(timeZone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The day that it was somewhere at a moment; `null` where that is no day of the years 1000 to 9999,
 * which is how a site writes that it does not know.
 *
 * @param options.moment milliseconds since the Unix epoch
 * @param options.timeZone an IANA time zone
 * @throws {RangeError} for what is no time zone
 */
export function dayOf(options: {
  readonly moment: number | null;
  readonly timeZone: string;
}): Day | null {
  const { moment, timeZone } = options;
  if (moment === null || !(moment >= firstMoment && moment <= lastMoment)) return null;
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return { year: part('year'), month: part('month'), day: part('day') };
}

/** Moves a day on by a number of days; `null` past the year 9999. */
export function addDays(day: Day, days: number): Day | null {
  const moment = utc(day) + days * dayMilliseconds;
  return dayOf({ moment, timeZone: 'UTC' });
}

/** ISO 8601: `2026-11-20`. */
export function writeDay({ year, month, day }: Day): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The day's midnight in UTC, in milliseconds since the Unix epoch: for counting days. */
export function utc({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day);
}

export const dayMilliseconds = 86_400_000;

// A day from either end, so that no time zone leads out of the years.
const firstMoment = Date.UTC(1000, 0, 2);
const lastMoment = Date.UTC(9999, 11, 30);

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
}
