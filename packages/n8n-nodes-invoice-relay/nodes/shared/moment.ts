/** A year, month or day, optionally followed by a time, which may have an offset. */
const iso =
  /^(\d{4}(?:-\d\d(?:-\d\d(?=$|[T ]))?)?)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;
/** The format of JavaScript dates and emails: `Fri, 20 Nov 2026 10:00:00 +0100`. */
const inWords =
  /^[a-z]{3},? .*\d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|(?:GMT)?[+-]\d{4})(?: \(.+\))?$/i;

/**
 * Converts a date as n8n passes it to ISO 8601 in UTC. A date without an offset is in the
 * workflow's time zone. Other formats are not left to JavaScript, which reads "Total 5" as a day in
 * May.
 *
 * @param options.timeZone for example `Europe/Berlin`
 * @returns undefined when it is not a date
 */
export function toUtc(options: {
  readonly text: string;
  readonly timeZone: string;
}): string | undefined {
  const { timeZone } = options;
  const text = options.text.trim();
  if (inWords.test(text)) return utc(Date.parse(text));
  const [, written, time = '00:00', offset] = iso.exec(text) ?? [];
  if (written === undefined) return undefined;
  const day = `${written}-01-01`.slice(0, 'YYYY-MM-DD'.length);
  // JavaScript would read 30 February as 2 March.
  if (utc(Date.parse(`${day}T00:00Z`))?.slice(0, day.length) !== day) return undefined;
  if (offset !== undefined) return utc(Date.parse(`${day}T${time}${offset.toUpperCase()}`));
  const milliseconds = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  // The offset at that moment, computed twice because the first guess may lie across a clock
  // change.
  const guess = milliseconds - offsetAt(milliseconds, timeZone);
  return utc(milliseconds - offsetAt(guess, timeZone));
}

function utc(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
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
