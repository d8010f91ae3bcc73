const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const maxOffsets = 10_000;
const names = new Map<string, readonly Intl.DateTimeFormat[]>();

/** A local time in a time zone. */
export interface ZonedTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

/** @param options.at seconds since the Unix epoch */
export function zonedTime(options: { readonly at: number; readonly timeZone: string }): ZonedTime {
  const offset = offsetAt(options);
  const date = new Date((options.at + offset) * 1_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    offset,
  };
}

/** Converts local time in a time zone to epoch seconds; out-of-range parts are carried over. */
export function zonedSeconds(options: {
  readonly local: Omit<ZonedTime, 'offset'>;
  readonly timeZone: string;
}): number {
  const { local, timeZone } = options;
  const asUtc = utcSeconds(local);
  const guess = asUtc - zonedTime({ at: asUtc, timeZone }).offset;
  return asUtc - zonedTime({ at: guess, timeZone }).offset;
}

/**
 * For example `CET`, or `+03` for a zone without a name or with a name English doesn't use (`JST`).
 */
export function zoneName(options: { readonly at: number; readonly timeZone: string }): string {
  const { at, timeZone } = options;
  const named = namesOf(timeZone).map(
    (format) =>
      format.formatToParts(at * 1_000).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  );
  const found = named.find((name) => /^[A-Z]+$/.test(name));
  if (found !== undefined) return found;
  const { offset } = zonedTime({ at, timeZone });
  const hours = String(Math.floor(Math.abs(offset) / 3_600)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}`;
}

function utcSeconds(local: Omit<ZonedTime, 'offset'>): number {
  const { year, month, day, hour, minute, second } = local;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1_000;
}

/** Clocks only change on quarter hours, so the offset is cached per quarter hour. */
function offsetAt(options: { readonly at: number; readonly timeZone: string }): number {
  const { at, timeZone } = options;
  const quarter = Math.floor(at / 900);
  const key = `${quarter} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(quarter * 900_000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const offset =
    utcSeconds({
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
    }) -
    quarter * 900;
  if (offsets.size >= maxOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Which locale knows a zone's abbreviation depends on where the zone is used. */
function namesOf(timeZone: string): readonly Intl.DateTimeFormat[] {
  const known = names.get(timeZone);
  if (known !== undefined) return known;
  const made = ['en-US', 'en-GB', 'en-AU', 'en-IN'].map(
    (language) => new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' }),
  );
  names.set(timeZone, made);
  return made;
}
