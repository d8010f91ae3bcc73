/** A year, a month or a day, and then a time that may name its offset. */
const iso =
  /^(\d{4}(?:-\d\d(?:-\d\d(?=$|[T ]))?)?)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;
/** As JavaScript and e-mails write a moment: `Fri, 20 Nov 2026 10:00:00 +0100`. */
const inWords =
  /^[a-z]{3},? .*\d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|(?:GMT)?[+-]\d{4})(?: \(.+\))?$/i;

/**
 * A date as n8n hands it over, as ISO 8601 in UTC: one that names no offset is meant in the
 * workflow's time zone. What is written otherwise is not left to JavaScript, which takes "Total 5"
 * for a day in May.
 *
 * @param options.timeZone as in `Europe/Berlin`
 * @returns undefined when it is no date
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
  // 30 February would be the second of March.
  if (utc(Date.parse(`${day}T00:00Z`))?.slice(0, day.length) !== day) return undefined;
  if (offset !== undefined) return utc(Date.parse(`${day}T${time}${offset.toUpperCase()}`));
  const milliseconds = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  // The offset at the moment itself: twice, as the first guess may lie beyond a change of clocks.
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
