import Big from 'big.js';
import * as v from 'valibot';

import { decimalSchema, MAX_DECIMAL_LENGTH, type Decimal } from './decimal.ts';
import { amountMalformed, amountTooLong } from './amount-errors.ts';

/**
 * Half away from zero, as invoices are rounded: 2.345 to 2.35 and -2.345 to -2.35. (big.js calls it
 * half up.) The only rounding mode used here.
 */
const ROUNDING = Big.roundHalfUp;

/** A copy of big.js with its own settings; `strict` makes it reject binary floats. */
function createBig(): Big.BigConstructor {
  const constructor = Big();
  constructor.strict = true;
  constructor.RM = ROUNDING;
  return constructor;
}
const Exact = /* @__PURE__ */ createBig();

/**
 * Only accepts what `decimalSchema` accepts: a caller without TypeScript may pass a number, and
 * `1e999999999` is short to write and long to compute with.
 *
 * @throws {AmountError} `amount_malformed`
 */
export function readDecimal(text: Decimal): Big {
  if (!v.is(decimalSchema, text)) {
    throw amountMalformed({
      value: text,
      advice: 'Use plain notation, such as "1210.00"; parseDecimal converts what a vendor wrote.',
    });
  }
  return Exact(text);
}

/**
 * @param value a big.js number, or text whose exponent is known to be small
 * @param fractionDigits how many to round to and write; all of them if omitted
 * @throws {AmountError} `amount_too_long`
 */
export function writeDecimal(value: Big | string, fractionDigits?: number): Decimal {
  const exact = Exact(value);
  // Rounded first: toFixed alone writes the sign of a value rounded to zero.
  const rounded = fractionDigits === undefined ? exact : round(exact, fractionDigits);
  const text = rounded.toFixed(fractionDigits);
  if (text.length > MAX_DECIMAL_LENGTH) throw amountTooLong(text);
  return text;
}

export function round(value: Big, fractionDigits: number): Big {
  return value.round(fractionDigits, ROUNDING);
}

export function sum(values: readonly Big[]): Big {
  return values.reduce((total, value) => total.plus(value), Exact('0'));
}

/** The quotient, rounded once: big.js considers the whole remainder, however long it is. */
export function divide(options: {
  readonly dividend: Big;
  readonly divisor: Big;
  readonly fractionDigits: number;
}): Big {
  const constructor = createBig();
  constructor.DP = options.fractionDigits;
  return constructor(options.dividend).div(options.divisor);
}
