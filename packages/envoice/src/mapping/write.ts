import { AmountError } from '@invoice-relay/core/errors';
import { parseDecimal } from '@invoice-relay/core/models';
import type { Decimal } from '@invoice-relay/core/models';

/**
 * Decimal text as the JSON number that Envoice takes.
 *
 * @throws {AmountError} `amount_too_long` when a double would change it: past 15 digits or so
 */
export function writeNumber(text: Decimal): number {
  const value = Number(text);
  if (parseDecimal(String(value)) === parseDecimal(text)) return value;
  throw new AmountError(
    'amount_too_long',
    `Envoice takes numbers of up to 15 digits, and ${text} has more. Round it first.`,
  );
}

/** A day as the date-time that Envoice takes: midnight in UTC, as which it keeps days. */
export function writeDate(date: string | null): string | undefined {
  return date === null ? undefined : `${date}T00:00:00Z`;
}
