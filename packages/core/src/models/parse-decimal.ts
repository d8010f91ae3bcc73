import { writeDecimal } from './arithmetic.ts';
import type { Decimal } from './decimal.ts';
import { amountMalformed, amountTooLong } from './amount-errors.ts';

/** The longest text that is examined: a decimal with an exponent and zeros to spare. */
const MAX_LENGTH = 64;

/** What vendors write: also a plus, leading zeros, a leading dot, an exponent. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Parses a number as a vendor wrote it and returns its shortest form: `+028.50` is `28.5`, `1.5e3`
 * is `1500`, `-0.00` is `0`.
 *
 * Only accepts text: pass the characters of a JSON number, not the binary float that `JSON.parse`
 * makes of them.
 *
 * @throws {AmountError} `amount_malformed`, or `amount_too_long` beyond 40 characters
 */
export function parseDecimal(text: string): Decimal {
  // The length first: it bounds the work of everything that follows.
  if (typeof text === 'string' && text.length > MAX_LENGTH) throw amountTooLong(text);
  if (typeof text !== 'string' || !NUMBER.test(text)) {
    throw amountMalformed({
      value: text,
      advice:
        'Write digits with a dot as the decimal separator and no thousands separator, such as ' +
        '"1210.00".',
    });
  }
  return writeDecimal(text.startsWith('+') ? text.slice(1) : text);
}
