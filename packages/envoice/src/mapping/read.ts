import { VendorError } from '@invoice-relay/core/errors';
import { currencySchema, parseDecimal } from '@invoice-relay/core/models';
import type { Currency, Decimal } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { eventTimestamp } from '../normalize/dates.ts';
import { Exact } from './amounts.ts';

/*
 * The description of a response cannot be relied on. Envoice omits members, writes null for most of
 * them, and numbers where names are described: so each member is read as whatever it turns out to
 * be.
 */

/** Non-blank text; `null` for blank text, and for anything else. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** An id as text; `null` for none and for 0, which Envoice writes for none. */
export function readId(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : readText(value);
  return text === '0' ? null : text;
}

/** The objects of a list; empty if the list is missing. */
export function readList<Item>(value: readonly Item[] | null | undefined): readonly Item[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item) : [];
}

/**
 * Reads a number of Envoice as decimal text; `null` if there is none.
 *
 * Takes the number as text with all its digits, as `client.exact` returns it, or as a JavaScript
 * number, which is written with the fewest digits that identify it.
 *
 * @param options.member as named in the error message: `Items[0].Cost`
 * @throws {VendorError} `vendor_answer_invalid` if it is not a number
 */
export function readDecimal(options: {
  readonly value: unknown;
  readonly member: string;
}): Decimal | null {
  const { value, member } = options;
  if (value === null || value === undefined || value === '') return null;
  try {
    return withoutNoise(parseDecimal(String(value).trim()));
  } catch (cause) {
    throw new VendorError(
      'vendor_answer_invalid',
      `Envoice returned a ${member} that is not a number. Check the document in Envoice; if it ` +
        'is correct there, try again later.',
      { cause },
    );
  }
}

/**
 * The number of decimal digits that a double always preserves, and the number that the longest one
 * needs.
 */
const doubleDigits = { kept: 15, written: 17 };

/**
 * Removes the noise of floating-point arithmetic. Envoice computes amounts as doubles, and it
 * shows: `0.30000000000000004` for 0.1 + 0.2. Such a number has 16 or 17 digits, and becomes a
 * short one if rounded to the 15 that a double preserves: then the rest was never meant by anyone.
 * Any other number stays as it is.
 */
function withoutNoise(text: Decimal): Decimal {
  const exact = Exact(text);
  const digits = exact.c.length;
  if (digits <= doubleDigits.kept || digits > doubleDigits.written) return text;
  const trusted = exact.prec(doubleDigits.kept);
  return trusted.c.length < doubleDigits.kept ? trusted.toFixed() : text;
}

const dayInMilliseconds = 86_400_000;
const quarterInMilliseconds = 900_000;

/**
 * Reads a date-time of Envoice as the day that it stands for, or `null` if it is not a valid one.
 *
 * Envoice stores days as midnight in UTC and writes them in the zone of its server: given
 * `2018-02-06T11:43:30Z`, it returns `2018-02-06T01:00:00+01:00`. So midnight in UTC is that day,
 * in whatever zone it is written; of any other moment the written day counts.
 *
 * Some programs that create invoices send their local midnight, written in UTC: the 20th in Skopje
 * is `2026-11-19T23:00:00Z`. So an exact quarter of an hour, after noon in UTC, is midnight further
 * east, and the day is the next.
 */
export function readDate(value: unknown): string | null {
  const text = readText(value);
  if (text === null) return null;
  const timestamp = eventTimestamp(text.length === 10 ? `${text}T00:00:00Z` : text);
  if (timestamp === null) return null;
  const moment = Date.parse(timestamp);
  // Epoch milliseconds write no day: that of UTC counts.
  const written = timestamp.startsWith(text.slice(0, 10)) ? text : timestamp;
  if (moment % dayInMilliseconds === 0) return dayOf(moment);
  const isMidnightEast =
    /(?:Z|[+-]00:00)$/.test(written) &&
    moment % quarterInMilliseconds === 0 &&
    moment % dayInMilliseconds > dayInMilliseconds / 2;
  return isMidnightEast ? dayOf(moment + dayInMilliseconds) : written.slice(0, 10);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The currency of a document, from the alphabetic code of its `Currency`. */
export function readCurrency(
  currency: { readonly Value?: string | null } | null | undefined,
): Currency | null {
  const code = readText(currency?.Value)?.trim().toUpperCase();
  return v.is(currencySchema, code) ? code : null;
}
