import { AmountError } from '@invoice-relay/core/errors';
import { parseDecimal } from '@invoice-relay/core/models';
import type { Decimal } from '@invoice-relay/core/models';

/**
 * Writes decimal text as the JSON number that Envoice expects.
 *
 * @throws {AmountError} `amount_too_long` if a double would change it: beyond about 15 digits
 */
export function writeNumber(text: Decimal): number {
  const value = Number(text);
  if (parseDecimal(String(value)) === parseDecimal(text)) return value;
  throw new AmountError(
    'amount_too_long',
    `Envoice accepts numbers of up to 15 digits, and ${text} has more. Round it first.`,
  );
}

/**
 * Writes a day as the date-time that Envoice expects: midnight in UTC, which is how it stores days.
 */
export function writeDate(date: string | null): string | undefined {
  return date === null ? undefined : `${date}T00:00:00Z`;
}
