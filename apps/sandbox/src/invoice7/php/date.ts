import { type ZonedTime, zonedTime, zoneName } from './zoned-time.ts';

interface Moment extends ZonedTime {
  readonly at: number;
  readonly timeZone: string;
}

const day = 86_400;
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (value: number) => String(value).padStart(2, '0');
/** Days since the Unix epoch, in the zone's local calendar. */
const calendarDay = ({ at, offset }: Moment) => Math.floor((at + offset) / day);
const weekday = (moment: Moment) => (((calendarDay(moment) + 4) % 7) + 7) % 7;
const isoWeekday = (moment: Moment) => weekday(moment) || 7;
const firstOfYear = (year: number) => Date.UTC(year, 0, 1) / 1_000 / day;
const isLeap = (year: number) => firstOfYear(year + 1) - firstOfYear(year) === 366;
const daysInMonth = ({ year, month }: ZonedTime) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const hour12 = ({ hour }: ZonedTime) => hour % 12 || 12;
const dayName = (moment: Moment) => dayNames[weekday(moment)] ?? '';
const monthName = ({ month }: ZonedTime) => monthNames[month - 1] ?? '';

/**
 * Formats each letter of PHP's `date`. Observed for the letters that occur in prefixes (`Y`, `y`,
 * `m`, `n`, `d`, `j`, `M`, `D` …); the others follow PHP's manual.
 */
const letters: Readonly<Record<string, (moment: Moment) => string>> = {
  d: (moment) => two(moment.day),
  D: (moment) => dayName(moment).slice(0, 3),
  j: (moment) => String(moment.day),
  l: dayName,
  N: (moment) => String(isoWeekday(moment)),
  S: ({ day: of }) => (of > 10 && of < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][of % 10] ?? 'th')),
  w: (moment) => String(weekday(moment)),
  z: (moment) => String(calendarDay(moment) - firstOfYear(moment.year)),
  W: (moment) => two(isoWeek(moment).week),
  F: monthName,
  m: (moment) => two(moment.month),
  M: (moment) => monthName(moment).slice(0, 3),
  n: (moment) => String(moment.month),
  t: (moment) => String(daysInMonth(moment)),
  L: (moment) => (isLeap(moment.year) ? '1' : '0'),
  o: (moment) => String(isoWeek(moment).year),
  Y: (moment) => String(moment.year),
  y: (moment) => two(moment.year % 100),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  B: ({ at }) => String(Math.floor(((((at + 3_600) % day) + day) % day) / 86.4)).padStart(3, '0'),
  g: (moment) => String(hour12(moment)),
  G: (moment) => String(moment.hour),
  h: (moment) => two(hour12(moment)),
  H: (moment) => two(moment.hour),
  i: (moment) => two(moment.minute),
  s: (moment) => two(moment.second),
  u: () => '000000',
  v: () => '000',
  e: (moment) => moment.timeZone,
  I: (moment) => (isSummerTime(moment) ? '1' : '0'),
  O: ({ offset }) => offsetText(offset, ''),
  P: ({ offset }) => offsetText(offset, ':'),
  T: ({ at, timeZone }) => zoneName({ at, timeZone }),
  Z: ({ offset }) => String(offset),
  c: (moment) => write({ pattern: 'Y-m-d\\TH:i:sP', moment }),
  r: (moment) => write({ pattern: 'D, d M Y H:i:s O', moment }),
  U: ({ at }) => String(at),
};

/**
 * Formats a time like PHP's `date`, in English.
 *
 * @param options.pattern letters of `date`; a backslash escapes the next letter
 * @param options.at seconds since the Unix epoch
 */
export function phpDate(options: {
  readonly pattern: string;
  readonly at: number;
  readonly timeZone: string;
}): string {
  const { pattern, at, timeZone } = options;
  return write({ pattern, moment: { ...zonedTime({ at, timeZone }), at, timeZone } });
}

function write(options: { readonly pattern: string; readonly moment: Moment }): string {
  return options.pattern.replaceAll(/\\(.)|\\$|(.)/gsu, (whole, kept?: string, letter?: string) => {
    if (letter === undefined) return kept ?? '';
    return Object.hasOwn(letters, letter) ? (letters[letter]?.(options.moment) ?? '') : whole;
  });
}

function isoWeek(moment: Moment): { readonly year: number; readonly week: number } {
  // A week belongs to the year of its Thursday.
  const thursday = calendarDay(moment) - isoWeekday(moment) + 4;
  const year = new Date(thursday * day * 1_000).getUTCFullYear();
  return { year, week: Math.floor((thursday - firstOfYear(year)) / 7) + 1 };
}

function isSummerTime({ year, offset, timeZone }: Moment): boolean {
  const offsets = [0, 6].map(
    (month) => zonedTime({ at: Date.UTC(year, month, 1) / 1_000, timeZone }).offset,
  );
  return offset > Math.min(...offsets);
}

function offsetText(offset: number, colon: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}
