import { addDays, dayMilliseconds, dayOf, twoDigits, utc } from './day.ts';
import type { Day } from './day.ts';

/** More digits than any number has: a longer one is not written. */
const longestNumber = 40;

/**
 * The number of an invoice, as the module makes it: `prefix` is a pattern of strftime, then comes
 * the id with zeros in front, up to `leadingZeros` digits in all. So `%Y` and 4 make invoice 7 of
 * 2026 `20260007`.
 *
 * Only for an invoice that does not tell its number: what it tells counts.
 *
 * @param options.date when the invoice was made, in milliseconds since the Unix epoch
 * @param options.timeZone IANA, in which the site counts its days
 * @returns null where the number cannot be known: the site tells neither prefix nor zeros, or the
 *   prefix asks for a date that is not known, or for what a date does not tell (a time of day, a
 *   name in the site's language)
 * @see https://www.php.net/manual/function.strftime.php
 */
export function invoiceNumber(options: {
  readonly prefix: string | null;
  readonly leadingZeros: number | null;
  readonly id: string;
  readonly date: number | null;
  readonly timeZone: string;
}): string | null {
  const { id, date, timeZone } = options;
  const digits = options.leadingZeros ?? 0;
  if (options.prefix === null && options.leadingZeros === null) return null;
  if (!/^\d+$/.test(id) || digits > longestNumber) return null;
  const day = dayOf({ moment: date, timeZone });
  const prefix = writePrefix({ pattern: options.prefix ?? '', day });
  return prefix === null ? null : prefix + id.padStart(digits, '0');
}

function writePrefix(options: {
  readonly pattern: string;
  readonly day: Day | null;
}): string | null {
  let isKnown = true;
  const text = options.pattern.replaceAll(/%(.?)/gsu, (_, name: string) => {
    if (name === '%') return '%';
    const write = directives.get(name);
    if (write === undefined || options.day === null) {
      isKnown = false;
      return '';
    }
    return write(options.day);
  });
  return isKnown ? text : null;
}

/**
 * The directives that a day alone decides. Names of days and months (`%a`, `%B`) are in the
 * language of the site, and times of day need a clock that ran with the site's: both are left out.
 */
const directives: ReadonlyMap<string, (day: Day) => string> = new Map([
  ['Y', ({ year }: Day) => String(year)],
  ['y', ({ year }) => twoDigits(year % 100)],
  ['C', ({ year }) => twoDigits(Math.floor(year / 100))],
  ['m', ({ month }) => twoDigits(month)],
  ['d', ({ day }) => twoDigits(day)],
  ['e', ({ day }) => String(day).padStart(2)],
  ['j', (day) => String(dayOfYear(day)).padStart(3, '0')],
  ['u', (day) => String(weekday(day) || 7)],
  ['w', (day) => String(weekday(day))],
  ['G', (day) => String(isoWeek(day).year)],
  ['g', (day) => twoDigits(isoWeek(day).year % 100)],
  ['V', (day) => twoDigits(isoWeek(day).week)],
  // Weeks from the first Sunday, or Monday, of the year: the days before it are in week 0.
  ['U', (day) => twoDigits(Math.floor((dayOfYear(day) + 6 - weekday(day)) / 7))],
  ['W', (day) => twoDigits(Math.floor((dayOfYear(day) + 6 - ((weekday(day) + 6) % 7)) / 7))],
  ['F', ({ year, month, day }) => `${year}-${twoDigits(month)}-${twoDigits(day)}`],
  ['D', ({ year, month, day }) => `${twoDigits(month)}/${twoDigits(day)}/${twoDigits(year % 100)}`],
]);

/** 1 January is 1. */
function dayOfYear(day: Day): number {
  return (utc(day) - utc({ year: day.year, month: 1, day: 1 })) / dayMilliseconds + 1;
}

/** Sunday is 0. */
function weekday(day: Day): number {
  return new Date(utc(day)).getUTCDay();
}

/** ISO 8601: a week is in the year that its Thursday is in. */
function isoWeek(day: Day): { readonly year: number; readonly week: number } {
  const thursday = addDays(day, 4 - (weekday(day) || 7)) ?? day;
  return { year: thursday.year, week: Math.ceil(dayOfYear(thursday) / 7) };
}
