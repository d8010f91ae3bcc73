import type { DrupalInvoice } from './invoice.ts';
import { readText } from './read-value.ts';

const createdMembers = ['created', 'invoice_date', 'date'];

/** From here on, a number of seconds would be in the year 5138: it is milliseconds. */
const firstMilliseconds = 100_000_000_000;

/**
 * When an invoice was made, by its own word, in milliseconds since the Unix epoch; null when it
 * does not say. No member of the kind is documented: sites are seen to write seconds since the
 * Unix epoch, as Drupal does, or ISO 8601.
 *
 * A time without a zone is one of `timeZone`, and a day without a time is noon of it there.
 *
 * @param options.timeZone an IANA name; UTC unless told
 */
export function documentCreated(
  invoice: DrupalInvoice,
  options: { readonly timeZone?: string } = {},
): number | null {
  const { timeZone = 'UTC' } = options;
  for (const member of createdMembers) {
    const text = Object.hasOwn(invoice, member) ? (readText(invoice[member])?.trim() ?? '') : '';
    const moment = readMoment(text, timeZone);
    if (moment !== null) return moment;
  }
  return null;
}

const iso =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

function readMoment(text: string, timeZone: string): number | null {
  if (/^\d{1,15}(?:\.0+)?$/.test(text)) {
    const count = Number(text);
    if (count === 0) return null;
    return count < firstMilliseconds ? count * 1000 : count;
  }
  const [, day, time = '12:00', zone] = iso.exec(text) ?? [];
  if (day === undefined) return null;
  const clock = time.length === 5 ? `${time}:00` : time;
  const asUtc = Date.parse(`${day}T${clock}Z`);
  // `2026-02-30` and MySQL's `0000-00-00` are no days.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
  if (zone === undefined) return asUtc - offsetAt({ moment: asUtc, timeZone });
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? asUtc + offset : asUtc - offset;
}

/** How far a zone's clocks are ahead of UTC, in milliseconds, when they show this time. */
function offsetAt({ moment, timeZone }: { moment: number; timeZone: string }): number {
  const guess = offsetOf(moment, timeZone);
  return offsetOf(moment - guess, timeZone);
}

function offsetOf(moment: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
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
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(moment / 1000) * 1000;
}
