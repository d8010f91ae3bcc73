/**
 * A date as .NET writes it: `YYYY-MM-DDTHH:mm:ss`, then fraction digits (at most seven, without
 * trailing zeros, and without the dot if none are left; other writers use nine), then `Z`, an
 * offset, or nothing at all. A culture whose time separator is a dot (fi-FI) writes `10.00.00`.
 */
const dotNetDate =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d)([:.])(\d\d)\5(\d\d)(\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** As older .NET serializers write it: epoch milliseconds, and an offset that changes nothing. */
const epochDate = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;

/**
 * The vendor was founded in 2014. Earlier years: an unset `DateTime` (the year 1), or a Hijri year
 * (1448).
 */
const firstYear = 2000;

/**
 * Reads a date of Envoice as the timestamp of an event, with all its digits, or `null` if it is not
 * a moment at which an activity could have happened.
 *
 * A date without a zone is read as UTC, in which Envoice documents all of its dates. An impossible
 * date (30 February, 25 o'clock) is not a moment, and neither is one of another calendar: a server
 * with a Thai culture writes the year 2569, one with an Arabic culture 1448.
 *
 * @param seenAt when the activity was first seen, ISO 8601: nothing happened a year after it. The
 * current time is not used, so that the result stays the same
 * @see https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings
 */
export function eventTimestamp(text: string, seenAt?: string): string | null {
  const timestamp = fromEpoch(text) ?? fromDotNet(text);
  if (timestamp === null) return null;
  const year = Number(timestamp.slice(0, 4));
  const lastYear = seenAt === undefined ? 2500 : new Date(seenAt).getUTCFullYear() + 1;
  return year >= firstYear && year <= lastYear ? timestamp : null;
}

function fromEpoch(text: string): string | null {
  const milliseconds = epochDate.exec(text)?.[1];
  if (milliseconds === undefined) return null;
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function fromDotNet(text: string): string | null {
  const match = dotNetDate.exec(text);
  if (!match) return null;
  const [, years, months, days, hours, , minutes, seconds, fraction = '', zone = 'Z'] = match;
  const [year, month, day] = [Number(years), Number(months), Number(days)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn({ year, month })) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${years}-${months}-${days}T${hours}:${minutes}:${seconds}${fraction}${zone}`;
}

/** Moves a timestamp in UTC by whole hours, keeping all of its digits. */
export function moveByHours(timestamp: string, hours: number): string {
  const seconds = timestamp.slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
  const moved = new Date(Date.parse(`${seconds}Z`) + hours * 60 * 60 * 1000).toISOString();
  return moved.slice(0, seconds.length) + timestamp.slice(seconds.length);
}

function daysIn({ year, month }: { readonly year: number; readonly month: number }): number {
  // Day 0 of the next month is the last day of this one.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
