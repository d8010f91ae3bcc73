/**
 * A date as n8n hands it over, as ISO 8601 in UTC: one that names no offset is meant in the
 * workflow's time zone.
 *
 * @param options.timeZone as in `Europe/Berlin`
 * @returns undefined when it is no date
 */
export function toUtc(options: {
  readonly text: string;
  readonly timeZone: string;
}): string | undefined {
  const { text, timeZone } = options;
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T');
  const normal = text.includes('T') ? text : `${text.trim().replace(' ', 'T')}`;
  const written = normal.includes('T') ? normal : `${normal}T00:00:00`;
  const milliseconds = Date.parse(hasOffset ? text : `${written}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  if (hasOffset) return new Date(milliseconds).toISOString();
  // The offset at the moment itself: twice, as the first guess may lie beyond a change of clocks.
  const guess = milliseconds - offsetAt(milliseconds, timeZone);
  return new Date(milliseconds - offsetAt(guess, timeZone)).toISOString();
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(
    format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
  );
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = part as Partial<Record<Intl.DateTimeFormatPartTypes, number>>;
  return Date.UTC(year, month - 1, day, hour, minute, second) - milliseconds;
}
