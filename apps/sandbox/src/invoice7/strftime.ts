const day = 86_400_000;
const two = (value: number) => String(value).padStart(2, '0');
const name = (date: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date);

const directives: Readonly<Record<string, (date: Date) => string>> = {
  '%': () => '%',
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  C: (date) => two(Math.floor(date.getUTCFullYear() / 100)),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  j: (date) => String(dayOfYear(date)).padStart(3, '0'),
  H: (date) => two(date.getUTCHours()),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  u: (date) => String(date.getUTCDay() || 7),
  w: (date) => String(date.getUTCDay()),
  G: (date) => String(thursday(date).getUTCFullYear()),
  g: (date) => two(thursday(date).getUTCFullYear() % 100),
  V: (date) => two(Math.ceil(dayOfYear(thursday(date)) / 7)),
  a: (date) => name(date, { weekday: 'short' }),
  A: (date) => name(date, { weekday: 'long' }),
  b: (date) => name(date, { month: 'short' }),
  B: (date) => name(date, { month: 'long' }),
  F: (date) => date.toISOString().slice(0, 10),
};

/**
 * Writes a date as PHP's strftime does, in UTC and English. A directive that it does not know
 * stays as it is, as C's does.
 *
 * @param options.at milliseconds since the Unix epoch
 */
export function strftime(options: { readonly pattern: string; readonly at: number }): string {
  const date = new Date(options.at);
  return options.pattern.replaceAll(
    /%(.)/gsu,
    (whole, directive: string) => directives[directive]?.(date) ?? whole,
  );
}

function dayOfYear(date: Date): number {
  const start = Date.UTC(date.getUTCFullYear(), 0);
  return Math.floor((date.getTime() - start) / day) + 1;
}

/** Of the same ISO 8601 week, which belongs to the year that its Thursday is in. */
function thursday(date: Date): Date {
  return new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * day);
}
