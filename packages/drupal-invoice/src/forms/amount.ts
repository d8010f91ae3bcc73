import { parseDecimal } from '@invoice-relay/core/models';

/** A number of JavaScript holds 15 digits of any decimal number; what comes after is noise. */
const exactDigits = 15;

/**
 * An amount as decimal text. Text stays as it is; of a number that was computed (`0.1 + 0.2` is
 * `0.30000000000000004`) the digits count that it truly holds.
 */
export function amountText(amount: unknown): string {
  // What is refused later has to stay what it is: `String([1])` is an amount.
  if (typeof amount === 'object' && amount !== null) return JSON.stringify(amount);
  if (typeof amount !== 'number') return String(amount ?? '').trim();
  if (Number.isSafeInteger(amount) || !Number.isFinite(amount)) return String(amount);
  return parseDecimal(amount.toPrecision(exactDigits));
}
