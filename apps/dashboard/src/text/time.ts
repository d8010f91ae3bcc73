/** Formats times in the user's time zone. The current time is passed in. */

export interface TimeOptions {
  /** IANA name; defaults to the browser's time zone. */
  readonly timeZone?: string;
}

const locale = 'en-GB';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Returns the browser's time zone, in which all times are shown: `Europe/Amsterdam`. */
export function timeZone(): string {
  return new Intl.DateTimeFormat(locale).resolvedOptions().timeZone;
}

/** Returns `28 Nov 2026, 22:25:10 CET`. Text that is not a valid time is returned unchanged. */
export function formatMoment(iso: string, options: TimeOptions = {}): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return iso;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    // When clocks go back, the same local time occurs twice.
    timeZoneName: 'short',
    ...options,
  }).format(moment);
}

/** Formats a calendar date without a time zone: `2026-11-20` becomes `20 Nov 2026`. */
export function formatDay(date: string): string {
  const moment = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(moment)) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(moment);
}

/** Returns `just now`, `4 min ago` or `in 2 h`; if more than 30 days away, the date and time. */
export function relativeTime(iso: string, now: number, options: TimeOptions = {}): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return iso;
  const distance = moment - now;
  if (Math.abs(distance) < 5 * second) return 'just now';
  if (Math.abs(distance) > 30 * day) return formatMinute(moment, options);
  // Tenths of a second would be overly precise.
  const words = duration(Math.round(Math.abs(distance) / second) * second);
  return distance < 0 ? `${words} ago` : `in ${words}`;
}

/** Returns how long ago something began: `8 s`. At least a second, because clocks may differ. */
export function timeSince(iso: string, now: number): string {
  return duration(Math.max(1, Math.round((now - Date.parse(iso)) / second)) * second);
}

/** Returns `28 Nov 2026, 22:25`. */
function formatMinute(moment: number, options: TimeOptions): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...options,
  }).format(moment);
}

/** Formats a future time: `in a moment`, `in 2 h`. Overdue times are `in a moment`. */
export function timeAhead(iso: string, now: number, options: TimeOptions = {}): string {
  const moment = Date.parse(iso);
  if (moment - now < 5 * second) return 'in a moment';
  return relativeTime(iso, now, options);
}

/** Formats a duration: `350 ms`, `1.2 s`, `4 min`, `2 h 5 min`, `3 days`. It does not wrap. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  // Rounded first, so that 59.6 s becomes 1 min, not 60 s.
  const [seconds, minutes, hours] = [
    Math.round(ms / second),
    Math.round(ms / minute),
    Math.round(ms / hour),
  ];
  if (Math.round(ms) < second) return amount(Math.round(ms), 'ms');
  if (ms < 10 * second) return amount(trimmed(ms / second), 's');
  if (seconds < 60) return amount(seconds, 's');
  if (minutes < 60) return amount(minutes, 'min');
  if (ms < 10 * hour) return withRest({ ms, unit: hour, name: 'h', rest: minute, restName: 'min' });
  if (hours < 48) return amount(hours, 'h');
  return amount(Math.round(ms / day), 'days');
}

/** Formats a configured number of seconds with unabbreviated units: `12 hours`, `1 day`. */
export function secondsInWords(seconds: number): string {
  for (const [unit, name] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds >= unit && seconds % unit === 0) return plural(seconds / unit, name);
  }
  return plural(seconds, 'second');
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function withRest(options: {
  readonly ms: number;
  readonly unit: number;
  readonly name: string;
  readonly rest: number;
  readonly restName: string;
}): string {
  const { ms, unit, name, rest, restName } = options;
  const whole = Math.floor(ms / unit);
  const left = Math.round((ms - whole * unit) / rest);
  if (left === 0) return amount(whole, name);
  if (left * rest === unit) return amount(whole + 1, name);
  return `${amount(whole, name)}\u00A0${amount(left, restName)}`;
}

/** Joins a number and its unit, so that they stay on one line. */
function amount(value: number | string, unit: string): string {
  return `${value}\u00A0${unit}`;
}
