import { InputError } from '@invoice-relay/core/errors';
import { shown, withHint } from '@invoice-relay/core/forms';

import { readUsualDate } from './usual-date.ts';

/** Offsets range from -12:00 to +14:00: any other is not a valid moment. */
const dateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;

interface Parts {
  readonly day: string;
  /** `10:30:00`; null for a day alone. */
  readonly time: string | null;
  /** `Z` or `+01:00`; null if none is written. */
  readonly zone: string | null;
}

/**
 * Reads a day as Envoice expects it: midnight in UTC, which is how it stores days.
 *
 * The written day counts (`2026-11-20T23:30:00-05:00` is the 20th). A moment in UTC is its day in
 * the time zone, unless it is midnight: then it is that day, as Envoice writes days this way
 * itself.
 *
 * @param options.timezone of the user, such as `Europe/Amsterdam`
 * @param options.hint another way to provide a date, for the error
 * @throws {InputError}
 */
export function readDay(options: {
  readonly value: unknown;
  readonly field: string;
  readonly timezone: string;
  readonly hint?: string | undefined;
}): string {
  const { timezone } = options;
  const parts = readParts(options);
  const { day, time, zone } = parts;
  const isMomentInUtc = zone !== null && /^(?:Z|[+-]00:?00)$/i.test(zone) && time !== '00:00:00';
  const written = isMomentInUtc ? dayIn(new Date(`${day}T${time}Z`), timezone) : day;
  return `${written}T00:00:00Z`;
}

/**
 * Reads a moment as Envoice expects it, in UTC. Without a zone it is in the user's time zone.
 *
 * @throws {InputError}
 */
export function readMoment(options: {
  readonly value: unknown;
  readonly field: string;
  readonly timezone: string;
  readonly hint?: string | undefined;
}): string {
  const { day, time, zone } = readParts(options);
  const wall = `${day}T${time ?? '00:00:00'}`;
  const moment =
    zone === null ? momentOf(wall, options.timezone) : Date.parse(`${wall}${colonIn(zone)}`);
  return new Date(moment).toISOString().replace(/\.000Z$/, 'Z');
}

function readParts(options: {
  readonly value: unknown;
  readonly field: string;
  readonly hint?: string | undefined;
}): Parts {
  const { value, field, hint } = options;
  const given = textOf(value);
  const readings = readUsualDate(given);
  if (readings.length > 1) {
    throw new InputError({
      field,
      problem: `${shown(value)} may be two different days`,
      fix: withHint(`Write it as ${readings.join(' or as ')}.`, hint),
    });
  }
  const [text = given] = readings;
  const [, day, minutes, seconds = '00', , zone] = dateTime.exec(text) ?? [];
  const time = minutes === undefined ? null : `${minutes}:${seconds}`;
  if (day === undefined || !isReal(day, time)) {
    throw new InputError({
      field,
      problem: `${shown(value)} is not a date`,
      fix: withHint(
        'Write it as 2026-11-20 or 2026-11-20T10:00:00; 20 November 2026 works, too.',
        hint,
      ),
    });
  }
  return { day, time, zone: zone ?? null };
}

/** Dates are usually text; code may pass one of JavaScript or of Luxon. */
function textOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'object' && value !== null && 'toISO' in value) {
    return String((value as { toISO(): string | null }).toISO());
  }
  return typeof value === 'string' ? value.trim() : '';
}

/** Whether the day exists in the calendar, and the time is valid. */
function isReal(day: string, time: string | null): boolean {
  const date = new Date(`${day}T${time ?? '00:00:00'}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function colonIn(zone: string): string {
  return zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
}

function dayIn(moment: Date, timezone: string): string {
  return wallClock(moment, timezone).slice(0, 10);
}

/** The moment at which clocks in a time zone show this time. */
function momentOf(wall: string, timezone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const offsetAt = (moment: number) =>
    Date.parse(`${wallClock(new Date(moment), timezone)}Z`) - moment;
  // The offset of a nearby moment may differ if the clocks are changed in between.
  const near = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(near);
}

/** What clocks in a time zone show: `2026-11-20T10:30:00`. */
function wallClock(moment: Date, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return `${day}T${part('hour')}:${part('minute')}:${part('second')}`;
}
