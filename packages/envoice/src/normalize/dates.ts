/**
 * As .NET writes a date: `YYYY-MM-DDTHH:mm:ss`, then up to seven fraction digits (trailing zeros
 * dropped, and the dot with the last of them), then `Z`, an offset, or nothing at all.
 */
const dotNetDate =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,7})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * A date of Envoice as the timestamp of an event, to the digit, or `null` where it names no moment.
 *
 * A date without a zone is read as UTC, in which Envoice documents all of its dates. An impossible
 * one (30 February, 25 o'clock) names no moment, and neither does the year 1: an unset `DateTime`
 * of .NET is `0001-01-01T00:00:00`.
 *
 * @see https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings
 */
export function eventTimestamp(text: string): string | null {
  const match = dotNetDate.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (year <= 1 || month < 1 || month > 12 || day < 1 || day > daysIn({ year, month })) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return match[7] ? text : `${text}Z`;
}

function daysIn({ year, month }: { readonly year: number; readonly month: number }): number {
  // Day 0 of the next month is the last day of this one.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
