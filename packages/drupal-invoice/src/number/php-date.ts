import { offsetMinutes } from './offset.ts';
import { dayMs, stampMs } from './stamp.ts';
import type { Stamp } from './stamp.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
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

/**
 * Returns what PHP's `date` writes for one letter; the letter itself if PHP 7.4 does not define it.
 *
 * @param options.stamp null if unknown
 * @param options.timeZone IANA: only needed for letters that depend on the zone
 * @returns null if it cannot be determined
 * @see https://www.php.net/manual/en/datetime.format.php
 */
export function phpDateLetter(options: {
  readonly letter: string;
  readonly stamp: Stamp | null;
  readonly timeZone: string | undefined;
}): string | null {
  const { letter, stamp, timeZone } = options;
  const ofClock = Object.hasOwn(clockLetters, letter) ? clockLetters[letter] : undefined;
  if (ofClock) return stamp && ofClock(stamp);
  const ofZone = Object.hasOwn(zoneLetters, letter) ? zoneLetters[letter] : undefined;
  if (!ofZone) return letter;
  if (stamp === null || timeZone === undefined) return null;
  return ofZone(stamp, { name: timeZone, minutes: offsetMinutes({ stamp, timeZone }) });
}

const two = (value: number) => String(value).padStart(2, '0');

const clockLetters: Readonly<Record<string, (stamp: Stamp) => string>> = {
  d: ({ day }) => two(day),
  D: (stamp) => dayName(stamp).slice(0, 3),
  j: ({ day }) => String(day),
  l: (stamp) => dayName(stamp),
  N: (stamp) => String(weekday(stamp) || 7),
  S: ({ day }) => ordinal(day),
  w: (stamp) => String(weekday(stamp)),
  z: (stamp) => String(dayOfYear(stamp)),
  W: (stamp) => two(isoWeek(stamp).week),
  F: ({ month }) => months[month - 1] ?? '',
  m: ({ month }) => two(month),
  M: ({ month }) => (months[month - 1] ?? '').slice(0, 3),
  n: ({ month }) => String(month),
  t: ({ year, month }) => String(new Date(Date.UTC(year, month, 0)).getUTCDate()),
  L: ({ year }) => String(Number(isLeap(year))),
  o: (stamp) => String(isoWeek(stamp).year),
  Y: ({ year }) => String(year).padStart(4, '0'),
  y: ({ year }) => two(year % 100),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  g: ({ hour }) => String(hour % 12 || 12),
  G: ({ hour }) => String(hour),
  h: ({ hour }) => two(hour % 12 || 12),
  H: ({ hour }) => two(hour),
  i: ({ minute }) => two(minute),
  s: ({ second }) => two(second),
  // `date` counts whole seconds.
  u: () => '000000',
  v: () => '000',
};

interface Zone {
  readonly name: string;
  /** Ahead of UTC. */
  readonly minutes: number;
}

/** `T` (the zone's short name) and `I` (daylight saving time) depend on PHP's own tables. */
const zoneLetters: Readonly<Record<string, (stamp: Stamp, zone: Zone) => string | null>> = {
  e: (_, { name }) => name,
  I: () => null,
  T: () => null,
  O: (_, zone) => offsetText(zone, ''),
  P: (_, zone) => offsetText(zone, ':'),
  Z: (_, { minutes }) => String(minutes * 60),
  B: (stamp, { minutes }) => {
    // Biel is one hour ahead of Greenwich all year round.
    const seconds = Math.floor(stampMs(stamp) / 1000) - minutes * 60 + 3600;
    const beats = Math.floor((((seconds % 86_400) + 86_400) % 86_400) / 86.4);
    return String(beats).padStart(3, '0');
  },
  c: (stamp, zone) => `${isoDay(stamp)}T${clock(stamp)}${offsetText(zone, ':')}`,
  r: (stamp, zone) =>
    `${dayName(stamp).slice(0, 3)}, ${two(stamp.day)} ${(months[stamp.month - 1] ?? '').slice(0, 3)} ` +
    `${stamp.year} ${clock(stamp)} ${offsetText(zone, '')}`,
  U: (stamp, { minutes }) => String(Math.floor(stampMs(stamp) / 1000) - minutes * 60),
};

function offsetText({ minutes }: Zone, between: '' | ':'): string {
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  return `${sign}${two(Math.floor(size / 60))}${between}${two(size % 60)}`;
}

function isoDay({ year, month, day }: Stamp): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function clock({ hour, minute, second }: Stamp): string {
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

function midnight({ year, month, day }: Stamp): number {
  return Date.UTC(year, month - 1, day);
}

/** Sunday is 0. */
function weekday(stamp: Stamp): number {
  return new Date(midnight(stamp)).getUTCDay();
}

function dayName(stamp: Stamp): string {
  return days[weekday(stamp)] ?? '';
}

/** 1 January is 0. */
function dayOfYear(stamp: Stamp): number {
  return (midnight(stamp) - Date.UTC(stamp.year, 0, 1)) / dayMs;
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function isoWeek(stamp: Stamp): { readonly year: number; readonly week: number } {
  const thursday = midnight(stamp) + (4 - (weekday(stamp) || 7)) * dayMs;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / dayMs / 7) + 1 };
}
